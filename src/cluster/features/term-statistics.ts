/** What the edition knows about terms when a report is filed. Types only. */

/** Term statistics at the time of filing. */
export interface TermStatistics {
  /** Document probability of a term in the edition, in which `prior` is the probability before any was counted. */
  probability: (term: number, prior: number) => number;
  /** Number of an outlet's other reports, and how many of these contain the term. */
  atOutlet: (outlet: number, term: number) => { reports: number; withTerm: number };
  /** Inverse document frequency among the latest reports. The probability stands in where there are too few. */
  rarity: (term: number, probability: number) => number;
  /** In how many reports a term is written with a capital inside a sentence, and in how many in lower case. */
  capitals: (term: number) => { capital: number; lower: number };
  /** The most frequent language; "" if there are no reports yet. */
  usualLanguage: () => string;
}
