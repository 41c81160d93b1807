import type { Table } from "../support/table.ts";
import type { Entry, Reader } from "./reader.ts";

/** What a reader has of the feed before and after the story grew. */
export interface Polls {
  before: Entry[];
  after: Entry[];
  /** What a person has who subscribes only then. */
  newcomer: Entry[];
  /** The HTTP status of an answer to a poll between the two. */
  unchanged: number | null;
}

/** What the editor wrote, and the addresses of the reports before and after. */
export interface Expected {
  headline: string;
  before: readonly string[];
  after: readonly string[];
}

/** Compares what a reader has with what it should have, a row for each check. */
export function judge(
  table: Table,
  reader: Reader,
  format: string,
  polls: Polls,
  expected: Expected,
): void {
  const { before, after, newcomer, unchanged } = polls;
  const row = (what: string, was: string, is: string, wrong: string | null): void => {
    const note = `${reader.name}, ${format}, ${what}: ${wrong}`;
    table.add(wrong === null ? "pass" : "FAIL", [reader.name, format, what, was, is], note);
  };
  const count = (list: readonly unknown[]): string => String(list.length);
  const [first] = before;
  const [second] = after;

  const one = before.length === 1 && after.length === 1;
  row(
    `one ${reader.entry}`,
    count(before),
    count(after),
    one ? null : `it has ${titles(before)}, then ${titles(after)}`,
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
    row("links for a newcomer", "", count(links), difference(links, expected.after));
  }
  const changed = (["id", "title", "link"] as const).filter((part) => first[part] !== second[part]);
  const blank = (["id", "title", "link"] as const).filter((part) => second[part] === "");
  row(
    "id, title and link",
    "there",
    changed.length === 0 ? "the same" : `other ${changed.join(", ")}`,
    changed.length + blank.length === 0
      ? null
      : `they were ${namesOf(first)}, and are ${namesOf(second)}`,
  );
  const shown = second.title === expected.headline ? null : `it shows ${second.title}`;
  row("headline as written", first.title, second.title, shown);
  if (first.unread !== undefined) {
    const state = ({ unread }: Entry): string => (unread === true ? "unread" : "read");
    row("stays read", "read", state(second), second.unread === true ? "it is unread again" : null);
  }
  if (first.published !== undefined) {
    const same = first.published === second.published;
    const moments = `${first.published}, then ${second.published}`;
    row("published", first.published, second.published ?? "", same ? null : moments);
  }
  if (first.updated !== undefined) {
    const later = Date.parse(second.updated ?? "") > Date.parse(first.updated);
    const moments = `not later: ${first.updated}, then ${second.updated}`;
    row("updated", first.updated, second.updated ?? "", later ? null : moments);
  }
  if (unchanged !== null) {
    const wrong = unchanged === 304 ? null : `HTTP status ${unchanged}, not 304`;
    row("asks again, nothing new", String(unchanged), "", wrong);
  }
}

/** Those of its links that lead to a report, each once. */
function reportsOf({ links }: Entry, { after }: Expected): string[] {
  return [...new Set(links)].filter((link) => after.includes(link));
}

/** What is missing or too much. Null when nothing is. */
function difference(links: readonly string[], expected: readonly string[]): string | null {
  const missing = expected.filter((link) => !links.includes(link));
  const extra = links.filter((link) => !expected.includes(link));
  if (missing.length + extra.length === 0) return null;
  return `missing: ${missing.join(" ") || "none"}; too much: ${extra.join(" ") || "none"}`;
}

const titles = (entries: readonly Entry[]): string =>
  entries.map(({ title }) => JSON.stringify(title)).join(", ") || "nothing";

const namesOf = ({ id, title, link }: Entry): string => JSON.stringify({ id, title, link });
