/** The time gap between two reports, and the prior log odds for it. */
import type { Features } from "./extract.ts";
import { bucketOf, UNKNOWN_BUCKET } from "./time-buckets.ts";

/**
 * Whole days between two reports, the later one first; NaN if either has no date. Exact times are rounded to the
 * nearest day. Where times of day are missing or not informative, calendar dates (UTC) are subtracted: two reports of
 * one event seldom differ in date.
 */
export function daysApart(later: Features, earlier: Features): number {
  return later.hasHour && isExact(later) && isExact(earlier)
    ? Math.round(Math.abs(later.day - earlier.day))
    : Math.abs(Math.floor(later.day) - Math.floor(earlier.day));
}

/** False at exactly midnight UTC, which is how a date without a time of day is stored. */
const isExact = ({ day }: Features): boolean => day % 1 !== 0;

/** Prior log odds that two reports, the later one first, are about one event, given only their time gap. */
export function priorOf(later: Features, earlier: Features): number {
  return later.priorLogOdds[bucketOf(daysApart(later, earlier))] as number;
}

/** Prior log odds of a pair with an unknown time gap, which are those of the whole stream. */
export function priorWithoutDates({ priorLogOdds }: Features): number {
  return priorLogOdds[UNKNOWN_BUCKET] as number;
}
