/** How many days lie between two reports, and what is to be expected of two that many days apart. */
import type { Features } from "./extract.ts";

/** Spans of days by their least; the last one is for two of which one has no date. */
const BUCKETS = [0, 1, 2, 3, 5, 8, Number.NaN];
const UNKNOWN_BUCKET = BUCKETS.length - 1;

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

/** The number of the span that so many days lie in. */
export function bucketOf(days: number): number {
  if (Number.isNaN(days)) return UNKNOWN_BUCKET;
  let at = UNKNOWN_BUCKET - 1;
  while (days < (BUCKETS[at] as number)) at--;
  return at;
}

/** Log odds for each span, those of the stream as a whole plus what is said of all but the unknown one. */
export function byBucket(whole: number, own: (span: number) => number = () => 0): Float32Array {
  return Float32Array.from(BUCKETS, (_, at) => (at === UNKNOWN_BUCKET ? whole : whole + own(at)));
}

export const TIME_BUCKETS = BUCKETS.length;

/** Log odds that two reports, the later one first, are of one event, before more is known of them than their dates. */
export function priorOf(later: Features, earlier: Features): number {
  return later.priorLogOdds[bucketOf(daysApart(later, earlier))] as number;
}

/** The same where no date is known. */
export function priorWithoutDates({ priorLogOdds }: Features): number {
  return priorLogOdds[UNKNOWN_BUCKET] as number;
}
