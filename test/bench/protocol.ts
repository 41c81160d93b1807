/** The protocol: labelled reports in order of publication, in batches of fifty. */
import { readFileSync } from "node:fs";
import type { ReportInput } from "../../src/cluster/types.ts";

export interface Labelled extends ReportInput {
  /** The story that the report belongs to, by the file's word. */
  gold: string;
}

export const BATCH = 50;

/** Reads a JSON Lines file; in order of `published`, or as it stands where nothing is dated. */
export function load(path: string): Labelled[] {
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const items = rows.map((line, i): Labelled => {
    const row = JSON.parse(line) as Record<string, string | null | undefined>;
    const time = row.published ? Date.parse(row.published) : Number.NaN;
    return {
      id: row.id ?? `${path}:${i + 1}`,
      outlet: row.outlet ?? null,
      url: row.url ?? null,
      title: row.title ?? "",
      text: row.text ?? "",
      time: Number.isNaN(time) ? null : time,
      language: row.lang ?? null,
      gold: row.story ?? "",
    };
  });
  return inOrder(items);
}

/** Dated reports by time, undated ones after the report that they follow in the file. */
export function inOrder<T extends { time: number | null }>(items: T[]): T[] {
  let last = Number.NEGATIVE_INFINITY;
  const keyed = items.map((item, i) => {
    if (item.time !== null) last = item.time;
    return { item, i, at: item.time ?? last };
  });
  keyed.sort((a, b) => (a.at === b.at ? a.i - b.i : a.at < b.at ? -1 : 1));
  return keyed.map(({ item }) => item);
}
