import type { Table } from "../support/table.ts";
import type { Entry, Reader } from "./reader.ts";

/** The update modes of a feed, and the query that asks for each. */
export const MODES = { silent: "", bump: "?updates=bump", new: "?updates=new" } as const;

export type Mode = keyof typeof MODES;

/** What a person sees of a story that grows, poll by poll. */
export interface Seen {
  /** How many entries, or mails, there are after each poll. */
  entries: number[];
  /** How many of them are new or unread after each poll but the first. */
  fresh: number[];
  /** To how many reports the newest one links. */
  links: number[];
  /** Whether the date of the newest one follows the growth; null where the reader does not say. */
  dated: boolean | null;
}

/** @param reports the addresses of all reports */
export function seenIn(polls: readonly Entry[][], reports: readonly string[]): Seen {
  const name = ({ id, title, link }: Entry): string => JSON.stringify([id, title, link]);
  const linksOf = ({ links }: Entry): number =>
    new Set(links.filter((link) => reports.includes(link))).size;
  // A later state of the story has more links.
  const newest = polls.map((entries) => entries.toSorted((a, b) => linksOf(a) - linksOf(b)).at(-1));
  const dates = newest.map((entry) => entry?.published);
  return {
    entries: polls.map(({ length }) => length),
    fresh: polls.slice(1).map((entries, index) => {
      const before = new Set(polls[index]?.map(name));
      return entries.filter((entry) => entry.unread ?? !before.has(name(entry))).length;
    }),
    links: newest.map((entry) => (entry ? linksOf(entry) : 0)),
    dated: dates.includes(undefined) ? null : new Set(dates).size === dates.length,
  };
}

/** The line of the document that says what a reader does. */
export const lineOf = (reader: Reader, format: string, mode: Mode, seen: Seen): string =>
  `| ${[
    reader.name,
    format,
    mode,
    seen.entries.join(", "),
    seen.fresh.join(", "),
    seen.links.join(", "),
    seen.dated === null ? "" : seen.dated ? "moves" : "stays",
  ].join(" | ")} |`;

/** Compares what a person sees with what the mode promises: nothing new, or one new entry for each outlet that joins. */
export function judgeMode(
  table: Table,
  reader: Reader,
  format: string,
  mode: Mode,
  seen: Seen,
  document: string,
): void {
  const each = seen.fresh.map((_, index) => index + 2);
  const promised = {
    fresh: each.map(() => (mode === "new" ? 1 : 0)),
    entries: [1, ...each.map((count) => (mode === "new" && reader.keeps ? count : 1))],
  };
  const cells = [
    reader.name,
    format,
    `updates=${mode}`,
    `${reader.entry === "mail" ? "mails" : "entries"} ${seen.entries.join(" ")}`,
    `new ${seen.fresh.join(" ")}`,
  ];
  const wrong = [
    ...(same(seen.fresh, promised.fresh) ? [] : [`new: not ${promised.fresh.join(" ")}`]),
    ...(same(seen.entries, promised.entries) ? [] : [`not ${promised.entries.join(" ")}`]),
    ...(holds(document, lineOf(reader, format, mode, seen))
      ? []
      : [`docs/readers.md does not say: ${lineOf(reader, format, mode, seen)}`]),
  ];
  table.add(
    wrong.length === 0 ? "pass" : "FAIL",
    cells,
    `${cells.join(", ")}: ${wrong.join("; ")}`,
  );
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** However the columns are padded. */
const holds = (document: string, line: string): boolean =>
  document.split("\n").some((row) => row.replace(/ +/g, " ").trim() === line.replace(/ +/g, " "));
