/** Why a report is in its story, in words that a page can show. */
import type { Entry } from "./desk.ts";
import type { Features, Taken } from "./features.ts";
import { dot } from "./lookup.ts";
import type { Evidence } from "./types.ts";
import { count, find, PART } from "./vector.ts";
import { FLAG, type Words } from "./words.ts";

const NAMES = 5;
const WORDS = 6;
const NUMBERS = 3;

/** Texts this alike are copies of one; shorter ones are alike by chance. */
const COPY = { words: 0.93, pairs: 0.85, least: 6 };

/** What two reports share, and how far apart they are. */
export function tie(
  report: Taken,
  other: { id: string; features: Features },
  score: number,
  threshold: number,
): Evidence {
  const shared = sharedWords(report, other.features);
  const hours = Math.abs(report.features.day - other.features.day) * 24;
  return {
    with: other.id,
    score: round(score),
    threshold,
    ...shared,
    hours: Number.isNaN(hours) ? null : round(hours),
    sameTextAs: isCopy(report.features, other.features) ? other.id : null,
    ruled: false,
  };
}

/** The evidence where only an editor's word tells. */
export function ruled(other: Entry | undefined, threshold: number): Evidence {
  return {
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

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** True if one text is nearly word for word the other. */
function isCopy(a: Features, b: Features): boolean {
  if (Math.min(count(a, PART.body), count(b, PART.body)) < COPY.least) return false;
  return dot(a, b, PART.body) >= COPY.words && dot(a, b, PART.pairs) >= COPY.pairs;
}

function sharedWords(
  report: Taken,
  other: Features,
): Pick<Evidence, "names" | "words" | "numbers"> {
  const found = new Map<
    string,
    { written: string; weight: number; kind: "names" | "words" | "numbers" }
  >();
  const own = report.features;
  const look = (words: Words, terms: number[]): void => {
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      const at = find(own, PART.body, term);
      if (at < 0 || find(other, PART.body, term) < 0) continue;
      const folded = words.folded[i] as string;
      const weight = own.weights[at] as number;
      if (found.has(folded) || weight < 0.02) continue;
      const kind =
        (words.flags[i] as number) & FLAG.number
          ? "numbers"
          : find(own, PART.names, term) >= 0
            ? "names"
            : "words";
      found.set(folded, { written: words.written[i] as string, weight, kind });
    }
  };
  look(report.title, report.titleTerms);
  look(report.text, report.textTerms);
  const list = [...found.values()].sort((a, b) => b.weight - a.weight);
  const of = (kind: "names" | "words" | "numbers", most: number): string[] => {
    const out: string[] = [];
    for (const one of list) if (one.kind === kind && out.length < most) out.push(one.written);
    return out;
  };
  return { names: of("names", NAMES), words: of("words", WORDS), numbers: of("numbers", NUMBERS) };
}
