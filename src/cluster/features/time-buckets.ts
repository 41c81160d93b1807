/** Buckets of the time gap between two reports, each with its own prior. */

/** Lower bounds of the buckets, in days. The last bucket is for pairs in which a report has no date. */
const BUCKETS = [0, 1, 2, 3, 5, 8, Number.NaN];

export const UNKNOWN_BUCKET = BUCKETS.length - 1;

/** Index of the bucket for a gap of this many days; NaN is an unknown gap. */
export function bucketOf(days: number): number {
  if (Number.isNaN(days)) return UNKNOWN_BUCKET;
  let bucket = UNKNOWN_BUCKET - 1;
  while (days < (BUCKETS[bucket] as number)) bucket--;
  return bucket;
}

/**
 * Log odds of each bucket.
 *
 * @param overall log odds of the whole stream, which the bucket of unknown gaps keeps
 * @param correction what to add to them in each other bucket
 */
export function byBucket(
  overall: number,
  correction: (bucket: number) => number = () => 0,
): Float32Array {
  return Float32Array.from(BUCKETS, (_, bucket) =>
    bucket === UNKNOWN_BUCKET ? overall : overall + correction(bucket),
  );
}

export const TIME_BUCKETS = BUCKETS.length;
