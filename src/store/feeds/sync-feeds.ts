import type { Outlet } from "../../model/outlet.ts";
import type { FeedStates } from "./feed-states.ts";

/**
 * Updates the set of feeds to match content. A new feed is due at once, a feed at another URL starts over, and a feed that
 * content no longer has is not polled any more. Reports that were filed stay in any case.
 *
 * A feed of an outlet that content no longer has is not polled for another id, which would publish all of it again.
 */
export function syncFeeds(
  sql: SqlStorage,
  states: FeedStates,
  outlets: readonly Outlet[],
  now: number,
): void {
  const feeds = outlets.flatMap(({ id, feeds: own }) => own.map((feed) => ({ id, feed })));
  const listed = new Map(feeds.map(({ id, feed }) => [feed.url, id]));
  for (const [configured, { outlet }] of states.all())
    if (listed.get(configured) !== outlet) states.remove(configured);
  const former = new Map(
    sql
      .exec<{ feed: string; id: string }>(
        "SELECT value AS feed, outlets.id FROM outlets, json_each(outlets.feeds) WHERE listed = 0",
      )
      .toArray()
      .map(({ feed, id }) => [feed, id]),
  );
  for (const { id, feed } of feeds) {
    const formerId = former.get(feed.url);
    const refused =
      formerId === undefined
        ? null
        : `${feed.url} was the feed of the outlet "${formerId}", which content/outlets.yaml no longer has. Add "formerly: ${formerId}" to the outlet "${id}" if it is the same outlet.`;
    const stopped = refused !== null;
    const known = states.find({ outlet: id, configured: feed.url });
    const { paused } = feed;
    if (!known)
      states.add(feed.url, firstPoll(id, feed.interval.least, paused, stopped, now), refused);
    // A feed that was stopped before its first poll was refused here.
    else if (stopped || known.times.lastPoll === null)
      states.update(known, { paused, stopped }, { error: refused });
    else states.update(known, { paused });
  }
}

/** The times of a feed that is due at once. */
const firstPoll = (
  outlet: string,
  minutes: number,
  paused: boolean,
  stopped: boolean,
  now: number,
) => ({
  outlet,
  due: now,
  interval: minutes * 60_000,
  failures: 0,
  lastPoll: null,
  lastGood: null,
  lastSent: null,
  leased: 0,
  paused,
  stopped,
});
