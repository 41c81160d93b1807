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
  if (overlap(a, b, isTitle) < SAME_OVERLAP.title) return false;
  const title = weightsOf(a, isTitle);
  return (
    title.length >= MIN_HEADLINE.words &&
    Math.hypot(...title) >= MIN_HEADLINE.weight &&
    overlap(a, b, () => true) >= SAME_OVERLAP.words
  );
}

/**
 * True if two outlets print the same text. At one outlet it would be page furniture, or a new version of its report.
 */
function isRetitled(a: Features, b: Features): boolean {
  if (a.outlet === b.outlet || !shareBigrams(a, b)) return false;
  const titles = new Set([a, b].flatMap((report) => termsOf(report, isTitle)));
  const isUntitled: Selection = ({ terms }, i) => !titles.has(terms[i] as number);
  return (
    Math.min(termsOf(a, isUntitled).length, termsOf(b, isUntitled).length) >= RETITLED.words &&
    overlap(a, b, isUntitled) >= RETITLED.overlap &&
    titleCoverage(a, b) >= RETITLED.titleCoverage &&
    titleCoverage(b, a) >= RETITLED.titleCoverage
  );
}

/** Which words of a report count. */
type Selection = (report: ReportTerms, i: number) => boolean;

const isTitle: Selection = ({ roles }, i) => ((roles[i] as number) & ROLE.title) !== 0;

/** The selected words of a report. */
const termsOf = (report: ReportTerms, isWanted: Selection): number[] =>
  Array.from(report.terms.subarray(0, report.roles.length)).filter((_, i) => isWanted(report, i));

/** Weights of the selected words in nats. */
const weightsOf = (report: ReportTerms, isWanted: Selection): number[] =>
  Array.from(report.roles.keys())
    .filter((i) => isWanted(report, i))
    .map((i) => weightAt(report, i));

const weightAt = ({ weights }: ReportTerms, i: number): number =>
  NATS[weights[i] as number] as number;

/** Position of a term among the first `size`, or -1. The lists are too short for a map to pay. */
function positionOf(term: number, terms: Int32Array, size: number): number {
  for (let i = 0; i < size; i++) if (terms[i] === term) return i;
  return -1;
}

/**
 * Weighted Jaccard similarity of the selected words. A shared word has its mean weight, because weights change as an
 * edition grows.
 */
function overlap(a: ReportTerms, b: ReportTerms, isWanted: Selection): number {
  let intersection = 0;
  let union = 0;
  for (let i = 0; i < a.roles.length; i++) {
    if (!isWanted(a, i)) continue;
    const at = positionOf(a.terms[i] as number, b.terms, b.roles.length);
    const isShared = at >= 0 && isWanted(b, at);
    const weight = isShared ? (weightAt(a, i) + weightAt(b, at)) / 2 : weightAt(a, i);
    if (isShared) intersection += weight;
    union += weight;
  }
  for (let i = 0; i < b.roles.length; i++) {
    if (!isWanted(b, i)) continue;
    const at = positionOf(b.terms[i] as number, a.terms, a.roles.length);
    if (at < 0 || !isWanted(a, at)) union += weightAt(b, i);
  }
  return union === 0 ? 0 : intersection / union;
}

/** True if they share enough bigrams, compared with the geometric mean of both numbers. */
function shareBigrams(a: ReportTerms, b: ReportTerms): boolean {
  const [own, other] = [a, b].map(({ terms, starts }) =>
    terms.subarray(starts[SET.bigrams], starts[SET.bigrams + 1]),
  ) as [Int32Array, Int32Array];
  const needed = RETITLED.bigramShare * Math.sqrt(own.length * other.length);
  if (needed === 0) return false;
  let missing = 0;
  // Most pairs have little in common, which shows after a few bigrams.
  for (let i = 0; i < other.length; i++)
    if (positionOf(other[i] as number, own, own.length) < 0 && ++missing > other.length - needed)
      return false;
  return true;
}

/** Share of one report's headline, by squared weight, that the other report contains anywhere. */
function titleCoverage(a: ReportTerms, b: ReportTerms): number {
  let covered = 0;
  let total = 0;
  for (let i = 0; i < a.roles.length; i++) {
    if (!isTitle(a, i)) continue;
    const square = weightAt(a, i) ** 2;
    total += square;
    if (positionOf(a.terms[i] as number, b.terms, b.roles.length) >= 0) covered += square;
  }
  return total === 0 ? 0 : covered / total;
}
