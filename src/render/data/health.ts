import type { Edition } from "../../model/edition.ts";
import type { Outlet } from "../../model/outlet.ts";
import type { FeedHealth } from "../../model/outlet-feed.ts";
import { stripIllegal, webAddress } from "../../model/safe-text.ts";

/**
 * State of a feed. "waiting": not polled yet. An outlet has the first of these states that one of its feeds has, and
 * "files" if it has no feed, so that its reports come from files.
 */
const STATES = ["failing", "stopped", "waiting", "ok", "paused", "files"] as const;
export type FeedStatus = (typeof STATES)[number];

/** An outlet and the health of its feeds, as the page and the JSON show it. Times are milliseconds since 1970 (UTC). */
export interface OutletHealth {
  outlet: Outlet;
  state: FeedStatus;
  /** Null if it never happened. */
  lastPoll: number | null;
  lastGood: number | null;
  nextPoll: number | null;
  /** Reports of the last seven days, and how many of them are in a story that another outlet reports too. */
  reports: number;
  folded: number;
  feeds: FeedHealth[];
}

/** The health of every outlet, in the edition's order. */
export function healthOf(edition: Edition, all: readonly FeedHealth[]): OutletHealth[] {
  const byOutlet = Map.groupBy(all, (feed) => feed.outlet);
  return edition.outlets.map((outlet) => {
    const feeds = byOutlet.get(outlet.id) ?? [];
    const states = new Set(feeds.map(feedState));
    const [first] = feeds;
    return {
      outlet,
      state: STATES.find((state) => states.has(state)) ?? "files",
      lastPoll: latest(feeds.map(({ lastPoll }) => lastPoll)),
      lastGood: latest(feeds.map(({ lastGood }) => lastGood)),
      nextPoll: earliest(feeds.map(nextPoll)),
      reports: first?.reports ?? 0,
      folded: first?.folded ?? 0,
      feeds,
    };
  });
}

export function feedState(feed: FeedHealth): FeedStatus {
  if (feed.paused) return "paused";
  if (feed.stopped) return "stopped";
  if (feed.failures > 0) return "failing";
  return feed.lastPoll === null ? "waiting" : "ok";
}

/** When the feed is due for its next poll, in milliseconds since 1970 (UTC); null if it is not polled. */
const nextPoll = (feed: FeedHealth): number | null =>
  feed.paused || feed.stopped ? null : feed.due;

const known = (moments: readonly (number | null)[]): number[] =>
  moments.filter((moment) => moment !== null);
const latest = (moments: readonly (number | null)[]): number | null =>
  known(moments).toSorted((a, b) => b - a)[0] ?? null;
const earliest = (moments: readonly (number | null)[]): number | null =>
  known(moments).toSorted((a, b) => a - b)[0] ?? null;

/**
 * The outlets and the health of their feeds as JSON, for monitoring.
 *
 * @param slowed why feeds are polled more slowly than they are due
 */
export function healthJson(
  edition: Edition,
  feeds: readonly FeedHealth[],
  slowed: string | null = null,
): string {
  const outlets = healthOf(edition, feeds).map((health) => {
    const [first] = health.feeds;
    const failing = health.feeds.find(({ error }) => error !== null);
    return {
      id: health.outlet.id,
      name: stripIllegal(health.outlet.name),
      url: webAddress(health.outlet.home),
      feed: first ? webAddress(first.url) : null,
      state: health.state,
      last_poll: isoTime(health.lastPoll),
      last_good_poll: isoTime(health.lastGood),
      next_poll: isoTime(health.nextPoll),
      failures: failing?.failures ?? 0,
      error: textOf(failing?.error ?? null),
      reports_7_days: first?.reports ?? null,
      held_back: first ? sum(health.feeds.map(({ held }) => held)) : null,
      shared_7_days: first?.folded ?? null,
      feeds: health.feeds.map((feed) => ({
        url: webAddress(feed.url),
        state: feedState(feed),
        last_poll: isoTime(feed.lastPoll),
        last_good_poll: isoTime(feed.lastGood),
        next_poll: isoTime(nextPoll(feed)),
        failures: feed.failures,
        error: textOf(feed.error),
        held_back: feed.held,
        notes: feed.notes.map(stripIllegal),
      })),
    };
  });
  return `${JSON.stringify({ edition: stripIllegal(edition.title), slowed, outlets }, null, 2)}\n`;
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

const isoTime = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();

const textOf = (error: string | null): string | null =>
  error === null ? null : stripIllegal(error);
