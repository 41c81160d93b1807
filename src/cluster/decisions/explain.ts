/** Explains why the engine takes two reports for one event, or does not. */
import { distinctWords, pairEvidence, type SharedTerms } from "./pair-evidence.ts";
import { extract } from "../features/extract.ts";
import type { TermStatistics } from "../features/term-statistics.ts";
import { Comparison } from "../scoring/comparison.ts";
import { PAIR_INPUTS } from "../scoring/pair-inputs.ts";
import { settings } from "../hyperparameters.ts";
import { PairModel } from "../scoring/pair-model.ts";
import { SET } from "../features/report-terms.ts";
import type { PairEvidence, ReportInput } from "../types.ts";

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
  /** True if they are in two languages, so that only names, numbers and dates can match. */
  foreign: boolean;
  /** Days between the dates in their URLs; null if either has none. */
  datesApart: number | null;
}

/** The statistics of an edition without any reports. */
const COLD_START: TermStatistics = {
  probability: (_term, prior) => prior,
  atOutlet: () => ({ reports: 0, withTerm: 0 }),
  rarity: (_term, probability) => Math.log(302 / (1 + 300 * probability)),
  capitals: () => ({ capital: 0, lower: 0 }),
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
  const comparison = new Comparison();
  const inputs = comparison.inputs(a, b);
  const similarities = Object.fromEntries(
    PAIR_INPUTS.map((name, i) => [name, Math.round(1000 * (inputs[i] as number)) / 1000]),
  );
  // The index only returns candidates that share words or names.
  const isCompared = [SET.words, SET.spellings, SET.skeletons].some(
    (set) => comparison.shared(set, b).count > 0,
  );
  const model = new PairModel();
  const score = isCompared ? model.score(a, b) : settings.missingScore;
  return {
    evidence: pairEvidence(
      { id: later.id, features: a },
      laterExtracted,
      { id: earlier.id, features: b },
      score,
      model.threshold,
    ),
    one: score >= model.threshold,
    against: {
      earlier: distinctWords(earlierExtracted, a),
      later: distinctWords(laterExtracted, b),
      foreign: a.language !== b.language,
      datesApart: nullIfNaN(Math.abs(a.urlDay - b.urlDay)),
    },
    similarities,
  };
}

const nullIfNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);
