/** What follows from a poll as a whole: whether the feed's dates are right, and which reports it no longer lists. */
import { instant, precision } from "../../model/time.ts";
import type { FeedReport } from "../../model/outlet-feed.ts";
import type { NewRows } from "../new-rows.ts";
import { clockAfter, type FeedClock } from "./feed-clock.ts";
import { feedSource } from "./feed-state.ts";
import type { StoredFeed } from "./feed-states.ts";

/** The reports of a feed at one poll, as far as they were filed. */
export interface Listing {
  /** When each of its reports was published, by id. */
  moments: Map<number, number>;
  /** How many of them are new. */
  added: number;
  /** How many new ones were held back by the outlet's quota. */
  held: number;
  /** Dates that the feed gives to its reports, and to those that are new: milliseconds since 1970 (UTC). */
  dates: number[];
  fresh: number[];
}

export const emptyListing = (): Listing => ({
  moments: new Map(),
  added: 0,
  held: 0,
  dates: [],
  fresh: [],
});

/** The time that a report claims, if it claims more than a day. */
export function claimOf({ published }: Pick<FeedReport, "published">): number[] {
  if (published === null || precision(published) === "day") return [];
  const moment = instant(published);
  return Number.isNaN(moment) ? [] : [moment];
}

/** A feed at the time of a poll. */
export interface PolledFeed {
  /** As it was stored before. */
  feed: StoredFeed;
  /** When it was last polled with success before; null at the first poll. */
  before: number | null;
  clock: FeedClock;
}

/** What is known about the feed's dates after a poll. */
export function updatedClock(
  { before, clock }: PolledFeed,
  { dates, fresh }: Listing,
  now: number,
): FeedClock {
  // A poll in the future was dated by a clock that has been corrected since.
  if (before === null || before > now) return clock;
  return clockAfter(clock, { before, now, fresh, all: dates });
}

/** Share of the listed reports up to which others can be missing. A feed with more gaps is not in order of time. */
const MAX_MISSING = 1 / 3;

/**
 * Marks the reports that a feed no longer lists although it lists older ones, and unmarks those that came back. A report
 * that came back once is not marked again. If the feed has new reports, which push out the oldest, its oldest one may be
 * pinned, so that two older ones must still be listed.
 *
 * @param feed hash of the feed's address in content
 * @returns ids of the reports whose mark changed
 */
export function markRemoved(
  sql: SqlStorage,
  { reports: held }: NewRows,
  outlet: string,
  feed: number,
  { moments, added: news }: Listing,
  now: number,
): number[] {
  const oldest = [...moments.values()].toSorted((a, b) => a - b)[news === 0 ? 0 : 1];
  if (oldest === undefined) return [];
  const since = sql
    .exec<{ id: number; moment: number; feed: number | null; removed: number | null }>(
      "SELECT id, moment, feed, removed FROM reports WHERE wire = ? AND moment >= ?",
      feedSource(outlet),
      oldest,
    )
    .toArray();
  const listed = since.filter(({ id }) => moments.has(id));
  const added = [...held.values()].filter(
    ({ id, wire }) => wire === feedSource(outlet) && moments.has(id),
  );
  const latest = Math.max(...[...listed, ...added].map(({ moment }) => moment));
  const missing = since.filter(
    (row) =>
      row.feed === feed && row.moment > oldest && row.moment < latest && !moments.has(row.id),
  );
  const back = listed.filter(({ removed }) => removed !== null && removed > 0);
  const gone =
    missing.length <= Math.max(1, moments.size * MAX_MISSING)
      ? missing.filter(({ removed }) => removed === null)
      : [];
  const mark = (rows: readonly { id: number }[], removed: number): number[] => {
    const changed = rows.map(({ id }) => id);
    if (changed.length > 0)
      sql.exec(
        "UPDATE reports SET removed = ? WHERE id IN (SELECT value FROM json_each(?))",
        removed,
        JSON.stringify(changed),
      );
    return changed;
  };
  return [...mark(gone, now), ...mark(back, 0)];
}
