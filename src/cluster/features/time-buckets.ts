/** Ranges of days between two reports, for which priors are kept. */
/** Spans of days by their least; the last one is for two of which one has no date. */
const BUCKETS = [0, 1, 2, 3, 5, 8, Number.NaN];

export const UNKNOWN_BUCKET = BUCKETS.length - 1;

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
