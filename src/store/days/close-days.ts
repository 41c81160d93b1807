import { dayAfter, dayOf, endOf, type DaySettings } from "../../model/day.ts";

/** Maximum number of stories of a day. */
const MAX_STORIES = 20;

/** Maximum number of days closed at once: after an upgrade, and after a long time without filings. */
const MAX_DAYS = 30;

const HOUR = 3_600_000;

/**
 * A report reaches the newsroom after it was published. One that missed the end of its day still counts for the next day
 * if it is at most this late, in milliseconds.
 */
const MAX_DELAY = 6 * HOUR;

/**
 * Closes the days that have ended: stores which stories each had, the heaviest first. So the entry of a day never changes
 * its stories, however these grow later. Days without stories are skipped.
 *
 * @param now in milliseconds since 1970 (UTC)
 */
export function closeDays(sql: SqlStorage, settings: DaySettings, now: number): void {
  let last = lastEnd(sql);
  for (let closed = 0; closed < MAX_DAYS; closed++) {
    // Most filings are within a day.
    if (last !== null && endOf(dayOf(last + 1, settings), settings) > now) return;
    const next = last === null ? firstUpdate(sql) : nextUpdate(sql, last);
    if (next === null) return;
    const day = dayOf(next, settings);
    const end = endOf(day, settings);
    if (end > now) return;
    const start = endOf(dayAfter(day, -1), settings);
    sql.exec(
      `INSERT OR IGNORE INTO days (day, ended, stories)
       SELECT ?, ?, json_group_array(key) FROM (
         SELECT key FROM stories WHERE gone = 0 AND updated > ? AND updated <= ?
           AND (updated > ? OR key NOT IN (
             SELECT value FROM days, json_each(days.stories) WHERE days.ended >= ?))
         ORDER BY independent DESC, updated DESC LIMIT ${MAX_STORIES})`,
      day,
      end,
      last === null ? start : start - MAX_DELAY,
      end,
      start,
      start,
    );
    last = end;
  }
}

/** Days end in their order. Read by the primary key, since this runs at every filing. */
const lastEnd = (sql: SqlStorage): number | null =>
  sql.exec<{ ended: number }>("SELECT ended FROM days ORDER BY day DESC LIMIT 1").toArray()[0]
    ?.ended ?? null;

/** The first update after a day that was closed. A story that missed it counts as updated right after. */
function nextUpdate(sql: SqlStorage, end: number): number | null {
  const late = sql
    .exec(
      `SELECT 1 FROM stories WHERE gone = 0 AND updated > ?2 AND updated <= ?1 AND key NOT IN (
         SELECT value FROM days, json_each(days.stories) WHERE days.ended = ?1) LIMIT 1`,
      end,
      end - MAX_DELAY,
    )
    .toArray();
  if (late.length > 0) return end + 1;
  return sql
    .exec<{ next: number | null }>(
      "SELECT min(updated) AS next FROM stories WHERE gone = 0 AND updated > ?",
      end,
    )
    .one().next;
}

/** Of an edition that has no days yet, only the latest are closed. */
function firstUpdate(sql: SqlStorage): number | null {
  return sql
    .exec<{ next: number | null }>(
      `SELECT min(updated) AS next FROM stories WHERE gone = 0
         AND updated > (SELECT max(updated) FROM stories WHERE gone = 0) - ?`,
      MAX_DAYS * 24 * HOUR,
    )
    .one().next;
}
