import type { FeedHealth } from "../../model/outlet-feed.ts";
import { FAULT_NOTES } from "./feed-clock.ts";
import { asState, clockOf, type FeedDetails } from "./feed-states.ts";
import { storedPolling } from "./poll-times.ts";
import { countsOf, freshCounts } from "./recent-reports.ts";

/** The health of every feed, in order of the outlets' ids and the feeds' addresses. */
export function feedHealth(sql: SqlStorage, now: number): FeedHealth[] {
  const polling = storedPolling(sql);
  const recent = freshCounts(sql, now);
  const rows = sql.exec<{ id: string; polled: string }>(
    "SELECT id, polled FROM outlets WHERE polled <> '{}' ORDER BY id",
  );
  return Array.from(rows).flatMap(({ id, polled }) => {
    const feeds = Object.entries(JSON.parse(polled) as Record<string, FeedDetails>);
    const { reports, folded } = countsOf(recent, id);
    return feeds
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([configured, details]) => {
        const times = polling.get(configured);
        if (!times) return [];
        const feed = { configured, times, details };
        const { fault } = clockOf(feed);
        const notes = [...details.notes, ...(fault === null ? [] : [FAULT_NOTES[fault]])];
        const { paused } = times;
        return { ...asState(feed), notes, paused, reports, folded, held: details.held };
      });
  });
}
