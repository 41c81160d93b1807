import type { FilingResult, PollResult } from "../../model/outlet-feed.ts";
import type { FeedFiling } from "../reports/feed-filing.ts";
import { fileFeedReports, type FeedBatch } from "../reports/feed-reports.ts";
import { markRemoved, updatedClock, type PolledFeed } from "./feed-listing.ts";
import { isStale, originOf } from "./feed-state.ts";
import { asState, clockOf, type FeedStates, type StoredFeed } from "./feed-states.ts";

/**
 * Files the results of polls: the state of each feed, and its reports.
 *
 * @returns how many new reports were held back, by outlet
 */
export function filePolls(filing: FeedFiling, polls: readonly PollResult[]): FilingResult["held"] {
  const { sql, feeds, now, changes } = filing;
  const received = polls.flatMap((poll) => receive(feeds, poll, now));
  const batches = received.map(({ batch }) => batch);
  const listings = fileFeedReports(filing, batches);
  const held: FilingResult["held"] = {};
  for (const [index, { batch, feed, polled }] of received.entries()) {
    const listing = listings[index];
    if (listing === undefined) continue;
    if (feed) noteHeld(feeds, feed, listing.held);
    if (listing.held > 0) {
      const { outlet } = batch;
      held[outlet] = (held[outlet] ?? 0) + listing.held;
    }
    if (polled === null || batch.feed === null) continue;
    const clock = updatedClock(polled, listing, polled.now);
    if (clock !== polled.clock) feeds.update(polled.feed, {}, { clock });
    if (batch.distrusted) continue;
    for (const id of markRemoved(sql, changes.rows, batch.outlet, batch.feed, listing, now))
      if (!changes.added.has(id)) changes.amended.add(id);
  }
  return held;
}

/**
 * Notes how many reports of a feed were held back. Such a feed is read in full again at its next poll, even if it does not
 * change, since the quota may allow more by then.
 */
function noteHeld(feeds: FeedStates, feed: StoredFeed, held: number): void {
  const reset = held > 0 ? { etag: null, lastModified: null, digest: null } : {};
  feeds.update(feed, {}, { held, ...reset });
}

interface Received {
  batch: FeedBatch & { outlet: string };
  /** Undefined if content no longer has the feed. */
  feed: StoredFeed | undefined;
  /** Null for a poll that is older than the stored one, or of a feed that content no longer has. */
  polled: (PolledFeed & { now: number }) | null;
}

/** Saves the feed's new state. @returns the reports to file; nothing if the outlet has no feed any more */
function receive(
  feeds: FeedStates,
  { state, reports, pause }: PollResult,
  now: number,
): Received[] {
  const origin = originOf(feeds, state);
  if (origin.feeds.size === 0) return [];
  const feed = feeds.find(state);
  const fresh = feed && !isStale(state, asState(feed), now) ? feed : null;
  if (fresh) feeds.save(fresh, state);
  if (pause) feeds.pauseHost(pause.host, pause.until);
  if (reports === null) return [];
  const polled = fresh && {
    feed: fresh,
    before: fresh.times.lastGood,
    clock: clockOf(fresh),
    now: state.lastPoll ?? now,
  };
  const distrusted = polled !== null && polled.clock.fault !== null;
  const batch = { ...origin, outlet: state.outlet, reports, stale: fresh === null, distrusted };
  return [{ batch, feed, polled }];
}
