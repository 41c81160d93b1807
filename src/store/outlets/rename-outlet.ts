import type { FeedStates } from "../feeds/feed-states.ts";

/**
 * Renames an outlet with everything that it has: reports, feed, history and name. Does nothing if it was renamed before.
 *
 * @returns ids of the stories that it reports
 */
export function renameOutlet(
  sql: SqlStorage,
  feeds: FeedStates,
  from: string,
  to: string,
): number[] {
  if (sql.exec("SELECT 1 FROM outlets WHERE id = ?", from).toArray().length === 0) return [];
  const stories = sql
    .exec<{ story: number }>("SELECT DISTINCT story FROM reports WHERE outlet = ?", from)
    .toArray()
    .map(({ story }) => story);
  sql.exec(
    "UPDATE reports SET outlet = ?2, wire = iif(wire = 'content', wire, 'feed:' || ?2) WHERE outlet = ?1",
    from,
    to,
  );
  // Ids are a-z, 0-9 and hyphens, so a quoted id is the same in JSON.
  sql.exec(
    `UPDATE stories SET outlets = replace(outlets, ?1, ?2), present = replace(present, ?1, ?2)
     WHERE id IN (SELECT value FROM json_each(?3))`,
    `"${from}"`,
    `"${to}"`,
    JSON.stringify(stories),
  );
  sql.exec(
    "UPDATE changes SET reports = replace(reports, ?1, ?2) WHERE instr(reports, ?1)",
    `"outlet":"${from}"`,
    `"outlet":"${to}"`,
  );
  feeds.moveAll(from, to);
  // If both have a history, as when two outlets become one, that of the outlet that remains is kept.
  sql.exec("DELETE FROM outlets WHERE id = ? AND intake IS NULL", to);
  sql.exec("UPDATE OR IGNORE outlets SET id = ?2 WHERE id = ?1", from, to);
  sql.exec("DELETE FROM outlets WHERE id = ?", from);
  sql.exec("UPDATE withdrawals SET outlet = ?2 WHERE outlet = ?1", from, to);
  return stories;
}
