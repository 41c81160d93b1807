/** A report this similar to an earlier one is probably about its event. */
const SAME_EVENT_COSINE = 0.35;

/**
 * What a report adds to the document frequency of its terms: 1/n for the n-th report of an event. Otherwise a story of a
 * hundred reports would make its own words worthless.
 *
 * @param compared the earlier reports that it was compared with, and their cosine similarities
 */
export function documentFrequency(
  compared: Iterable<{ cosine: number; other: { documentFrequency: number } }>,
): number {
  let best = SAME_EVENT_COSINE;
  let previous = Number.POSITIVE_INFINITY;
  for (const { cosine, other } of compared) {
    if (cosine <= best) continue;
    best = cosine;
    previous = other.documentFrequency;
  }
  return 1 / (1 + 1 / previous);
}
