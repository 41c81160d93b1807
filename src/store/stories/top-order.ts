/**
 * Milliseconds that a story gains in the order "top" each time the number of outlets doubles. In an edition of 24 outlets,
 * where nine stories in ten have one outlet, a story of two then stays above the single ones for half a day, and one of
 * eight for a day and a half.
 */
const PER_DOUBLING = 12 * 3_600_000;

/**
 * A story's place in the order "top", the highest first: when it was last updated, plus a bonus for the outlets that report
 * it independently. It does not depend on the time of the request, so the order changes only when a story does.
 */
export const placeOf = (updated: number, independentOutlets: number): number =>
  Math.round(updated + PER_DOUBLING * Math.log2(independentOutlets));
