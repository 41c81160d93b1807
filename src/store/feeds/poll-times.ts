/**
 * What changes with every poll of a feed. It is one value for all feeds, in the row about the newsroom: a poll without
 * news, and finding the feeds that are due, then cost one row for all of them. Times are milliseconds since 1970 (UTC).
 */

export interface PollTimes {
  outlet: string;
  due: number;
  interval: number;
  failures: number;
  lastPoll: number | null;
  lastGood: number | null;
  lastSent: number | null;
  /** A polling round has it until then. */
  leased: number;
  paused: boolean;
  stopped: boolean;
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
  const encoded = JSON.parse(text) as Record<string, Encoded>;
  return new Map(
    Object.entries(encoded).map(([configured, feed]) => {
      const [outlet, due, interval, failures, lastPoll, lastGood, lastSent, leased, ...flags] =
        feed;
      const [paused, stopped] = [flags[0] === 1, flags[1] === 1];
      const times = { outlet, due, interval, failures, lastPoll, lastGood, lastSent, leased };
      return [configured, { ...times, paused, stopped }];
    }),
  );
}

export const encodePolling = (polling: Polling): string =>
  JSON.stringify(
    Object.fromEntries(
      Array.from(polling, ([configured, feed]): [string, Encoded] => [
        configured,
        [
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
        ],
      ]),
    ),
  );

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
