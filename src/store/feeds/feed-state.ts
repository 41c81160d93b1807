import type { Outlet } from "../../model/outlet.ts";
import type { FeedHealth, FeedState } from "../../model/outlet-feed.ts";

/** Where a report came from: a content file, or an outlet's feed. */
export type ReportSource = "content" | `feed:${string}`;

export const feedSource = (outlet: string): ReportSource => `feed:${outlet}`;

/** Age up to which reports count towards a feed's health, in milliseconds: seven days. */
const HEALTH_PERIOD = 7 * 24 * 3_600_000;

interface StateRow extends Record<string, SqlStorageValue> {
  outlet: string;
  url: string;
  configured: string;
  etag: string | null;
  last_modified: string | null;
  digest: string | null;
  due: number;
  interval: number;
  failures: number;
  last_poll: number | null;
  last_good: number | null;
  error: string | null;
  stopped: number;
}

interface HealthRow extends StateRow {
  paused: number;
  reports: number;
  folded: number;
  held: number;
}

/** How far ahead a stored time may lie, in milliseconds: eight days. No wait is longer than a week. */
const MAX_AHEAD = 8 * 24 * 3_600_000;

/**
 * Updates the set of feeds to match content. A new feed is due at once, a feed at another URL starts over, and a feed that
 * content no longer has is not polled any more. Reports that were filed stay in any case.
 *
 * A feed of an outlet that content no longer has is not polled for another id, which would publish all of it again.
 */
export function syncFeeds(sql: SqlStorage, outlets: readonly Outlet[], now: number): void {
  const withFeed = outlets.filter(({ feed }) => feed !== null);
  sql.exec(
    "DELETE FROM wires WHERE outlet NOT IN (SELECT value FROM json_each(?))",
    JSON.stringify(withFeed.map(({ id }) => id)),
  );
  const former = new Map(
    sql
      .exec<{ feed: string; id: string }>(
        "SELECT feed, id FROM outlets WHERE listed = 0 AND feed IS NOT NULL",
      )
      .toArray()
      .map(({ feed, id }) => [feed, id]),
  );
  for (const { id, feed } of withFeed) {
    if (feed === null) continue;
    const formerId = former.get(feed.url);
    const refused =
      formerId === undefined
        ? null
        : `${feed.url} was the feed of the outlet "${formerId}", which content/outlets.yaml no longer has. Add "formerly: ${formerId}" to the outlet "${id}" if it is the same outlet.`;
    sql.exec("DELETE FROM wires WHERE outlet = ? AND configured <> ?", id, feed.url);
    // A feed that was stopped before its first poll was refused here.
    sql.exec(
      `INSERT INTO wires (outlet, url, configured, paused, due, interval, stopped, error)
       VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT (outlet) DO UPDATE SET paused = excluded.paused,
         stopped = iif(?6 OR last_poll IS NULL, ?6, stopped), error = iif(?6 OR last_poll IS NULL, ?7, error)`,
      id,
      feed.url,
      Number(feed.paused),
      now,
      feed.interval.least * 60_000,
      Number(refused !== null),
      refused,
    );
  }
}

/**
 * Leases up to `limit` feeds that are due, the longest overdue first, for `duration` milliseconds. A time further ahead
 * than any wait comes from a clock that has been corrected since, and does not count.
 */
export function leaseDue(
  sql: SqlStorage,
  now: number,
  limit: number,
  duration: number,
): FeedState[] {
  // Two ranges of one index: with OR, every minute would read all feeds.
  const due = (range: string): string =>
    `SELECT * FROM wires WHERE paused = 0 AND stopped = 0 AND due ${range} AND (leased <= ?1 OR leased > ?3)`;
  const rows = sql
    .exec<StateRow>(
      `${due("<= ?1")} UNION ALL ${due("> ?3")} ORDER BY due, outlet LIMIT ?2`,
      now,
      limit,
      now + MAX_AHEAD,
    )
    .toArray();
  sql.exec(
    "UPDATE wires SET leased = ? WHERE outlet IN (SELECT value FROM json_each(?))",
    now + duration,
    JSON.stringify(rows.map(({ outlet }) => outlet)),
  );
  return rows.map(asState);
}

