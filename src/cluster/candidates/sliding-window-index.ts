/**
 * A sliding window over the latest reports with an inverted index, and the corpus statistics of the window. The oldest
 * reports are evicted when there are too many of them, or when they have too many terms.
 */
import type { Features } from "../features/extract.ts";
import { Postings, powerOfTwo } from "./postings.ts";
import type { TermWeight } from "../features/vectorizer.ts";
import { Accumulator } from "../collections/accumulator.ts";
import { TopK } from "../collections/top-k.ts";
import { PART, type Part, type Vectors } from "../features/sparse-vectors.ts";

/** An indexed report. The engine's nodes extend it. */
export interface Indexed {
  features: Features;
  /** Sequence number in filing order, without gaps. */
  seq: number;
}

/** Number of stories that the term priors are worth as pseudo-counts. */
const PRIOR_WEIGHT = 1_000;
/** Exponential decay of a candidate's score by time gap, in quarters of a day: to a third (1/e) after three days. */
const TIME_DECAY = Float64Array.from({ length: 100 }, (_, quarters) => Math.exp(-quarters / 12));
/** Number of most recent reports that the rarity of a term is computed from. */
const RECENT = 300;
/** Rarity of a term by its document frequency among them: smoothed inverse document frequency. */
const RARITY = Float64Array.from({ length: RECENT + 2 }, (_, frequency) =>
  Math.log((RECENT + 2) / (1 + frequency)),
);
/** Minimum score of a candidate: the shared part of the squared term weights, which sum to 1. */
export const MIN_SHARED_WEIGHT = 0.03;
/** Maximum number of terms in the window. Each takes eight bytes, and up to eight more in the index. */
const MAX_TERMS = 2_500_000;
/** Number of the heaviest terms of each part that are looked up. */
const MAX_QUERY_TERMS = 16;

/** The indexed parts: words, and skeletons of names, which match across languages. */
const INDEXED: readonly Part[] = [PART.body, PART.skeletons];

export class SlidingWindowIndex<E extends Indexed> {
  readonly #size: number;
  /** Ring buffer of the reports: the low bits of the sequence number are the slot. */
  readonly #slots: (E | undefined)[];
  readonly #days: Float64Array;
  readonly #mask: number;
  readonly #postings = new Postings();
  readonly #accumulator: Accumulator;
  readonly #queryTerms = new TopK(MAX_QUERY_TERMS);
  #best = new TopK(0);
  readonly #languages = new Map<string, number>();
  #oldest = 0;
  #next = 0;
  #termCount = 0;
  /** Sum of the reports' document frequencies: approximately the number of stories in the window. */
  #documentCount = 0;

  /** @param size maximum number of reports */
  constructor(size: number) {
    const slots = powerOfTwo(size);
    this.#size = size;
    this.#slots = new Array<E | undefined>(slots).fill(undefined);
    this.#days = new Float64Array(slots);
    this.#mask = slots - 1;
    this.#accumulator = new Accumulator(slots);
  }

  /** Sequence number of the next report. */
  get next(): number {
    return this.#next;
  }

