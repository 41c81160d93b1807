import { hash } from "../../cluster/index.ts";
import { FAULT_NOTES, TRUSTED, type FeedClock } from "./feed-clock.ts";
import type { FeedHealth, FeedState } from "../../model/outlet-feed.ts";

/** A 53-bit hash: enough to tell an outlet's reports and feeds apart, in a fraction of the space of a text. */
export const longHash = (text: string): number =>
  hash(text, 1) * 2 ** 23 + (hash(text, 2) & (2 ** 23 - 1));

/** Where a report came from: a content file, or an outlet's feed. */
export type ReportSource = "content" | `feed:${string}`;

export const feedSource = (outlet: string): ReportSource => `feed:${outlet}`;

/** Age up to which reports count towards a feed's health, in milliseconds: seven days. */
const HEALTH_PERIOD = 7 * 24 * 3_600_000;

interface StateRow extends Record<string, SqlStorageValue> {
  outlet: string;
  url: string;
  configured: string;
  moved_to: string | null;
  etag: string | null;
  last_modified: string | null;
  digest: string | null;
  due: number;
  interval: number;
  failures: number;
  last_poll: number | null;
  last_good: number | null;
  last_sent: number | null;
  error: string | null;
  stopped: number;
  notes: string;
  boilerplate: string;
}

interface HealthRow extends StateRow {
  clock: string | null;
  paused: number;
  reports: number;
  folded: number;
  held: number;
}

/** How far ahead a stored time may lie, in milliseconds: eight days. No wait is longer than a week. */
const MAX_AHEAD = 8 * 24 * 3_600_000;

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
      `${due("<= ?1")} UNION ALL ${due("> ?3")} ORDER BY due, configured LIMIT ?2`,
      now,
      limit,
      now + MAX_AHEAD,
    )
    .toArray();
  sql.exec(
    "UPDATE wires SET leased = ? WHERE configured IN (SELECT value FROM json_each(?))",
    now + duration,
    JSON.stringify(rows.map(({ configured }) => configured)),
  );
  return rows.map(asState);
}

/** What is known about the dates of a feed. */
export function findClock(sql: SqlStorage, configured: string): FeedClock {
  const [row] = sql
    .exec<{ clock: string | null }>("SELECT clock FROM wires WHERE configured = ?", configured)
    .toArray();
  return clockOf(row?.clock ?? null);
}

/** The state of the outlet's feed that content has at an address; null if it has none there. */
export function findFeedState(
  sql: SqlStorage,
  { outlet, configured }: Pick<FeedState, "outlet" | "configured">,
): FeedState | null {
  const [row] = sql
    .exec<StateRow>("SELECT * FROM wires WHERE configured = ? AND outlet = ?", configured, outlet)
    .toArray();
  return row ? asState(row) : null;
}

/** Where the reports of a feed come from. */
export interface FeedOrigin {
  source: ReportSource;
  /** Hash of the feed's address in content; null if the reports do not come from a feed of the edition. */
  feed: number | null;
  /** The hashes of all feeds of the outlet. */
  feeds: ReadonlySet<number>;
}

export function originOf(
  sql: SqlStorage,
  { outlet, configured }: Pick<FeedState, "outlet" | "configured">,
): FeedOrigin {
  const feeds = sql
    .exec<{ configured: string }>("SELECT configured FROM wires WHERE outlet = ?", outlet)
    .toArray();
  return {
    source: feedSource(outlet),
    feed: longHash(configured),
    feeds: new Set(feeds.map((each) => longHash(each.configured))),
  };
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
    `UPDATE wires SET url = ?, moved_to = ?, etag = ?, last_modified = ?, digest = ?, due = ?, interval = ?, failures = ?,
       last_poll = ?, last_good = ?, last_sent = ?, error = ?, stopped = ?, notes = ?,
       boilerplate = ?, leased = 0 WHERE outlet = ? AND configured = ?`,
    state.url,
    state.movedTo,
    state.etag,
    state.lastModified,
    state.digest,
    state.due,
    state.interval,
    state.failures,
    state.lastPoll,
    state.lastGood,
    state.lastSent,
    state.error,
    Number(state.stopped),
    JSON.stringify(state.notes),
    JSON.stringify(state.boilerplate),
    state.outlet,
    state.configured,
  );
}

/** Postpones the polls of a host's feeds until then. */
export function pauseHost(sql: SqlStorage, host: string, until: number): void {
  // "://" is at the fifth or sixth character of an http(s) address.
  sql.exec(
    "UPDATE wires SET due = ?1 WHERE due < ?1 AND instr(url, '://' || ?2 || '/') IN (5, 6)",
    until,
    host,
  );
}

/**
 * Notes how many reports of a feed were held back. Such a feed is read in full again at its next poll, even if it does not
 * change, since the quota may allow more by then.
 */
export function noteHeld(sql: SqlStorage, configured: string, held: number): void {
  sql.exec("UPDATE wires SET held = ?1 WHERE configured = ?2 AND held <> ?1", held, configured);
  if (held > 0)
    sql.exec(
      "UPDATE wires SET etag = NULL, last_modified = NULL, digest = NULL WHERE configured = ?",
      configured,
    );
}

/** Makes the next poll read these outlets' feeds again in full, since some of their reports have the text of content. */
export function resetValidators(sql: SqlStorage, outlets: Iterable<string>): void {
  sql.exec(
    `UPDATE wires SET etag = NULL, last_modified = NULL, digest = NULL
     WHERE outlet IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...outlets]),
  );
}

/** The number of feeds whose last poll failed. */
export const failingFeeds = (sql: SqlStorage): number =>
  sql
    .exec<{ failing: number }>(
      "SELECT count(*) AS failing FROM wires WHERE paused = 0 AND (failures > 0 OR stopped = 1)",
    )
    .one().failing;

/** The health of every feed, in order of the outlets' ids and the feeds' addresses. */
export function feedHealth(sql: SqlStorage, now: number): FeedHealth[] {
  const rows = sql.exec<HealthRow>(
    `SELECT wires.*, count(reports.id) AS reports, coalesce(sum(EXISTS (
         SELECT 1 FROM reports AS other WHERE other.story = reports.story AND other.outlet <> wires.outlet
       )), 0) AS folded
     FROM wires LEFT JOIN reports ON reports.wire = 'feed:' || wires.outlet AND reports.moment > ?
     GROUP BY wires.configured ORDER BY wires.outlet, wires.configured`,
    now - HEALTH_PERIOD,
  );
  return Array.from(rows, (row) => ({
    ...asState(row),
    notes: [...asState(row).notes, ...faultNotes(clockOf(row.clock))],
    paused: row.paused === 1,
    reports: row.reports,
    folded: row.folded,
    held: row.held,
  }));
}

const clockOf = (stored: string | null): FeedClock =>
  stored === null ? TRUSTED : (JSON.parse(stored) as FeedClock);

const faultNotes = ({ fault }: FeedClock): string[] => (fault === null ? [] : [FAULT_NOTES[fault]]);

const asState = (row: StateRow): FeedState => ({
  outlet: row.outlet,
  url: row.url,
  configured: row.configured,
  movedTo: row.moved_to,
  etag: row.etag,
  lastModified: row.last_modified,
  digest: row.digest,
  due: row.due,
  interval: row.interval,
  failures: row.failures,
  lastPoll: row.last_poll,
  lastGood: row.last_good,
  lastSent: row.last_sent,
  error: row.error,
  stopped: row.stopped === 1,
  notes: JSON.parse(row.notes) as string[],
  boilerplate: JSON.parse(row.boilerplate) as string[],
});
