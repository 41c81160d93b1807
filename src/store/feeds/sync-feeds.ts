import type { Outlet } from "../../model/outlet.ts";

/**
 * Updates the set of feeds to match content. A new feed is due at once, a feed at another URL starts over, and a feed that
 * content no longer has is not polled any more. Reports that were filed stay in any case.
 *
 * A feed of an outlet that content no longer has is not polled for another id, which would publish all of it again.
 */
export function syncFeeds(sql: SqlStorage, outlets: readonly Outlet[], now: number): void {
  const feeds = outlets.flatMap(({ id, feeds: own }) => own.map((feed) => ({ id, feed })));
  sql.exec(
    "DELETE FROM wires WHERE (outlet, configured) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))",
    JSON.stringify(feeds.map(({ id, feed }) => [id, feed.url])),
  );
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
    // A feed that was stopped before its first poll was refused here.
    sql.exec(
      `INSERT INTO wires (outlet, url, configured, paused, due, interval, stopped, error)
       VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT (configured) DO UPDATE SET paused = excluded.paused,
         stopped = iif(?6 OR last_poll IS NULL, ?6, stopped), error = iif(?6 OR last_poll IS NULL, ?7, error)`,
      id,
      feed.url,
      Number(feed.paused),
      now,
      feed.interval.least * 60_000,
      Number(refused !== null),
      refused,
    );
  }
}
