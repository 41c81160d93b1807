/** Near-duplicate detection. Folding and the evidence for readers share this one definition. */
import type { Features } from "../features/extract.ts";
import { NATS, type ReportTerms, ROLE, SET } from "../features/report-terms.ts";

/** Maximum time gap in days. Later repetitions are recurring columns or notices. */
const MAX_DAYS = 2;

/** Minimum headline: shorter ones ("Breaking"), and ones of common words, are the same by chance. Weight in nats. */
const MIN_HEADLINE = { words: 3, weight: 8 };

/** Minimum overlap of headlines and texts. A sign-off may change a few words. */
const SAME_OVERLAP = { title: 0.87, words: 0.87 };

/**
 * Minimums for one text under two headlines. Each report must also cover part of the other's headline: reports that
 * share only a long notice do not.
 */
const RETITLED = { words: 12, bigramShare: 0.6, overlap: 0.75, titleCoverage: 0.3 };

/** True if two reports print nearly the same text within two days, under the same headline or two different ones. */
export function isSameText(a: Features, b: Features): boolean {
  if (Math.abs(a.day - b.day) > MAX_DAYS) return false;
  return isSameReport(a, b) || isRetitled(a, b);
}

/** True if headline and text are the same. */
function isSameReport(a: Features, b: Features): boolean {
  const title = weightsOf(a, isTitle);
  return (
    title.size >= MIN_HEADLINE.words &&
    Math.hypot(...title.values()) >= MIN_HEADLINE.weight &&
    overlap(title, weightsOf(b, isTitle)) >= SAME_OVERLAP.title &&
    overlap(weightsOf(a), weightsOf(b)) >= SAME_OVERLAP.words
  );
}

/**
 * True if two outlets print the same text. At one outlet it would be page furniture, or a new version of its report.
 */
function isRetitled(a: Features, b: Features): boolean {
  if (a.outlet === b.outlet || bigramShare(a, b) < RETITLED.bigramShare) return false;
  const titles = new Set([...weightsOf(a, isTitle).keys(), ...weightsOf(b, isTitle).keys()]);
  const [x, y] = [a, b].map((report) => {
    const words = weightsOf(report);
    for (const term of titles) words.delete(term);
    return words;
  }) as [Map<number, number>, Map<number, number>];
  return (
    Math.min(x.size, y.size) >= RETITLED.words &&
    overlap(x, y) >= RETITLED.overlap &&
    titleCoverage(a, b) >= RETITLED.titleCoverage &&
    titleCoverage(b, a) >= RETITLED.titleCoverage
  );
}

const isTitle = (role: number): boolean => (role & ROLE.title) !== 0;

/** The words of a report with their weights in nats. */
function weightsOf(
  { terms, weights, roles }: ReportTerms,
  isWanted: (role: number) => boolean = () => true,
): Map<number, number> {
  const byTerm = new Map<number, number>();
  for (const [i, role] of roles.entries())
    if (isWanted(role)) byTerm.set(terms[i] as number, NATS[weights[i] as number] as number);
  return byTerm;
}

/** Weighted Jaccard similarity. A shared word has its mean weight, because weights change as an edition grows. */
function overlap(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let intersection = 0;
  let union = 0;
  for (const [term, weight] of a) {
    const other = b.get(term);
    if (other !== undefined) intersection += (weight + other) / 2;
    union += other === undefined ? weight : (weight + other) / 2;
  }
  for (const [term, weight] of b) if (!a.has(term)) union += weight;
  return union === 0 ? 0 : intersection / union;
}

/** Number of shared bigrams, compared with the geometric mean of both numbers. */
function bigramShare(a: ReportTerms, b: ReportTerms): number {
  const bigrams = ({ terms, starts }: ReportTerms): Int32Array =>
    terms.subarray(starts[SET.bigrams], starts[SET.bigrams + 1]);
  const own = new Set(bigrams(a));
  const other = bigrams(b);
  let common = 0;
  for (const bigram of other) if (own.has(bigram)) common++;
  return common / (Math.sqrt(own.size * other.length) || 1);
}

/** Share of one report's headline, by squared weight, that the other report contains anywhere. */
function titleCoverage(a: ReportTerms, b: ReportTerms): number {
  const words = weightsOf(b);
  let covered = 0;
  let total = 0;
  for (const [term, weight] of weightsOf(a, isTitle)) {
    total += weight * weight;
    if (words.has(term)) covered += weight * weight;
  }
  return total === 0 ? 0 : covered / total;
}
