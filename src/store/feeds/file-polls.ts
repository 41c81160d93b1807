import type { FeedState, FilingResult, PollResult } from "../../model/outlet-feed.ts";
import type { FeedFiling } from "../reports/feed-filing.ts";
import { fileFeedReports, type FeedBatch } from "../reports/feed-reports.ts";
import { markRemoved, updateClock, type PolledFeedRow } from "./feed-listing.ts";
import {
  findClock,
  findFeedState,
  isStale,
  noteHeld,
  originOf,
  pauseHost,
  saveFeedState,
} from "./feed-state.ts";

/**
 * Files the results of polls: the state of each feed, and its reports.
 *
 * @returns how many new reports were held back, by outlet
 */
export function filePolls(filing: FeedFiling, polls: readonly PollResult[]): FilingResult["held"] {
  const { sql, now, changes } = filing;
  const received = polls.flatMap((poll) => receive(sql, poll, now));
  const batches = received.map(({ batch }) => batch);
  const listings = fileFeedReports(filing, batches);
  const held: FilingResult["held"] = {};
  for (const [index, { batch, state, polled }] of received.entries()) {
    const listing = listings[index];
    if (listing === undefined) continue;
    noteHeld(sql, state.configured, listing.held);
    if (listing.held > 0) held[state.outlet] = (held[state.outlet] ?? 0) + listing.held;
    if (polled === null || batch.feed === null) continue;
    updateClock(sql, polled, listing, polled.now);
    if (batch.distrusted) continue;
    for (const id of markRemoved(sql, changes.rows, polled.outlet, batch.feed, listing, now))
      if (!changes.added.has(id)) changes.amended.add(id);
  }
  return held;
}

interface Received {
  state: FeedState;
  batch: FeedBatch;
  /** Null for a poll that is older than the stored one, or of a feed that content no longer has. */
  polled: (PolledFeedRow & { now: number }) | null;
}

/** Saves the feed's new state. @returns the reports to file; nothing if the outlet has no feed any more */
function receive(sql: SqlStorage, { state, reports, pause }: PollResult, now: number): Received[] {
  const origin = originOf(sql, state);
  if (origin.feeds.size === 0) return [];
  const known = findFeedState(sql, state);
  const stale = known === null || isStale(state, known, now);
  if (!stale) saveFeedState(sql, state);
  if (pause) pauseHost(sql, pause.host, pause.until);
  if (reports === null) return [];
  const polled = stale || known === null ? null : polledRow(sql, known, state, now);
  const distrusted = polled !== null && polled.clock.fault !== null;
  return [{ state, batch: { ...origin, reports, stale, distrusted }, polled }];
}

const polledRow = (
  sql: SqlStorage,
  { outlet, configured, lastGood }: FeedState,
  { lastPoll }: FeedState,
  now: number,
): PolledFeedRow & { now: number } => ({
  outlet,
  configured,
  before: lastGood,
  clock: findClock(sql, configured),
  now: lastPoll ?? now,
});
