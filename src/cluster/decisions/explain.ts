/** Why any two reports are, or are not, taken for one event. */
import { ownWords, pairEvidence, type SharedTerms } from "./pair-evidence.ts";
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

export interface Explanation {
  evidence: PairEvidence;
  /** True if the two alone would be one story. */
  one: boolean;
  /** What speaks against it. */
  against: Against;
  /** What the pair model saw, by name. */
  similarities: Record<string, number>;
}

/** What two reports do not have in common. */
export interface Against {
  /** What the earlier one tells of, and the later one does not. */
  earlier: SharedTerms;
  /** What the later one tells of, and the earlier one does not. */
  later: SharedTerms;
  /** True if they are in different languages, where only names, numbers and dates can tie them. */
  foreign: boolean;
  /** Days between the dates in their addresses; null where either has none. */
  datesApart: number | null;
  /** True if each names days of the week, and none that the other names. */
  otherWeekday: boolean;
}

/** Counts of an edition that has seen nothing yet. */
const COLD: TermStatistics = {
  weigh: (_term, chance) => -Math.log(chance),
  rarity: (_term, weight) => Math.log(302 / (1 + 300 * Math.exp(-weight))),
  usualLanguage: () => "",
};

/** Compares two reports; with an edition's statistics as that edition would. */
export function explain(
  a: ReportInput,
  b: ReportInput,
  statistics: TermStatistics = COLD,
): Explanation {
  const [earlier, later] = (a.time ?? 0) <= (b.time ?? 0) ? [a, b] : [b, a];
  const one = extract(later, statistics);
  const before = extract(earlier, statistics);
  const other = before.features;
  const abroad = inTwoLanguages(one.features, other);
  const names = abroad ? CROSS_LANGUAGE_FEATURES : PAIR_FEATURES;
  const row = new Float64Array(names.length);
  (abroad ? compareAcrossLanguages : compare)(one.features, other, row);
  // The engine compares only what shares words or names of some weight.
  const shared = dot(one.features, other, abroad ? PART.skeletons : PART.body);
  const score =
    shared < MIN_SHARED_WEIGHT ? settings.uncomparedScore : pairScore(one.features, other);
  return {
    evidence: pairEvidence(
      { id: later.id, features: one.features },
      one,
      { id: earlier.id, features: other },
      score,
      settings.threshold,
    ),
    one: score >= settings.threshold,
    against: {
      earlier: ownWords(before, one.features),
      later: ownWords(one, other),
      foreign: abroad,
      datesApart: known(Math.abs(one.features.urlDay - other.urlDay)),
      otherWeekday:
        one.features.weekdays !== 0 &&
        other.weekdays !== 0 &&
        (one.features.weekdays & other.weekdays) === 0,
    },
    similarities: Object.fromEntries(
      names.map(([name], i) => [name, Math.round(1000 * (row[i] as number)) / 1000]),
    ),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
