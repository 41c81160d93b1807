/**
 * Removes the oldest stories from a newsroom that is nearly full, so that new ones use their room and the database stops
 * growing. Times are milliseconds since 1970 (UTC).
 */

import { unlistStories } from "../lists/list-story.ts";

/** Reports removed for each one that a filing adds. The database then shrinks until nothing more is removed. */
const PER_ADDED = 2;

/**
 * Maximum number of reports that a filing removes, so that none takes long: about 1,000 rows. A filing that adds more than
 * these makes the database grow.
 */
const MAX_REPORTS = 200;

/** Number of stories that a filing looks at, at least. Most have one report, so that it looks at more if it removes more. */
const MIN_PAGE = 50;

const DAY = 24 * 3_600_000;

/** How far the removal has come, as stored. */
interface Progress {
  /** When the youngest story that was removed had been updated. */
  until: number;
  /** The update of the story that was looked at last. Stories that stay are looked at once a day. */
  cursor: number;
  /** Days since 1970 (UTC). */
  day: number;
}

/** What was removed. */
export interface Removed {
  stories: number;
  reports: number;
  /** Whether folding may still have one of the reports in memory. */
  inMemory: boolean;
}

interface Candidate extends Record<string, SqlStorageValue> {
  id: number;
  updated: number;
  reports: number;
  /** The highest id of its reports. */
  last: number;
  /** 1 if it stays. */
  stays: number;
}

/** When the youngest story that was ever removed had been updated; -Infinity if none was. */
export const removedUntil = (kv: SyncKvStorage): number =>
  kv.get<Progress>("removed")?.until ?? Number.NEGATIVE_INFINITY;

/**
 * Removes stories in the order of their last update. Those of editors, those with reports from files and those that
 * folding remembers stay.
 *
 * @param added number of reports that the filing has added
 * @param inMemory the lowest id of a report that folding may have in memory, although it is not stored for it any more
 */
export function removeOldest(
  { sql, kv }: DurableObjectStorage,
  added: number,
  inMemory: number,
  now: number,
): Removed {
  const day = Math.floor(now / DAY);
  const stored = kv.get<Progress>("removed") ?? { until: 0, cursor: 0, day };
  const wanted = Math.min(PER_ADDED * added, MAX_REPORTS);
  const limit = Math.max(MIN_PAGE, wanted);
  const page = oldestStories(sql, stored.day === day ? stored.cursor : 0, limit);
  const removed: Candidate[] = [];
  let reports = 0;
  let { cursor } = stored;
  for (const story of page) {
    if (reports >= wanted) break;
    cursor = story.updated;
    if (story.stays === 1) continue;
    removed.push(story);
    reports += story.reports;
  }
  removeStories(
    sql,
    removed.map(({ id }) => id),
  );
  const until = Math.max(stored.until, removed.at(-1)?.updated ?? 0);
  if (Math.floor(until / DAY) !== Math.floor(stored.until / DAY)) removeEmptyDays(sql, until);
  kv.put("removed", { until, cursor, day } satisfies Progress);
  return {
    stories: removed.length,
    reports,
    inMemory: removed.some(({ last }) => last >= inMemory),
  };
}

const oldestStories = (sql: SqlStorage, after: number, limit: number): Candidate[] =>
  sql
    .exec<Candidate>(
      `SELECT page.id, page.updated, count(reports.id) AS reports, max(reports.id) AS last,
         page.edited IS NOT NULL OR max(reports.wire = 'content')
           OR max(reports.id) >= (SELECT coalesce(min(first), 0) FROM feature_blocks) AS stays
       FROM (SELECT id, updated, edited FROM stories WHERE gone = 0 AND updated > ? ORDER BY updated LIMIT ?) AS page
       JOIN reports ON reports.story = page.id GROUP BY page.id ORDER BY page.updated`,
      after,
      limit,
    )
    .toArray();

/** Triggers and foreign keys delete what else belongs to the rows: full text, history and former addresses. */
function removeStories(sql: SqlStorage, ids: readonly number[]): void {
  const list = JSON.stringify(ids);
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || stories.key || ending.value
       FROM stories, json_each('["", ".json"]') AS ending WHERE stories.id IN (SELECT value FROM json_each(?)))`,
    list,
  );
  unlistStories(sql, ids);
  for (const table of ["reports", "aliases"])
    sql.exec(`DELETE FROM ${table} WHERE story IN (SELECT value FROM json_each(?))`, list);
  sql.exec("DELETE FROM stories WHERE id IN (SELECT value FROM json_each(?))", list);
}

/** Removes the days without any story that is left. */
function removeEmptyDays(sql: SqlStorage, until: number): void {
  sql.exec(
    `DELETE FROM days WHERE ended <= ? AND NOT EXISTS (
       SELECT 1 FROM json_each(days.stories) AS listed
       WHERE EXISTS (SELECT 1 FROM stories WHERE key = listed.value)
         OR EXISTS (SELECT 1 FROM aliases WHERE key = listed.value))`,
    until,
  );
}
