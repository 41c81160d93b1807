/** Repairs what a wrong clock has dated. */
import { DATE } from "./reports/packed-columns.ts";
import { UnusedTimestamps } from "./stories/timestamps.ts";

/** How far ahead a stored time may lie, in milliseconds, before it counts as dated by a wrong clock. */
const MAX_AHEAD = 24 * 3_600_000;

/** Maximum time between two filings, in milliseconds, after which the clock is believed. */
export const MAX_JUMP = 366 * 24 * 3_600_000;

/**
 * Moves times that lie ahead to now. Otherwise stories that a filing dated years ahead would stay on top for years.
 *
 * @param now milliseconds since 1970 (UTC)
 * @returns ids of the stories that changed
 */
export function correctFutureTimes(sql: SqlStorage, now: number): number[] {
  const limit = now + MAX_AHEAD;
  const [newest] = sql
    .exec<{ updated: number }>(
      "SELECT updated FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT 1",
    )
    .toArray();
  if (!newest || newest.updated <= limit) return [];
  sql.exec(
    `UPDATE reports SET published = iif(moment > ?2, ${DATE}, published), moment = min(moment, ?1), filed = min(filed, ?1), amended = min(amended, ?1),
       removed = min(removed, ?1)
     WHERE moment > ?2 OR filed > ?2 OR amended > ?2 OR removed > ?2`,
    now,
    limit,
  );
  sql.exec("UPDATE changes SET moment = ?1 WHERE moment > ?2", now, limit);
  const stories = sql
    .exec<{ id: number }>("SELECT id FROM stories WHERE updated > ? ORDER BY updated", limit)
    .toArray()
    .map(({ id }) => id);
  const timestamps = new UnusedTimestamps(sql);
  for (const id of stories)
    sql.exec(
      `UPDATE stories SET updated = ?1, first_published = min(first_published, ?2),
         joined = iif(joined = '', '', (
           SELECT json_group_array(min(value, ?1)) FROM json_each(stories.joined))) WHERE id = ?3`,
      timestamps.from(now),
      now,
      id,
    );
  // They end again when they are over.
  sql.exec("DELETE FROM days WHERE ended > ?", now);
  return stories;
}