/** The state of an outlet's feed; null if content has none. */
export function findFeedState(sql: SqlStorage, outlet: string): FeedState | null {
  const [row] = sql.exec<StateRow>("SELECT * FROM wires WHERE outlet = ?", outlet).toArray();
  return row ? asState(row) : null;
}

/**
 * Whether a polled state is no newer than the stored one, and so must not replace it. A stored poll in the future is
 * ignored: the clock that dated it has been corrected since.
 */
export const isStale = (polled: FeedState, { lastPoll: stored }: FeedState, now: number): boolean =>
  stored !== null && stored <= now && (polled.lastPoll ?? 0) <= stored;

/** Saves the state after a poll and ends the lease, unless content has changed the feed's URL since. */
export function saveFeedState(sql: SqlStorage, state: FeedState): void {
  sql.exec(
    `UPDATE wires SET url = ?, etag = ?, last_modified = ?, digest = ?, due = ?, interval = ?, failures = ?,
       last_poll = ?, last_good = ?, error = ?, stopped = ?, leased = 0 WHERE outlet = ? AND configured = ?`,
    state.url,
    state.etag,
    state.lastModified,
    state.digest,
    state.due,
    state.interval,
    state.failures,
    state.lastPoll,
    state.lastGood,
    state.error,
    Number(state.stopped),
    state.outlet,
    state.configured,
  );
}

/**
 * Notes how many reports of these feeds were held back. Such a feed is read in full again at its next poll, even if it does
 * not change, since the quota may allow more by then.
 */
export function noteHeld(
  sql: SqlStorage,
  sources: readonly ReportSource[],
  held: ReadonlyMap<string, number>,
): void {
  for (const source of sources) {
    const outlet = source.replace(/^feed:/, "");
    const count = held.get(outlet) ?? 0;
    sql.exec("UPDATE wires SET held = ?1 WHERE outlet = ?2 AND held <> ?1", count, outlet);
  }
  resetValidators(sql, held.keys());
}

/** Makes the next poll read these outlets' feeds again in full, since some of their reports have the text of content. */
export function resetValidators(sql: SqlStorage, outlets: Iterable<string>): void {
  sql.exec(
    `UPDATE wires SET etag = NULL, last_modified = NULL, digest = NULL
     WHERE outlet IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...outlets]),
  );
}

/** The health of every feed, in order of the outlets' ids. */
export function feedHealth(sql: SqlStorage, now: number): FeedHealth[] {
  const rows = sql.exec<HealthRow>(
    `SELECT wires.*, count(reports.id) AS reports, coalesce(sum(EXISTS (
         SELECT 1 FROM reports AS other WHERE other.story = reports.story AND other.outlet <> wires.outlet
       )), 0) AS folded
     FROM wires LEFT JOIN reports ON reports.wire = 'feed:' || wires.outlet AND reports.moment > ?
     GROUP BY wires.outlet ORDER BY wires.outlet`,
    now - HEALTH_PERIOD,
  );
  return Array.from(rows, (row) => ({
    ...asState(row),
    paused: row.paused === 1,
    reports: row.reports,
    folded: row.folded,
    held: row.held,
  }));
}

const asState = (row: StateRow): FeedState => ({
  outlet: row.outlet,
  url: row.url,
  configured: row.configured,
  etag: row.etag,
  lastModified: row.last_modified,
  digest: row.digest,
  due: row.due,
  interval: row.interval,
  failures: row.failures,
  lastPoll: row.last_poll,
  lastGood: row.last_good,
  error: row.error,
  stopped: row.stopped === 1,
});
