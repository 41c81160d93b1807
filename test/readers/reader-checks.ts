import type { Table } from "../support/table.ts";
import type { Entry, Reader } from "./reader.ts";

/** A reader's entries before and after the story grew. */
export interface Polls {
  before: Entry[];
  after: Entry[];
  /** The entries of a new subscriber after the growth. */
  newcomer: Entry[];
  /** The HTTP status of a poll between the two; null where the reader does not report it. */
  unchanged: number | null;
}

/** The story's headline, and the URLs of its reports before and after it grew. */
export interface Expected {
  headline: string;
  before: readonly string[];
  after: readonly string[];
}

/** Compares a reader's entries with the expected ones and adds a row for each check. */
export function checkReader(
  table: Table,
  reader: Reader,
  format: string,
  polls: Polls,
  expected: Expected,
): void {
  const { before, after, newcomer, unchanged } = polls;
  const row = (what: string, was: string, is: string, problem: string | null): void => {
    const note = `${reader.name}, ${format}, ${what}: ${problem}`;
    table.add(problem === null ? "pass" : "FAIL", [reader.name, format, what, was, is], note);
  };
  const count = (list: readonly unknown[]): string => String(list.length);
  const [first] = before;
  const [second] = after;

  const isOne = before.length === 1 && after.length === 1;
  row(
    `one ${reader.entry}`,
    count(before),
    count(after),
    isOne ? null : `the reader has ${titles(before)}, then ${titles(after)}`,
  );
  if (!first || !second) return;

  const wanted = reader.grows ? expected.after : expected.before;
  row(
    reader.grows ? "links to the reports" : "links, kept as first seen",
    count(reportsOf(first, expected)),
    count(reportsOf(second, expected)),
    difference(reportsOf(first, expected), expected.before) ??
      difference(reportsOf(second, expected), wanted),
  );
  if (!reader.grows) {
    const links = newcomer.flatMap((entry) => reportsOf(entry, expected));
    row("links for a new subscriber", "", count(links), difference(links, expected.after));
  }
  const changed = (["id", "title", "link"] as const).filter((part) => first[part] !== second[part]);
  const blank = (["id", "title", "link"] as const).filter((part) => second[part] === "");
  row(
    "id, title and link",
    "present",
    changed.length === 0 ? "unchanged" : `changed: ${changed.join(", ")}`,
    changed.length + blank.length === 0
      ? null
      : `before ${identityOf(first)}, after ${identityOf(second)}`,
  );
  const headlineProblem =
    second.title === expected.headline ? null : `the reader shows ${second.title}`;
  row("headline as written", first.title, second.title, headlineProblem);
  if (first.unread !== undefined) {
    const state = ({ unread }: Entry): string => (unread === true ? "unread" : "read");
    const problem = second.unread === true ? "it is unread again" : null;
    row("stays read", "read", state(second), problem);
  }
  if (first.published !== undefined) {
    const same = first.published === second.published;
    const dates = `${first.published}, then ${second.published}`;
    row("published", first.published, second.published ?? "", same ? null : dates);
  }
  if (first.updated !== undefined) {
    const later = Date.parse(second.updated ?? "") > Date.parse(first.updated);
    const dates = `not later: ${first.updated}, then ${second.updated}`;
    row("updated", first.updated, second.updated ?? "", later ? null : dates);
  }
  if (unchanged !== null) {
    const problem = unchanged === 304 ? null : `HTTP status ${unchanged}, not 304`;
    row("poll without changes", String(unchanged), "", problem);
  }
}

/** The entry's links that lead to a report, without duplicates. */
function reportsOf({ links }: Entry, { after }: Expected): string[] {
  return [...new Set(links)].filter((link) => after.includes(link));
}

/** Describes missing and unexpected links; null if there are none. */
function difference(links: readonly string[], expected: readonly string[]): string | null {
  const missing = expected.filter((link) => !links.includes(link));
  const extra = links.filter((link) => !expected.includes(link));
  if (missing.length + extra.length === 0) return null;
  return `missing: ${missing.join(" ") || "none"}; unexpected: ${extra.join(" ") || "none"}`;
}

const titles = (entries: readonly Entry[]): string =>
  entries.map(({ title }) => JSON.stringify(title)).join(", ") || "nothing";

const identityOf = ({ id, title, link }: Entry): string => JSON.stringify({ id, title, link });
