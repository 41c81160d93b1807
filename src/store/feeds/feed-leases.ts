import type { FeedState } from "../../model/outlet-feed.ts";
import { saveLeases } from "../newsroom-row.ts";
import { writeOutlets } from "../outlets/registry.ts";
import type { PollThrottle } from "../usage/poll-throttle.ts";
import type { RowMeter } from "../usage/row-meter.ts";
import type { Claim } from "./claim.ts";
import { claimDue, type ClaimableFeeds } from "./claim-due.ts";
import { asState, FeedStates } from "./feed-states.ts";

/** Leases feeds to polling rounds: not while a backup is made, and fewer near a limit of the plan. */
export class FeedLeases {
  readonly #meter: RowMeter;
  readonly #throttle: PollThrottle;
  readonly #isHeld: (now: number) => boolean;

  constructor(meter: RowMeter, throttle: PollThrottle, isHeld: (now: number) => boolean) {
    this.#meter = meter;
    this.#throttle = throttle;
    this.#isHeld = isHeld;
  }

  /** Leases up to `limit` feeds that are due. */
  lease(now: number, limit: number, duration: number): FeedState[] {
    if (this.#isHeld(now)) return [];
    const feeds = new FeedStates(this.#sql);
    const states = this.#throttle.lease(now, limit, (allowed) =>
      feeds.lease(now, allowed, duration),
    );
    this.#write(feeds, null, now);
    return states;
  }

  /** Leases as few of the feeds that are due as a tick can finish. */
  claim(now: number, duration: number): FeedState[] {
    if (this.#isHeld(now)) return [];
    const feeds = new FeedStates(this.#sql);
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
    const { claim } = this.#sql.exec<{ claim: string | null }>("SELECT claim FROM newsroom").one();
    return this.#meter.storage.transactionSync(() => {
      const last = claim === null ? null : (JSON.parse(claim) as Claim);
      const claimed = claimDue(last, claimable, now);
      this.#write(feeds, claimed.claim, now);
      return claimed.states;
    });
  }

  get #sql(): SqlStorage {
    return this.#meter.storage.sql;
  }

  #write(feeds: FeedStates, claim: Claim | null, now: number): void {
    writeOutlets(this.#sql, new Map(), feeds.changedDetails());
    const polling = feeds.changedPolling();
    if (polling === null && claim === null) return this.#meter.saveIfMuch();
    saveLeases(this.#sql, {
      polling,
      claim: claim && JSON.stringify(claim),
      usage: this.#meter.encoded(now),
    });
  }
}
