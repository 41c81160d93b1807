/** The rows of `stories`, as the newsroom's code sees them. */

import { DEPENDENT, packed, unpacked } from "./stored-story.ts";

/** A row of `stories`, with every column. Times are milliseconds since 1970 (UTC). */
export interface StoryRow extends Record<string, SqlStorageValue> {
  id: number;
  key: string;
  /** Empty if it is that of the lead. */
  headline: string;
  /** The editor's ruling as JSON, if there is one. */
  edited: string | null;
  /** Ids of every outlet that ever reported it, and of those that have reports in it now, as JSON. */
  outlets: string;
  present: string;
  first_published: number;
  updated: number;
  revision: number;
  gone: number;
  opener: number | null;
  lead: number | null;
  reports: number;
  excess: number;
  chosen: number;
  joined: string;
  independent: number;
  /** In the order "top"; null if that is the time of its last update, or if it is withdrawn. */
  place: number | null;
  /** What lists find it by, as JSON; null until the upgrade that listed all stories again reaches it. */
  facets: string | null;
  outlet_count: number;
  indexed: number | null;
}

/** The row with that id. Undefined if the story was merged into another. */
export const storyRow = (sql: SqlStorage, id: number): StoryRow | undefined =>
  storyRows(sql, "SELECT * FROM stories WHERE id = ?", id)[0];

/** The rows that a query finds. */
export const storyRows = (
  sql: SqlStorage,
  query: string,
  ...values: SqlStorageValue[]
): StoryRow[] =>
  sql
    .exec<StoryRow>(query, ...values)
    .toArray()
    .map(unpacked);

/**
 * Writes what differs between two versions of a row. Columns that stay are left out, since SQLite writes the entry of an
 * index at every update that names its column.
 */
export function updateStoryRow(sql: SqlStorage, before: StoryRow, after: StoryRow): void {
  const differing = Object.keys(after).filter((column) => before[column] !== after[column]);
  if (differing.length === 0) return;
  const changed = [
    ...new Set(differing.flatMap((column) => [column, DEPENDENT[column] ?? column])),
  ];
  const stored = packed(after);
  sql.exec(
    `UPDATE stories SET ${changed.map((column) => `${column} = ?`).join(", ")} WHERE id = ?`,
    ...changed.map((column) => stored[column] ?? null),
    after.id,
  );
}
