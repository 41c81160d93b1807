/** The benchmark protocol: labelled reports in order of publication, filed in batches of fifty. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { ReportInput } from "../../src/cluster/types.ts";

export interface Labelled extends ReportInput {
  /** The story that the report belongs to, as labelled in the file; null for a warm-up report, which is not scored. */
  gold: string | null;
  /** The running affair that its story is part of. A story that names none is an affair of its own. */
  affair: string | null;
  /** True if a careful second reader could assign the report to another story. It never counts as a mistake. */
  arguable: boolean;
}

/** One line of a file. Any field may be missing. */
type Row = Partial<
  Record<
    "id" | "outlet" | "url" | "title" | "text" | "published" | "lang" | "story" | "saga",
    string | null
  >
> & { arguable?: boolean };

export const BATCH = 50;

/** Reads a JSON Lines file in order of `published`. A file without dates keeps its order. */
export function load(path: string): Labelled[] {
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const ids = new Set<string>();
  const items = rows.map((line, i): Labelled => {
    const row = JSON.parse(line) as Row;
    const time = row.published ? Date.parse(row.published) : Number.NaN;
    // Some files use an id twice. The engine would take the second report for the first. Learning draws lots by ids, so
    // they must not depend on where the file is.
    const id = row.id && !ids.has(row.id) ? row.id : `${basename(path)}:${i + 1}`;
    ids.add(id);
    return {
      id,
      outlet: row.outlet ?? null,
      url: row.url ?? null,
      title: row.title ?? "",
      text: row.text ?? "",
      time: Number.isNaN(time) ? null : time,
      language: row.lang ?? null,
      gold: row.story ?? null,
      affair: row.saga ?? row.story ?? null,
      arguable: row.arguable ?? false,
    };
  });
  return inOrder(items);
}

/** Sorts dated reports by time. An undated report stays behind the dated one that it follows in the file. */
export function inOrder<T extends { time: number | null }>(items: T[]): T[] {
  let last = Number.NEGATIVE_INFINITY;
  const keyed = items.map((item, i) => {
    if (item.time !== null) last = item.time;
    return { item, i, at: item.time ?? last };
  });
  keyed.sort((a, b) => (a.at === b.at ? a.i - b.i : a.at < b.at ? -1 : 1));
  return keyed.map(({ item }) => item);
}
