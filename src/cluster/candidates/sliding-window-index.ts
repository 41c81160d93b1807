/**
 * The working set: the latest reports in memory, with an index from each term
 * to the reports that hold it. The oldest are let go when there are too many, or
 * when they have too many terms.
 */
import type { Features } from "../features/extract.ts";
import { Postings, powerOfTwo } from "./postings.ts";
import type { TermWeight } from "../features/vectorizer.ts";
import { Accumulator } from "../collections/accumulator.ts";
import { TopK } from "../collections/top-k.ts";
import { PART, type Part, type Vectors } from "../features/sparse-vectors.ts";

/** What the shelf needs of a report; the engine adds to it. */
export interface Indexed {
  features: Features;
  /** Place in the order of filing, without gaps. */
  seq: number;
}

/** Counts weigh as much as the background after this many stories. */
const PRIOR = 1_000;
/** A report's claim to be compared, by quarters of a day: down to a third after three days. */
const FADING = Float64Array.from({ length: 100 }, (_, quarters) => Math.exp(-quarters / 12));
/** Reports, counted from the latest, in which a term may be fashionable. */
const LATELY = 300;
/** How rare a term is that so many of them hold. */
const RARITY = Float64Array.from({ length: LATELY + 2 }, (_, lately) =>
  Math.log((LATELY + 2) / (1 + lately)),
);
/** Share of its weight that a report must find again in another for the two to be compared. */
export const MIN_SHARED_WEIGHT = 0.03;
/** Terms that the reports have together, at most: each takes eight bytes, and up to eight in the index. */
const ROOM = 2_500_000;
/** Terms of each part that are looked up. */
const LOOKUPS = 16;

/** Parts whose terms are indexed: words, and names for reports in other languages. */
const INDEXED: readonly Part[] = [PART.body, PART.skeletons];

export class SlidingWindowIndex<E extends Indexed> {
  readonly #size: number;
  /** The reports, each in the slot that the low bits of its place name. */
  readonly #slots: (E | undefined)[];
  readonly #days: Float64Array;
  readonly #mask: number;
  readonly #holders = new Postings();
  readonly #tally: Accumulator;
  readonly #telling = new TopK(LOOKUPS);
  #best = new TopK(0);
  readonly #languages = new Map<string, number>();
  #oldest = 0;
  #next = 0;
  #terms = 0;
  #share = 0;

  /** A shelf for `size` reports of common length. */
  constructor(size: number) {
    const slots = powerOfTwo(size);
    this.#size = size;
    this.#slots = new Array<E | undefined>(slots).fill(undefined);
    this.#days = new Float64Array(slots);
    this.#mask = slots - 1;
    this.#tally = new Accumulator(slots);
  }

  /** The place that the next report gets. */
  get next(): number {
    return this.#next;
  }

