/** Opens, merges and updates the rows of stories. Times are milliseconds since 1970 (UTC). */
import { MAX_MIN_OUTLETS } from "../api.ts";
import { updateHeadline } from "./headline.ts";
import { placeOf } from "./top-order.ts";

interface Membership extends Record<string, SqlStorageValue> {
  outlet: string;
  /** Time of the outlet's first report. */
  first: number;
}

/** Opens a story with these reports. The first one gives it its headline. @returns the story's id */
export function openStory(
  sql: SqlStorage,
  key: string,
  reports: readonly number[],
  revision: number,
): number {
  const [lead] = reports;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO stories (key, headline, lead, outlets, first_published, updated, revision)
       SELECT ?, title, id, '[]', moment, ?, ? FROM reports WHERE id = ? RETURNING id`,
      key,
      unusedTimestamp(sql, 0),
      revision,
      lead,
    )
    .one();
  assignReports(sql, reports, id);
  return id;
}

export function assignReports(sql: SqlStorage, reports: readonly number[], story: number): void {
  sql.exec(
    "UPDATE reports SET story = ? WHERE id IN (SELECT value FROM json_each(?))",
    story,
    JSON.stringify(reports),
  );
}

/** Gives another key to a story that nobody has seen yet, also in changes that name it. */
export function renameStory(sql: SqlStorage, id: number, key: string): void {
  sql.exec(
    "UPDATE changes SET other = ?1 WHERE other = (SELECT key FROM stories WHERE id = ?2)",
    key,
    id,
  );
  sql.exec("UPDATE stories SET key = ? WHERE id = ?", key, id);
}

/** Merges a story into another. Every key of the merged story then leads to the other. */
export function mergeStories(sql: SqlStorage, from: number, into: number): void {
  sql.exec("UPDATE reports SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE aliases SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE changes SET story = ? WHERE story = ?", into, from);
  sql.exec("INSERT INTO aliases (key, story) SELECT key, ? FROM stories WHERE id = ?", into, from);
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || stories.key || ending.value FROM stories, json_each('["", ".json"]') AS ending
       WHERE stories.id = ?)`,
    from,
  );
  sql.exec("DELETE FROM stories WHERE id = ?", from);
}

/**
 * Updates a story's dates, outlets, headline and place to match its reports.
 *
 * A story counts as updated when an outlet joins, not at every edit. The time is that of the outlet's first report, but
 * at least a second after the previous update, since RSS dates have a resolution of one second. No two stories share it.
 *
 * @param language the edition's, a BCP 47 tag
 */
export function refreshStory(
  sql: SqlStorage,
  id: number,
  revision: number,
  language: string,
): void {
  const members = sql
    .exec<Membership>(
      "SELECT outlet, min(moment) AS first FROM reports WHERE story = ? GROUP BY outlet",
      id,
    )
    .toArray();
  if (members.length === 0) {
    sql.exec(
      "UPDATE stories SET gone = 1, outlets = '[]', joined = '[]', place = NULL, revision = ? WHERE id = ?",
      revision,
      id,
    );
    return;
  }
  const before = sql
    .exec<{ outlets: string; joined: string; updated: number }>(
      "SELECT outlets, joined, updated FROM stories WHERE id = ?",
      id,
    )
    .one();
  const known = JSON.parse(before.outlets) as string[];
  const joining = members.filter(({ outlet }) => !known.includes(outlet));
  const latest = Math.max(...joining.map(({ first }) => first));
  const updated =
    joining.length === 0
      ? before.updated
      : unusedTimestamp(sql, Math.max(latest, before.updated + 1_000));
  const joined = joinedAt(JSON.parse(before.joined) as number[], members.length, updated);
  const independent = independentOutlets(sql, id);
  sql.exec(
    `UPDATE stories SET gone = 0, outlets = ?, joined = ?, first_published = ?, updated = ?, independent = ?, place = ?,
       revision = ? WHERE id = ?`,
    JSON.stringify([...new Set([...known, ...members.map(({ outlet }) => outlet)])]),
    JSON.stringify(joined),
    Math.min(...members.map(({ first }) => first)),
    updated,
    independent,
    placeOf(updated, independent),
    revision,
    id,
  );
  updateHeadline(sql, id, members.length, language);
}

/**
 * When each outlet joined: the times recorded before, then this update for the others. An outlet that left takes nothing
 * back, so that an entry never enters a feed twice.
 */
const joinedAt = (before: readonly number[], outlets: number, updated: number): number[] => [
  ...before,
  ...Array.from(
    { length: Math.max(0, Math.min(outlets, MAX_MIN_OUTLETS) - before.length) },
    () => updated,
  ),
];

/** Maximum number of a story's reports that are looked at to find its independent outlets. */
const MAX_COMPARED = 500;

/** The number of outlets with a report that repeats no other report of the story. */
function independentOutlets(sql: SqlStorage, story: number): number {
  const { outlets } = sql
    .exec<{ outlets: number }>(
      `SELECT count(DISTINCT outlet) AS outlets
       FROM (SELECT id, outlet, evidence FROM reports WHERE story = ?1 LIMIT ${MAX_COMPARED}) AS compared
       WHERE NOT EXISTS (
         SELECT 1 FROM reports AS origin WHERE origin.url = compared.evidence ->> '$.sameTextAs'
           AND origin.story = ?1 AND origin.id <> compared.id)`,
      story,
    )
    .one();
  return Math.max(1, outlets);
}

/**
 * The first time from this one on at which no story was updated. LIMIT and `one()` exhaust the cursor: an open one pins
 * its snapshot of the database, and so keeps SQLite from checkpointing the write-ahead log.
 */
function unusedTimestamp(sql: SqlStorage, from: number): number {
  return sql
    .exec<{ moment: number }>(
      `SELECT ?1 AS moment WHERE NOT EXISTS (SELECT 1 FROM stories WHERE updated = ?1)
       UNION ALL
       SELECT * FROM (
         SELECT updated + 1 FROM stories AS taken
         WHERE updated >= ?1 AND NOT EXISTS (SELECT 1 FROM stories WHERE updated = taken.updated + 1)
         ORDER BY updated LIMIT 1
       )
       LIMIT 1`,
      from,
    )
    .one().moment;
}
