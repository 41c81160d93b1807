/** Terms of a report, as the index holds them and weighs them. */
import {
  FREQUENCY_FACTOR,
  NATS,
  type ReportTerms,
  SET,
  type TermSet,
} from "../features/report-terms.ts";

/** The indexed sets: words, and for other languages the spellings and skeletons of names. */
const INDEXED: readonly TermSet[] = [SET.words, SET.spellings, SET.skeletons];

/** Weight of the i-th term of a report, with its term frequency. */
export function importance({ weights, frequencies }: ReportTerms, set: TermSet, i: number): number {
  const weight = NATS[weights[i] as number] as number;
  return set === SET.words
    ? weight * (FREQUENCY_FACTOR[frequencies[i] as number] as number)
    : weight;
}

/** The terms of one set of a report. */
export function termsOf({ terms, starts }: ReportTerms, set: TermSet): Int32Array {
  return terms.subarray(starts[set], starts[set + 1]);
}

/** Visits the terms that are in the inverted index. Only words have roles. */
export function forEachIndexed(
  report: ReportTerms,
  visit: (term: number, roles: number) => void,
): void {
  const { terms, starts, roles } = report;
  for (const set of INDEXED)
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i++)
      visit(terms[i] as number, set === SET.words ? (roles[i] as number) : 0);
}
