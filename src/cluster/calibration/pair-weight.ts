/** Below this number of pairs each one weighs the same, so that short candidate lists do not dominate an estimate. */
const MIN_PAIRS = 8;

/** Weight of each pair of a report that was compared with `pairs` others. A report weighs 1 in total, or less. */
export function pairWeight(pairs: number): number {
  return 1 / Math.max(MIN_PAIRS, pairs);
}
