/** Chances of pairs of reports, as odds.ts and pace.ts count them. */

/** A short list of pairs does not count as much as a long one for each of them. */
const FULL = 8;

/** What each of so many pairs of one report counts. */
export function pairWeight(pairs: number): number {
  return 1 / Math.max(FULL, pairs);
}

/** The chance that log odds stand for. */
export function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
