import { hash } from "../../cluster/index.ts";
import type { FeedState } from "../../model/outlet-feed.ts";
import type { FeedStates } from "./feed-states.ts";

/** A 53-bit hash: enough to tell an outlet's reports and feeds apart, in a fraction of the space of a text. */
export const longHash = (text: string): number =>
  hash(text, 1) * 2 ** 23 + (hash(text, 2) & (2 ** 23 - 1));

/** Where a report came from: a content file, or an outlet's feed. */
export type ReportSource = "content" | `feed:${string}`;

export const feedSource = (outlet: string): ReportSource => `feed:${outlet}`;

/** Where the reports of a feed come from. */
export interface FeedOrigin {
  source: ReportSource;
  /** Hash of the feed's address in content; null if the reports do not come from a feed of the edition. */
  feed: number | null;
  /** The hashes of all feeds of the outlet. */
  feeds: ReadonlySet<number>;
}

export function originOf(
  feeds: FeedStates,
  { outlet, configured }: Pick<FeedState, "outlet" | "configured">,
): FeedOrigin {
  return {
    source: feedSource(outlet),
    feed: longHash(configured),
    feeds: new Set(feeds.addressesOf(outlet).map(longHash)),
  };
}

/**
 * Whether a polled state is no newer than the stored one, and so must not replace it. A stored poll in the future is
 * ignored: the clock that dated it has been corrected since.
 */
export const isStale = (polled: FeedState, { lastPoll: stored }: FeedState, now: number): boolean =>
  stored !== null && stored <= now && (polled.lastPoll ?? 0) <= stored;
