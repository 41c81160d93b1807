import type { Table } from "../support/table.ts";
import type { Entry, Reader } from "./reader.ts";

/** The update modes of a feed, each with its query string. */
export const MODES = { silent: "", bump: "?updates=bump", new: "?updates=new" } as const;

export type Mode = keyof typeof MODES;

/** What a reader shows of a story that grows, poll by poll. */
export interface Observed {
  /** Number of entries, or mails, after each poll. */
  entries: number[];
  /** How many of them are new or unread, after each poll except the first. */
  fresh: number[];
  /** Number of reports that the newest entry links to. */
  links: number[];
  /** Whether the date of the newest entry changes with every growth; null where the reader does not show a date. */
  dateMoves: boolean | null;
}

/** Counts what a reader shows in its polls. @param reports the URLs of all reports */
export function observe(polls: readonly Entry[][], reports: readonly string[]): Observed {
  const keyOf = ({ id, title, link }: Entry): string => JSON.stringify([id, title, link]);
  const linksOf = ({ links }: Entry): number =>
    new Set(links.filter((link) => reports.includes(link))).size;
  // The newest entry is the one with the most links, because every growth adds one.
  const newest = polls.map((entries) => entries.toSorted((a, b) => linksOf(a) - linksOf(b)).at(-1));
  const dates = newest.map((entry) => entry?.published);
  return {
    entries: polls.map(({ length }) => length),
    fresh: polls.slice(1).map((entries, index) => {
      const before = new Set(polls[index]?.map(keyOf));
      return entries.filter((entry) => entry.unread ?? !before.has(keyOf(entry))).length;
    }),
    links: newest.map((entry) => (entry ? linksOf(entry) : 0)),
    dateMoves: dates.includes(undefined) ? null : new Set(dates).size === dates.length,
  };
}

/** The row of the table in docs/readers.md for what a reader shows. */
export const rowOf = (reader: Reader, format: string, mode: Mode, observed: Observed): string =>
  `| ${[
    reader.name,
    format,
    mode,
    observed.entries.join(", "),
    observed.fresh.join(", "),
    observed.links.join(", "),
    observed.dateMoves === null ? "" : observed.dateMoves ? "moves" : "stays",
  ].join(" | ")} |`;

/**
 * Compares what a reader shows with what the mode promises: no new entry, or one for each outlet that joins.
 *
 * @param document the text of docs/readers.md, which has to contain the same figures
 */
export function checkMode(
  table: Table,
  reader: Reader,
  format: string,
  mode: Mode,
  observed: Observed,
  document: string,
): void {
  const grown = observed.fresh.map((_, index) => index + 2);
  const promised = {
    fresh: grown.map(() => (mode === "new" ? 1 : 0)),
    entries: [1, ...grown.map((count) => (mode === "new" && reader.keeps ? count : 1))],
  };
  const cells = [
    reader.name,
    format,
    `updates=${mode}`,
    `${reader.entry === "mail" ? "mails" : "entries"} ${observed.entries.join(" ")}`,
    `new ${observed.fresh.join(" ")}`,
  ];
  const row = rowOf(reader, format, mode, observed);
  const { fresh, entries } = promised;
  const problems = [
    ...(same(observed.fresh, fresh) ? [] : [`expected new ${fresh.join(" ")}`]),
    ...(same(observed.entries, entries) ? [] : [`expected entries ${entries.join(" ")}`]),
    ...(hasRow(document, row) ? [] : [`docs/readers.md does not contain: ${row}`]),
  ];
  table.add(
    problems.length === 0 ? "pass" : "FAIL",
    cells,
    `${cells.join(", ")}: ${problems.join("; ")}`,
  );
}

const same = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join();

/** Ignores the padding of the columns. */
const hasRow = (document: string, row: string): boolean =>
  document.split("\n").some((line) => line.replace(/ +/g, " ").trim() === row.replace(/ +/g, " "));
