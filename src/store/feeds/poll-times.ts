/**
 * What changes with every poll of a feed. It is one value for all feeds, in the row about the newsroom: a poll without
 * news, and finding the feeds that are due, then cost one row for all of them. Times are milliseconds since 1970 (UTC).
 */
import type { FeedState } from "../../model/outlet-feed.ts";

export interface PollTimes extends Pick<
  FeedState,
  "outlet" | "due" | "interval" | "failures" | "lastPoll" | "lastGood" | "lastSent" | "stopped"
> {
  /** A polling round has it until then. */
  leased: number;
  paused: boolean;
}

/** By the feeds' addresses in content. */
export type Polling = Map<string, PollTimes>;

type Encoded = [
  outlet: string,
  due: number,
  interval: number,
  failures: number,
  lastPoll: number | null,
  lastGood: number | null,
  lastSent: number | null,
  leased: number,
  paused: number,
  stopped: number,
];

export function decodePolling(text: string): Polling {
  const polling: Polling = new Map();
  // Every filing reads the times of all feeds, so this is a plain loop.
  for (const [configured, feed] of Object.entries(JSON.parse(text) as Record<string, Encoded>))
    polling.set(configured, {
      outlet: feed[0],
      due: feed[1],
      interval: feed[2],
      failures: feed[3],
      lastPoll: feed[4],
      lastGood: feed[5],
      lastSent: feed[6],
      leased: feed[7],
      paused: feed[8] === 1,
      stopped: feed[9] === 1,
    });
  return polling;
}

export function encodePolling(polling: Polling): string {
  const feeds: Record<string, Encoded> = {};
  for (const [configured, feed] of polling)
    feeds[configured] = [
      feed.outlet,
      feed.due,
      feed.interval,
      feed.failures,
      feed.lastPoll,
      feed.lastGood,
      feed.lastSent,
      feed.leased,
      Number(feed.paused),
      Number(feed.stopped),
    ];
  return JSON.stringify(feeds);
}

/** The times of all feeds as they are stored, encoded. */
export const encodedPolling = (sql: SqlStorage): string =>
  sql.exec<{ polling: string }>("SELECT polling FROM newsroom").one().polling;

/** The times of all feeds, as they are stored. */
export const storedPolling = (sql: SqlStorage): Polling => decodePolling(encodedPolling(sql));

/** The number of feeds whose last poll failed. */
export const failingFeeds = (sql: SqlStorage): number =>
  storedPolling(sql)
    .values()
    .filter(({ paused, failures, stopped }) => !paused && (failures > 0 || stopped))
    .toArray().length;
