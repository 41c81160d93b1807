import type { FeedState } from "../../model/outlet-feed.ts";
import type { FeedClock } from "./feed-clock.ts";
import { TRUSTED } from "./feed-clock.ts";
import {
  decodePolling,
  encodedPolling,
  encodePolling,
  type Polling,
  type PollTimes,
} from "./poll-times.ts";

/** How far ahead a stored time may lie, in milliseconds: eight days. No wait is longer than a week. */
const MAX_AHEAD = 8 * 24 * 3_600_000;

/** What is stored about a feed in the row of its outlet. Most polls leave it as it is. */
export interface FeedDetails extends Pick<
  FeedState,
  "url" | "movedTo" | "etag" | "lastModified" | "digest" | "error" | "notes" | "boilerplate"
> {
  /** What is known about its dates; null while nothing speaks against them. */
  clock: FeedClock | null;
  /** Reports of its last poll that were held back by the outlet's quota. */
  held: number;
}

/** What is stored about a feed. */
export interface StoredFeed {
  configured: string;
  times: PollTimes;
  details: FeedDetails;
}

type DetailsByFeed = Record<string, FeedDetails>;

/** The state of the outlets' feeds while a filing runs. Changes are in memory until they are written, each row once. */
export class FeedStates {
  readonly #sql: SqlStorage;
  readonly #polling: Polling;
  readonly #details = new Map<string, DetailsByFeed>();
  /** By outlet; null until it is asked for, and after a feed was added or taken away. */
  #addresses: Map<string, string[]> | null = null;
  readonly #storedPolling: string;
  /** Details as they are stored, by outlet. */
  readonly #storedDetails = new Map<string, string>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#storedPolling = encodedPolling(sql);
    this.#polling = decodePolling(this.#storedPolling);
  }

  /** The addresses in content of an outlet's feeds. */
  addressesOf(outlet: string): readonly string[] {
    if (!this.#addresses) {
      this.#addresses = new Map();
      for (const [configured, times] of this.#polling)
        this.#addresses.getOrInsertComputed(times.outlet, () => []).push(configured);
    }
    return this.#addresses.get(outlet) ?? [];
  }

  /** Ids of the outlets that have feeds. */
  outlets(): Set<string> {
    return new Set(this.#polling.values().map(({ outlet }) => outlet));
  }

  /** All feeds, as of what changes with every poll. */
  all(): ReadonlyMap<string, PollTimes> {
    return this.#polling;
  }

  /** The outlet's feed that content has at an address. */
  find({ outlet, configured }: Pick<FeedState, "outlet" | "configured">): StoredFeed | undefined {
    const times = this.#polling.get(configured);
    if (times?.outlet !== outlet) return undefined;
    const details = this.#detailsOf(outlet)[configured];
    return details && { configured, times, details };
  }

  /** Changes what is stored about a feed. */
  update(feed: StoredFeed, times: Partial<PollTimes>, details: Partial<FeedDetails> = {}): void {
    this.#polling.set(feed.configured, { ...this.#timesOf(feed), ...times });
    const all = this.#detailsOf(feed.times.outlet);
    all[feed.configured] = { ...(all[feed.configured] ?? feed.details), ...details };
  }

  #timesOf({ configured, times }: StoredFeed): PollTimes {
    return this.#polling.get(configured) ?? times;
  }

  /** Adds a feed that is polled for the first time. */
  add(configured: string, times: PollTimes, error: string | null): void {
    this.#polling.set(configured, times);
    this.#addresses = null;
    const none = { movedTo: null, etag: null, lastModified: null, digest: null, clock: null };
    const details = { ...none, url: configured, error, notes: [], boilerplate: [], held: 0 };
    this.#detailsOf(times.outlet)[configured] = details;
  }

  remove(configured: string): void {
    const times = this.#polling.get(configured);
    if (!times) return;
    delete this.#detailsOf(times.outlet)[configured];
    this.#polling.delete(configured);
    this.#addresses = null;
  }

  /** Gives the feeds of an outlet to another one. */
  moveAll(from: string, to: string): void {
    Object.assign(this.#detailsOf(to), this.#detailsOf(from));
    this.#details.set(from, {});
    this.#addresses = null;
    for (const times of this.#polling.values()) if (times.outlet === from) times.outlet = to;
  }

  /** Saves the state after a poll and ends the lease. */
  save(feed: StoredFeed, state: FeedState): void {
    const { due, interval, failures, lastPoll, lastGood, lastSent, stopped } = state;
    const { url, movedTo, etag, lastModified, digest, error, notes, boilerplate } = state;
    this.update(
      feed,
      { due, interval, failures, lastPoll, lastGood, lastSent, stopped, leased: 0 },
      { url, movedTo, etag, lastModified, digest, error, notes, boilerplate },
    );
  }

  /** Makes the next poll read these outlets' feeds again in full. */
  resetValidators(outlets: Iterable<string>): void {
    for (const outlet of outlets)
      for (const details of Object.values(this.#detailsOf(outlet)))
        Object.assign(details, { etag: null, lastModified: null, digest: null });
  }

  /** Postpones the polls of a host's feeds until then. */
  pauseHost(host: string, until: number): void {
    for (const [configured, times] of this.#polling) {
      if (times.due >= until) continue;
      const url = this.#detailsOf(times.outlet)[configured]?.url ?? configured;
      // The host is compared with its port, as it is written.
      if (url.split("/")[2] === host) times.due = until;
    }
  }

  /**
   * Leases up to `limit` feeds that are due, the longest overdue first, for `duration` milliseconds. A time further ahead
   * than any wait comes from a clock that has been corrected since, and does not count.
   */
  lease(now: number, limit: number, duration: number): FeedState[] {
    const isPast = (time: number): boolean => time <= now || time > now + MAX_AHEAD;
    const due = [...this.#polling]
      .filter(
        ([, { paused, stopped, ...times }]) =>
          !paused && !stopped && isPast(times.due) && isPast(times.leased),
      )
      .sort(([a, first], [b, second]) => first.due - second.due || (a < b ? -1 : 1))
      .slice(0, limit);
    return due.flatMap(([configured, times]) => {
      times.leased = now + duration;
      const feed = this.find({ outlet: times.outlet, configured });
      return feed ? asState(feed) : [];
    });
  }

  /** The value for the row about the newsroom; null if it stays. */
  changedPolling(): string | null {
    const polling = encodePolling(this.#polling);
    return polling === this.#storedPolling ? null : polling;
  }

  /** The values for the rows of the outlets whose details have changed. */
  changedDetails(): Map<string, { polled: string }> {
    const changed = new Map<string, { polled: string }>();
    for (const [outlet, details] of this.#details) {
      const polled = JSON.stringify(details);
      if (polled !== this.#storedDetails.get(outlet)) changed.set(outlet, { polled });
    }
    return changed;
  }

  #detailsOf(outlet: string): DetailsByFeed {
    const known = this.#details.get(outlet);
    if (known) return known;
    const [row] = this.#sql
      .exec<{ polled: string }>("SELECT polled FROM outlets WHERE id = ?", outlet)
      .toArray();
    const details = JSON.parse(row?.polled ?? "{}") as DetailsByFeed;
    this.#details.set(outlet, details);
    this.#storedDetails.set(outlet, JSON.stringify(details));
    return details;
  }
}

/** What is known about the dates of a feed. */
export const clockOf = ({ details: { clock } }: StoredFeed): FeedClock => clock ?? TRUSTED;

export function asState({ configured, times, details }: StoredFeed): FeedState {
  const { leased: _, paused: __, ...polled } = times;
  const { clock: ___, held: ____, ...known } = details;
  return { configured, ...polled, ...known };
}
