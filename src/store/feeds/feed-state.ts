import type { Outlet } from "../../model/outlet.ts";
import type { FeedHealth, FeedState } from "../../model/outlet-feed.ts";

/** Where a report came from: a folder of files, or an outlet's own feed. */
export type ReportSource = "content" | `feed:${string}`;

export const feedSource = (outlet: string): ReportSource => `feed:${outlet}`;

/** How long the reports of a feed count for its health: seven days in milliseconds. */
const WEEK = 7 * 24 * 3_600_000;

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
}

/**
 * Takes over from content which outlets have a feed, and where: a new one is due at once, one at another address starts
 * over, and one that is gone is not polled any more. Reports stay in any case.
 */
export function syncFeeds(sql: SqlStorage, outlets: readonly Outlet[], now: number): void {
  const fed = outlets.filter(({ feed }) => feed !== null);
  sql.exec(
    "DELETE FROM wires WHERE outlet NOT IN (SELECT value FROM json_each(?))",
    JSON.stringify(fed.map(({ id }) => id)),
  );
  for (const { id, feed } of fed) {
    if (feed === null) continue;
    sql.exec("DELETE FROM wires WHERE outlet = ? AND configured <> ?", id, feed.url);
    sql.exec(
      `INSERT INTO wires (outlet, url, configured, paused, due, interval) VALUES (?1, ?2, ?2, ?3, ?4, ?5)
       ON CONFLICT (outlet) DO UPDATE SET paused = excluded.paused`,
      id,
      feed.url,
      Number(feed.paused),
      now,
      feed.interval.least * 60_000,
    );
  }
}

/** The wires that are due, the longest overdue first, each leased from now on. */
export function leaseDue(sql: SqlStorage, now: number, most: number, lease: number): FeedState[] {
  const rows = sql
    .exec<StateRow>(
      `SELECT * FROM wires WHERE paused = 0 AND stopped = 0 AND due <= ?1 AND leased <= ?1
       ORDER BY due, outlet LIMIT ?2`,
      now,
      most,
    )
    .toArray();
  sql.exec(
    "UPDATE wires SET leased = ? WHERE outlet IN (SELECT value FROM json_each(?))",
    now + lease,
    JSON.stringify(rows.map(({ outlet }) => outlet)),
  );
  return rows.map(asState);
}

/** What is known of an outlet's feed; null where content has none. */
export function findFeedState(sql: SqlStorage, outlet: string): FeedState | null {
  const [row] = sql.exec<StateRow>("SELECT * FROM wires WHERE outlet = ?", outlet).toArray();
  return row ? asState(row) : null;
}

/**
 * Whether a poll came before the one that is known, or is that one: it has nothing new to say of the wire. One that is known
 * from the future was dated by a clock that has been put right since.
 */
export const isStale = (state: FeedState, { lastPoll }: FeedState, now: number): boolean =>
  lastPoll !== null && lastPoll <= now && (state.lastPoll ?? 0) <= lastPoll;

/** Keeps what a poll left behind, unless content has named another address meanwhile. */
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

/** Has these outlets' feeds read as if they were new, since not all that they hold is in their words. */
export function resetValidators(sql: SqlStorage, outlets: Iterable<string>): void {
  sql.exec(
    `UPDATE wires SET etag = NULL, last_modified = NULL, digest = NULL
     WHERE outlet IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...outlets]),
  );
}

/** Every wire and how it fares. */
export function feedHealth(sql: SqlStorage, now: number): FeedHealth[] {
  const rows = sql.exec<HealthRow>(
    `SELECT wires.*, count(reports.id) AS reports, coalesce(sum(EXISTS (
         SELECT 1 FROM reports AS other WHERE other.story = reports.story AND other.outlet <> wires.outlet
       )), 0) AS folded
     FROM wires LEFT JOIN reports ON reports.wire = 'feed:' || wires.outlet AND reports.moment > ?
     GROUP BY wires.outlet ORDER BY wires.outlet`,
    now - WEEK,
  );
  return Array.from(rows, (row) => ({
    ...asState(row),
    paused: row.paused === 1,
    reports: row.reports,
    folded: row.folded,
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