  /** Weight of a term: the negative log of its document probability, a prior updated with the window's counts. */
  readonly weigh: TermWeight = (term, prior) =>
    -Math.log(
      (prior * PRIOR_WEIGHT + this.#postings.documentFrequency(term)) /
        (PRIOR_WEIGHT + this.#documentCount),
    );

  /**
   * Inverse document frequency of a term among the latest reports; about 0 if all contain it. While there are too few
   * reports, the missing ones count with the probability that the term's weight stands for.
   */
  readonly rarity = (term: number, weight: number): number => {
    const missing = RECENT - this.#next;
    const frequency = this.#postings.recentFrequency(term);
    if (missing <= 0) return RARITY[frequency] as number;
    return Math.log((RECENT + 2) / (1 + frequency + missing * Math.exp(-weight)));
  };

  /** The most frequent language in the window; "" if none is known. */
  readonly usualLanguage = (): string => {
    let best = "";
    let bestCount = 0;
    for (const [language, count] of this.#languages) {
      if (language !== "" && count > bestCount) {
        best = language;
        bestCount = count;
      }
    }
    return best;
  };

  /** Adds a report, whose sequence number must be `next`. Returns the evicted reports. */
  add(report: E): E[] {
    const { features, seq } = report;
    const evicted: E[] = [];
    while (
      this.#oldest < seq &&
      (seq - this.#oldest === this.#size || this.#termCount + features.terms.length > MAX_TERMS)
    )
      evicted.push(this.#evictOldest());
    this.#termCount += features.terms.length;
    this.#slots[seq & this.#mask] = report;
    this.#days[seq & this.#mask] = features.day;
    this.#next = seq + 1;
    this.#documentCount += features.documentFrequency;
    this.#languages.set(features.language, (this.#languages.get(features.language) ?? 0) + 1);
    for (const part of INDEXED)
      for (const term of termsOf(features, part))
        this.#postings.add(term, seq, features.documentFrequency);
    this.#countRecent(report, 1);
    const leaving = seq - RECENT;
    if (leaving >= this.#oldest) this.#countRecent(this.#slots[leaving & this.#mask] as E, -1);
    return evicted;
  }

  #countRecent({ features }: E, change: 1 | -1): void {
    for (const term of termsOf(features, PART.body)) this.#postings.countRecent(term, change);
  }

  #evictOldest(): E {
    const report = this.#slots[this.#oldest & this.#mask] as E;
    const { features, seq } = report;
    this.#slots[seq & this.#mask] = undefined;
    this.#oldest = seq + 1;
    this.#termCount -= features.terms.length;
    this.#documentCount -= features.documentFrequency;
    const remaining = (this.#languages.get(features.language) ?? 0) - 1;
    if (remaining > 0) this.#languages.set(features.language, remaining);
    else this.#languages.delete(features.language);
    if (seq > this.#next - 1 - RECENT) this.#countRecent(report, -1);
    for (const part of INDEXED)
      for (const term of termsOf(features, part))
        this.#postings.remove(term, seq, features.documentFrequency);
    return report;
  }

  /** Retrieves the `k` candidates that share the heaviest terms with `features`, best first. */
  mostSimilar(features: Features, k: number): E[] {
    this.#accumulate(features, PART.body);
    // Skeletons find nothing more among reports of one language.
    if (this.#languages.size > (this.#languages.has(features.language) ? 1 : 0))
      this.#accumulate(features, PART.skeletons);
    if (this.#best.ids.length !== k) this.#best = new TopK(k);
    const accumulator = this.#accumulator;
    const best = this.#best;
    best.clear(MIN_SHARED_WEIGHT);
    for (let i = 0; i < accumulator.size; i++) {
      const seq = accumulator.touched[i] as number;
      const score = accumulator.take(seq);
      if (score < best.floor) continue;
      best.offer(seq, score * this.#timeDecay(features.day, seq));
    }
    accumulator.size = 0;
    return Array.from(best.ids.subarray(0, best.size), (seq) => this.#slots[seq & this.#mask] as E);
  }

  #timeDecay(day: number, seq: number): number {
    const days = Math.abs((this.#days[seq & this.#mask] as number) - day);
    // NaN, an unknown gap, does not decay.
    if (!(days > 0.5)) return 1;
    return TIME_DECAY[Math.min(TIME_DECAY.length - 1, Math.round(4 * days))] as number;
  }

  /** Adds up the squared query weights of the heaviest terms, for each report that contains them. */
  #accumulate(features: Features, part: Part): void {
    const { terms, weights, starts } = features;
    const queryTerms = this.#queryTerms;
    queryTerms.clear();
    for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
      // Terms without postings do not use up the limit: page furniture must not hide the words of the event.
      if ((weights[i] as number) >= queryTerms.floor && this.#postings.has(terms[i] as number))
        queryTerms.offer(terms[i] as number, weights[i] as number);
    }
    for (let i = 0; i < queryTerms.size; i++) {
      const weight = queryTerms.scores[i] as number;
      this.#postings.accumulate(queryTerms.ids[i] as number, weight * weight, this.#accumulator);
    }
  }
}

function termsOf({ terms, starts }: Vectors, part: Part): Int32Array {
  return terms.subarray(starts[part], starts[part + 1]);
}

/** The `k` heaviest terms of a part. Ties are broken by term, so that all reports choose alike. */
export function heaviest({ terms, weights, starts }: Vectors, part: Part, k: number): number[] {
  const top = new TopK(k);
  for (let i = starts[part] as number; i < (starts[part + 1] as number); i++)
    top.offer(terms[i] as number, weights[i] as number);
  return [...top.ids.subarray(0, top.size)];
}
