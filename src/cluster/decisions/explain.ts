/** Explains why the engine takes two reports for one event, or does not. */
import { distinctWords, pairEvidence, type SharedTerms } from "./pair-evidence.ts";
import { type TermStatistics, extract } from "../features/extract.ts";
import { dot } from "../scoring/dense-query.ts";
import {
  compare,
  compareAcrossLanguages,
  CROSS_LANGUAGE_FEATURES,
  PAIR_FEATURES,
} from "../scoring/pair-features.ts";
import { settings } from "../hyperparameters.ts";
import { MIN_SHARED_WEIGHT } from "../candidates/sliding-window-index.ts";
import { inTwoLanguages, pairScore } from "../scoring/pair-score.ts";
import type { PairEvidence, ReportInput } from "../types.ts";
import { PART } from "../features/sparse-vectors.ts";

/** The engine's view of a pair. */
export interface Explanation {
  evidence: PairEvidence;
  /** True if the two reports alone would be one story. */
  one: boolean;
  /** The evidence against one story. */
  against: Against;
  /** The inputs of the pair model, by name. */
  similarities: Record<string, number>;
}

/** The differences of two reports. */
export interface Against {
  /** Terms that only the earlier report has. */
  earlier: SharedTerms;
  /** Terms that only the later report has. */
  later: SharedTerms;
  /** True if they were compared across languages, by names, numbers and dates alone. */
  foreign: boolean;
  /** Days between the dates in their URLs; null if either has none. */
  datesApart: number | null;
  /** True if both mention days of the week, but none in common. */
  otherWeekday: boolean;
}

/** The statistics of an edition without any reports. */
const COLD_START: TermStatistics = {
  weigh: (_term, prior) => -Math.log(prior),
  rarity: (_term, weight) => Math.log(302 / (1 + 300 * Math.exp(-weight))),
  usualLanguage: () => "",
};

/**
 * Compares two reports.
 *
 * @param statistics term statistics of an edition, to compare as that edition would
 */
export function explain(
  first: ReportInput,
  second: ReportInput,
  statistics: TermStatistics = COLD_START,
): Explanation {
  const [earlier, later] =
    (first.time ?? 0) <= (second.time ?? 0) ? [first, second] : [second, first];
  const laterExtracted = extract(later, statistics);
  const earlierExtracted = extract(earlier, statistics);
  const a = laterExtracted.features;
  const b = earlierExtracted.features;
  const isCrossLanguage = inTwoLanguages(a, b);
  const names = isCrossLanguage ? CROSS_LANGUAGE_FEATURES : PAIR_FEATURES;
  const row = new Float64Array(names.length);
  (isCrossLanguage ? compareAcrossLanguages : compare)(a, b, row);
  // The index only returns candidates that share words or names of some weight.
  const shared = dot(a, b, isCrossLanguage ? PART.skeletons : PART.body);
  const score = shared < MIN_SHARED_WEIGHT ? settings.uncomparedScore : pairScore(a, b);
  return {
    evidence: pairEvidence(
      { id: later.id, features: a },
      laterExtracted,
      { id: earlier.id, features: b },
      score,
      settings.threshold,
    ),
    one: score >= settings.threshold,
    against: {
      earlier: distinctWords(earlierExtracted, a),
      later: distinctWords(laterExtracted, b),
      foreign: isCrossLanguage,
      datesApart: nullIfNaN(Math.abs(a.urlDay - b.urlDay)),
      otherWeekday: a.weekdays !== 0 && b.weekdays !== 0 && (a.weekdays & b.weekdays) === 0,
    },
    similarities: Object.fromEntries(
      names.map(([name], i) => [name, Math.round(1000 * (row[i] as number)) / 1000]),
    ),
  };
}

const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);
