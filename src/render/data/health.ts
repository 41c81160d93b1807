import type { Edition } from "../../model/edition.ts";
import type { Outlet } from "../../model/outlet.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";

/** State of an outlet's feed. "waiting": not polled yet; "files": the outlet has no feed, its reports come from files. */
export type FeedStatus = "ok" | "failing" | "stopped" | "paused" | "waiting" | "files";

/** An outlet and the health of its feed, as the page and the JSON show it. */
export interface OutletHealth {
  outlet: Outlet;
  state: FeedStatus;
  /** Null if the outlet has no feed. */
  feed: FeedHealth | null;
}

/** The health of every outlet, in the edition's order. */
export function healthOf(edition: Edition, feeds: readonly FeedHealth[]): OutletHealth[] {
  const byOutlet = new Map(feeds.map((feed) => [feed.outlet, feed]));
  return edition.outlets.map((outlet) => {
    const feed = byOutlet.get(outlet.id) ?? null;
    return { outlet, state: stateOf(feed), feed };
  });
}

function stateOf(feed: FeedHealth | null): FeedStatus {
  if (feed === null) return "files";
  if (feed.paused) return "paused";
  if (feed.stopped) return "stopped";
  if (feed.failures > 0) return "failing";
  return feed.lastPoll === null ? "waiting" : "ok";
}

/** When the feed is due for its next poll, in milliseconds since 1970 (UTC); null if it is not polled. */
export const nextPoll = ({ feed, state }: OutletHealth): number | null =>
  feed === null || state === "paused" || state === "stopped" ? null : feed.due;

/** The outlets and the health of their feeds as JSON, for monitoring. */
export function healthJson(edition: Edition, feeds: readonly FeedHealth[]): string {
  const outlets = healthOf(edition, feeds).map((health) => ({
    id: health.outlet.id,
    name: stripIllegal(health.outlet.name),
    url: webAddress(health.outlet.home),
    feed: health.feed && webAddress(health.feed.url),
    state: health.state,
    last_poll: isoTime(health.feed?.lastPoll ?? null),
    last_good_poll: isoTime(health.feed?.lastGood ?? null),
    next_poll: isoTime(nextPoll(health)),
    failures: health.feed?.failures ?? 0,
    error: health.feed?.error == null ? null : stripIllegal(health.feed.error),
    reports_7_days: health.feed?.reports ?? null,
    held_back: health.feed?.held ?? null,
    shared_7_days: health.feed?.folded ?? null,
  }));
  return `${JSON.stringify({ edition: stripIllegal(edition.title), outlets }, null, 2)}\n`;
}

const isoTime = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