  /** Weight of a term: the background's chance, corrected by what was seen here. */
  readonly weigh: TermWeight = (term, chance) =>
    -Math.log((chance * PRIOR + this.#holders.documentFrequency(term)) / (PRIOR + this.#share));

  /**
   * How rare a term is in the latest stories: 0 if all have it. As long as there
   * are few, the background stands in for the rest.
   */
  readonly rarity = (term: number, weight: number): number => {
    const missing = LATELY - this.#next;
    const lately = this.#holders.recentFrequency(term);
    if (missing <= 0) return RARITY[lately] as number;
    return Math.log((LATELY + 2) / (1 + lately + missing * Math.exp(-weight)));
  };

  /** The language of most reports here; "" if none is known. */
  readonly usualLanguage = (): string => {
    let best = "";
    let most = 0;
    for (const [language, reports] of this.#languages) {
      if (language !== "" && reports > most) {
        best = language;
        most = reports;
      }
    }
    return best;
  };

  /** Puts a report on the shelf; returns those that had to go. */
  add(entry: E): E[] {
    const { features, seq } = entry;
    const gone: E[] = [];
    while (
      this.#oldest < seq &&
      (seq - this.#oldest === this.#size || this.#terms + features.terms.length > ROOM)
    )
      gone.push(this.#remove());
    this.#terms += features.terms.length;
    this.#slots[seq & this.#mask] = entry;
    this.#days[seq & this.#mask] = features.day;
    this.#next = seq + 1;
    this.#share += features.documentFrequency;
    this.#languages.set(features.language, (this.#languages.get(features.language) ?? 0) + 1);
    for (const part of INDEXED)
      for (const term of termsOf(features, part))
        this.#holders.add(term, seq, features.documentFrequency);
    this.#count(entry, 1);
    const left = seq - LATELY;
    if (left >= this.#oldest) this.#count(this.#slots[left & this.#mask] as E, -1);
    return gone;
  }

  #count({ features }: E, change: 1 | -1): void {
    for (const term of termsOf(features, PART.body)) this.#holders.countRecent(term, change);
  }

  #remove(): E {
    const entry = this.#slots[this.#oldest & this.#mask] as E;
    const { features, seq } = entry;
    this.#slots[seq & this.#mask] = undefined;
    this.#oldest = seq + 1;
    this.#terms -= features.terms.length;
    this.#share -= features.documentFrequency;
    const left = (this.#languages.get(features.language) ?? 0) - 1;
    if (left > 0) this.#languages.set(features.language, left);
    else this.#languages.delete(features.language);
    if (seq > this.#next - 1 - LATELY) this.#count(entry, -1);
    for (const part of INDEXED)
      for (const term of termsOf(features, part))
        this.#holders.remove(term, seq, features.documentFrequency);
    return entry;
  }

  /** The reports that share most with `features`, best first. */
  mostSimilar(features: Features, most: number): E[] {
    this.#gather(features, PART.body);
    // Names by their skeletons find nothing new among reports of one language.
    if (this.#languages.size > (this.#languages.has(features.language) ? 1 : 0))
      this.#gather(features, PART.skeletons);
    if (this.#best.ids.length !== most) this.#best = new TopK(most);
    const accumulator = this.#tally;
    const best = this.#best;
    best.clear(MIN_SHARED_WEIGHT);
    for (let k = 0; k < accumulator.size; k++) {
      const seq = accumulator.touched[k] as number;
      const score = accumulator.take(seq);
      if (score < best.floor) continue;
      best.offer(seq, score * this.#fading(features.day, seq));
    }
    accumulator.size = 0;
    return Array.from(best.ids.subarray(0, best.size), (seq) => this.#slots[seq & this.#mask] as E);
  }

  #fading(day: number, seq: number): number {
    const days = Math.abs((this.#days[seq & this.#mask] as number) - day);
    // Not known is not far.
    if (!(days > 0.5)) return 1;
    return FADING[Math.min(FADING.length - 1, Math.round(4 * days))] as number;
  }

  /** Adds to the score of each report that shares one of the heaviest terms. */
  #gather(features: Features, part: Part): void {
    const { terms, weights, starts } = features;
    const telling = this.#telling;
    telling.clear();
    for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
      // A word that no one else has costs nothing: page furniture must not hide the story.
      if ((weights[i] as number) >= telling.floor && this.#holders.has(terms[i] as number))
        telling.offer(terms[i] as number, weights[i] as number);
    }
    for (let k = 0; k < telling.size; k++) {
      const weight = telling.scores[k] as number;
      this.#holders.accumulate(telling.ids[k] as number, weight * weight, this.#tally);
    }
  }
}

function termsOf({ terms, starts }: Vectors, part: Part): Int32Array {
  return terms.subarray(starts[part], starts[part + 1]);
}

/** The heaviest terms of a part; among equals the same ones in every report. */
export function heaviest({ terms, weights, starts }: Vectors, part: Part, most: number): number[] {
  const top = new TopK(most);
  for (let i = starts[part] as number; i < (starts[part + 1] as number); i++)
    top.offer(terms[i] as number, weights[i] as number);
  return [...top.ids.subarray(0, top.size)];
}
