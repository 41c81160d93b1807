/** Why a report is in its story, in words that a page can show. */
import type { ReportNode } from "../state/cluster.ts";
import type { Features, Extracted } from "../features/extract.ts";
import { denseQuery } from "../scoring/dense-query.ts";
import { isSameText } from "../scoring/near-duplicate.ts";
import type { PairEvidence } from "../types.ts";
import { find, PART } from "../features/sparse-vectors.ts";
import { FLAG, type Tokens } from "../text/tokenize.ts";

const NAMES = 5;
const WORDS = 6;
const NUMBERS = 3;

/** How rare a word must be to say anything: met in fewer than one of seven reports. */
const MIN_RARITY = 2;

/** A report as evidence names it. */
interface Named {
  id: string;
  features: Features;
}

/** What two reports share, and how far apart they are. Without the words of the first, only the rest is told. */
export function pairEvidence(
  report: Named,
  words: Extracted | null,
  other: Named,
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

/** The evidence where only an editor's word tells. */
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

/** To the hundredth, which is as much as anyone wants to read. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Words as their report writes them, most telling first. */
export type SharedTerms = Pick<PairEvidence, "names" | "words" | "numbers">;

function sharedWords(report: Extracted, other: Features): SharedTerms {
  const query = denseQuery(other);
  return selectTerms(report, (term) => query.has(term, PART.body));
}

/** What a report tells of, and the other does not. */
export function ownWords(report: Extracted, other: Features): SharedTerms {
  const query = denseQuery(other);
  return selectTerms(report, (term) => !query.has(term, PART.body));
}

function selectTerms(report: Extracted, counts: (term: number) => boolean): SharedTerms {
  const found = new Map<number, { written: string; weight: number; kind: keyof SharedTerms }>();
  const own = report.features;
  const look = (tokens: Tokens, terms: number[]): void => {
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      if (!counts(term)) continue;
      const at = find(own, PART.body, term);
      if (at < 0) continue;
      const weight = own.weights[at] as number;
      if (found.has(term) || weight < 0.02) continue;
      const kind =
        (tokens.flags[i] as number) & FLAG.number
          ? "numbers"
          : find(own, PART.names, term) >= 0
            ? "names"
            : "words";
      const rarity = own.rarity[at - (own.starts[PART.body] as number)] as number;
      if (kind === "words" && rarity < MIN_RARITY) continue;
      found.set(term, { written: tokens.written[i] as string, weight, kind });
    }
  };
  look(report.title, report.titleTerms);
  look(report.text, report.textTerms);
  const list = [...found.values()].sort((a, b) => b.weight - a.weight);
  const of = (kind: keyof SharedTerms, most: number): string[] => {
    const out: string[] = [];
    for (const one of list) if (one.kind === kind && out.length < most) out.push(one.written);
    return out;
  };
  return { names: of("names", NAMES), words: of("words", WORDS), numbers: of("numbers", NUMBERS) };
}
