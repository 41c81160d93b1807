import type { FeedState } from "../../model/outlet-feed.ts";
import {
  type Claim,
  nextSize,
  STOPPED,
  STOPPED_AGAIN,
  TICK_DURATION,
  waitAfterStop,
} from "./claim.ts";

/** The stored state of feeds, as far as claiming needs it. */
export interface ClaimableFeeds {
  find(feed: Claim["feeds"][number]): FeedState | null;
  /** Saves a state and ends the feed's lease. */
  save(state: FeedState): void;
  /** Leases up to a number of feeds that are due, the longest overdue first. */
  lease(limit: number): FeedState[];
}

/** Feeds that are claimed, and what is to be stored about it. The claim is null if the stored one stays. */
export interface Claimed {
  states: FeedState[];
  claim: Claim | null;
}

const NOTHING: Claimed = { states: [], claim: null };

/**
 * Leases as few of the due feeds as a tick can finish, judged by the ticks before. Feeds that the last tick claimed and did
 * not finish are due again at once: it was stopped.
 *
 * @param stored the claim of the last tick; null before the first
 */
export function claimDue(stored: Claim | null, feeds: ClaimableFeeds, now: number): Claimed {
  // A claim that lies ahead comes from a clock that has been corrected since.
  const last = stored && stored.at <= now ? stored : null;
  // Another tick has this minute.
  if (last !== null && now - last.at < TICK_DURATION) return NOTHING;
  const unfinished = last === null ? [] : unfinishedOf(feeds, last, now);
  const repeated = unfinished.filter(({ error }) => error?.startsWith(STOPPED));
  const next = nextSize(last, { count: unfinished.length, repeated: repeated.length }, now);
  if (unfinished.length > 0)
    console.warn(
      JSON.stringify({
        event: "tick stopped",
        unfinished: unfinished.map(({ configured }) => configured),
        next: next.size,
      }),
    );
  for (const state of unfinished)
    if (!repeated.includes(state)) feeds.save({ ...state, error: STOPPED });
  for (const state of repeated)
    feeds.save({
      ...state,
      error: STOPPED_AGAIN,
      failures: state.failures + 1,
      due: now + waitAfterStop(state.interval, state.failures),
    });
  const states = feeds.lease(next.size);
  if (states.length === 0 && unfinished.length === 0) return NOTHING;
  const claimed = states.map(({ outlet, configured }) => ({ outlet, configured }));
  return { states, claim: { at: now, ...next, feeds: claimed } };
}

/** Feeds of a claim that are still due. One that had to wait for its host is due later. */
const unfinishedOf = (stored: ClaimableFeeds, { at, feeds }: Claim, now: number): FeedState[] =>
  feeds
    .map((feed) => stored.find(feed))
    .filter((state) => state !== null)
    .filter(({ lastPoll, due }) => due <= now && (lastPoll ?? 0) < at);
