import type { FeedState } from "../../model/outlet-feed.ts";
import type { PollThrottle } from "../usage/poll-throttle.ts";
import { claimDue, type ClaimableFeeds } from "./claim-due.ts";
import { asState, FeedStates, leaseDue, writeFeeds } from "./feed-states.ts";

/** Leases feeds to polling rounds: not while a backup is made, and fewer near a limit of the plan. */
export class FeedLeases {
  readonly #storage: DurableObjectStorage;
  readonly #throttle: PollThrottle;
  readonly #isHeld: (now: number) => boolean;

  constructor(
    storage: DurableObjectStorage,
    throttle: PollThrottle,
    isHeld: (now: number) => boolean,
  ) {
    this.#storage = storage;
    this.#throttle = throttle;
    this.#isHeld = isHeld;
  }

  /** Leases up to `limit` feeds that are due. */
  lease(now: number, limit: number, duration: number): FeedState[] {
    if (this.#isHeld(now)) return [];
    return this.#throttle.lease(now, limit, (allowed) =>
      leaseDue(this.#storage.sql, now, allowed, duration),
    );
  }

  /** Leases as few of the feeds that are due as a tick can finish. */
  claim(now: number, duration: number): FeedState[] {
    if (this.#isHeld(now)) return [];
    const { sql, kv } = this.#storage;
    const feeds = new FeedStates(sql);
    const claimable: ClaimableFeeds = {
      find: (feed) => {
        const stored = feeds.find(feed);
        return stored ? asState(stored) : null;
      },
      save: (state) => {
        const stored = feeds.find(state);
        if (stored) feeds.save(stored, state);
      },
      lease: (limit) =>
        this.#throttle.lease(now, limit, (allowed) => feeds.lease(now, allowed, duration)),
    };
    return this.#storage.transactionSync(() => {
      const claimed = claimDue(kv, claimable, now);
      writeFeeds(sql, feeds);
      return claimed;
    });
  }
}
