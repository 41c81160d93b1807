/** How many days lie between two reports, and what is to be expected of two that many days apart. */
import type { Features } from "./extract.ts";
import { bucketOf, UNKNOWN_BUCKET } from "./time-buckets.ts";

/**
 * Days apart, the later report first; NaN if not known. Where the hours tell nothing the dates are asked: two reports of
 * one event seldom have two.
 */
export function daysApart(later: Features, earlier: Features): number {
  return later.hasHour && isExact(later) && isExact(earlier)
    ? Math.round(Math.abs(later.day - earlier.day))
    : Math.abs(Math.floor(later.day) - Math.floor(earlier.day));
}

/** False at midnight sharp: that is how a date without an hour comes. */
const isExact = ({ day }: Features): boolean => day % 1 !== 0;

/** Log odds that two reports, the later one first, are of one event, before more is known of them than their dates. */
export function priorOf(later: Features, earlier: Features): number {
  return later.priorLogOdds[bucketOf(daysApart(later, earlier))] as number;
}

/** The same where no date is known. */
export function priorWithoutDates({ priorLogOdds }: Features): number {
  return priorLogOdds[UNKNOWN_BUCKET] as number;
}
