/** Near-duplicate detection. Folding and the evidence for readers share this one definition. */
import type { Features } from "../features/extract.ts";
import { dot } from "./dense-query.ts";
import { count, PART, type Part, type Vectors } from "../features/sparse-vectors.ts";

/** Maximum time gap in days. Later repetitions are recurring columns or notices. */
const MAX_DAYS = 2;

/** Minimum headline. Shorter ones ("Breaking"), and ones of common words, are the same by chance. */
const MIN_HEADLINE = { words: 3, weight: 8 };

/** Cosine that headlines and bodies must exceed. A sign-off may change a few words. */
const SAME_COSINE = { title: 0.93, body: 0.93 };

/**
 * Minimums for one text under two headlines. It must have enough words for bigrams to identify it, and be the same
 * but for a sign-off. Each report must also cover part of the other's headline: reports that share only a long notice
 * do not.
 */
const RETITLED = { words: 12, bigramCosine: 0.6, overlap: 0.75, titleCoverage: 0.3 };

/** Pairs with a lower body cosine are never near-duplicates, so callers that know it need not call `isSameText`. */
export const MIN_BODY_COSINE = 0.5;

/** True if two reports print nearly the same text within two days, under the same headline or two different ones. */
export function isSameText(a: Features, b: Features): boolean {
  if (Math.abs(a.day - b.day) > MAX_DAYS) return false;
  return isSameReport(a, b) || isRetitled(a, b);
}

/** True if headline and body are the same. */
function isSameReport(a: Features, b: Features): boolean {
  return (
    count(a, PART.title) >= MIN_HEADLINE.words &&
    (a.lengths[PART.title] as number) >= MIN_HEADLINE.weight &&
    dot(a, b, PART.title) > SAME_COSINE.title &&
    dot(a, b, PART.body) > SAME_COSINE.body
  );
}

/**
 * True if two outlets print the same text. At one outlet it would be page furniture, or a new version of its report.
 */
function isRetitled(a: Features, b: Features): boolean {
  if (a.outlet === b.outlet || dot(a, b, PART.bigrams) < RETITLED.bigramCosine) return false;
  const titles = new Set([
    ...rawWeights(a, PART.title).keys(),
    ...rawWeights(b, PART.title).keys(),
  ]);
  const [x, y] = [textOnly(a, titles), textOnly(b, titles)];
  return (
    Math.min(x.size, y.size) >= RETITLED.words &&
    overlap(x, y) >= RETITLED.overlap &&
    titleCoverage(a, b) >= RETITLED.titleCoverage &&
    titleCoverage(b, a) >= RETITLED.titleCoverage
  );
}

/** The terms of a part with their raw weights. */
function rawWeights({ terms, weights, starts, lengths }: Vectors, part: Part): Map<number, number> {
  const byTerm = new Map<number, number>();
  for (let i = starts[part] as number; i < (starts[part + 1] as number); i++)
    byTerm.set(terms[i] as number, (weights[i] as number) * (lengths[part] as number));
  return byTerm;
}

/** The words of a report that are in neither headline, with their raw weights. */
function textOnly(report: Vectors, titles: ReadonlySet<number>): Map<number, number> {
  const words = rawWeights(report, PART.body);
  for (const term of titles) words.delete(term);
  return words;
}

/** Weighted Jaccard similarity. */
function overlap(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let intersection = 0;
  let union = 0;
  for (const [term, weight] of a) {
    const other = b.get(term) ?? 0;
    intersection += Math.min(weight, other);
    union += Math.max(weight, other);
  }
  for (const [term, weight] of b) if (!a.has(term)) union += weight;
  return intersection / union;
}

/** Share of one report's headline, by squared weight, that the other report contains anywhere. */
function titleCoverage(a: Vectors, b: Vectors): number {
  const body = rawWeights(b, PART.body);
  let covered = 0;
  let total = 0;
  for (const [term, weight] of rawWeights(a, PART.title)) {
    total += weight * weight;
    if (body.has(term)) covered += weight * weight;
  }
  return total === 0 ? 0 : covered / total;
}
