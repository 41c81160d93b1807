/** The evidence of a pair: what two reports share, in words that a page can show. */
import type { ReportNode } from "../state/cluster.ts";
import type { Features, Extracted } from "../features/extract.ts";
import { isSameText } from "../scoring/near-duplicate.ts";
import type { PairEvidence } from "../types.ts";
import { NATS, ROLE } from "../features/report-terms.ts";
import type { Tokens } from "../text/tokenize.ts";

/** Maximum number of terms to list of each kind. */
const MAX_TERMS = { names: 5, words: 6, numbers: 3 };

/** Minimum weight of a listed term in nats: fewer than one report in twenty contains it (e^3). */
const MIN_WEIGHT = 3;

/** The same where nothing else is shared: fewer than one report in three contains it (e). */
const MIN_ANY_WEIGHT = 1;

/** Minimum recent rarity of a listed word: it is in fewer than one of seven (e^2) recent reports. */
const MIN_RARITY = 2;

/** Emoji count as words when reports are compared, but say nothing in a list. */
const READABLE = /[\p{L}\p{N}]/u;

/** What evidence needs of a report. */
interface EvidenceReport {
  id: string;
  features: Features;
}

/**
 * What two reports share, and how far apart in time they are.
 *
 * @param words the words of `report`; if null, the lists of shared words are empty
 * @param score log odds of the pair
 */
export function pairEvidence(
  report: EvidenceReport,
  words: Extracted | null,
  other: EvidenceReport,
  score: number,
  threshold: number,
): PairEvidence {
  const hours = Math.abs(report.features.day - other.features.day) * 24;
  return {
    report: report.id,
    with: other.id,
    score: round(score),
    threshold,
    ...(words ? sharedWords(words, other.features) : { names: [], words: [], numbers: [] }),
    hours: Number.isNaN(hours) ? null : round(hours),
    sameTextAs: isSameText(report.features, other.features) ? other.id : null,
    ruled: false,
  };
}

/** The evidence of a decision that follows an editor's ruling. */
export function rulingEvidence(
  report: ReportNode,
  other: ReportNode | undefined,
  threshold: number,
): PairEvidence {
  return {
    report: report.id,
    with: other?.id ?? "",
    score: 0,
    threshold,
    names: [],
    words: [],
    numbers: [],
    hours: null,
    sameTextAs: null,
    ruled: true,
  };
}

/** Rounds to two decimals, for people to read. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Terms as a report writes them, heaviest first. */
export type SharedTerms = Pick<PairEvidence, "names" | "words" | "numbers">;

function sharedWords(report: Extracted, other: Features): SharedTerms {
  const words = wordsOf(other);
  return selectTerms(report, (term) => words.has(term));
}

/** The names, words and numbers that a report has and the other does not. */
export function distinctWords(report: Extracted, other: Features): SharedTerms {
  const words = wordsOf(other);
  return selectTerms(report, (term) => !words.has(term));
}

const wordsOf = ({ terms, roles }: Features): Set<number> =>
  new Set(terms.subarray(0, roles.length));

/** The specific ones among the wanted terms, or the less specific ones if there are none. */
function selectTerms(report: Extracted, isWanted: (term: number) => boolean): SharedTerms {
  const specific = termsAbove(report, isWanted, true);
  return Object.values(specific).some((terms) => terms.length > 0)
    ? specific
    : termsAbove(report, isWanted, false);
}

function termsAbove(
  report: Extracted,
  isWanted: (term: number) => boolean,
  isSpecific: boolean,
): SharedTerms {
  const selected = new Map<number, { written: string; weight: number; kind: keyof SharedTerms }>();
  const { features } = report;
  const select = (tokens: Tokens, terms: number[]): void => {
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      if (!isWanted(term) || !READABLE.test(tokens.written[i] as string)) continue;
      const at = features.terms.indexOf(term);
      if (at < 0 || at >= features.roles.length || selected.has(term)) continue;
      const weight = NATS[features.weights[at] as number] as number;
      if (weight < (isSpecific ? MIN_WEIGHT : MIN_ANY_WEIGHT)) continue;
      const role = features.roles[at] as number;
      const kind = role & ROLE.number ? "numbers" : role & ROLE.name ? "names" : "words";
      const rarity = NATS[features.rarities[at] as number] as number;
      if (isSpecific && kind === "words" && rarity < MIN_RARITY) continue;
      selected.set(term, { written: tokens.written[i] as string, weight, kind });
    }
  };
  select(report.title, report.titleTerms);
  select(report.text, report.textTerms);
  const byWeight = [...selected.values()].sort((a, b) => b.weight - a.weight);
  const heaviest = (kind: keyof SharedTerms): string[] =>
    byWeight
      .filter((term) => term.kind === kind)
      .slice(0, MAX_TERMS[kind])
      .map(({ written }) => written);
  return { names: heaviest("names"), words: heaviest("words"), numbers: heaviest("numbers") };
}
