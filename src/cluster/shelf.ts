/**
 * The working set: the latest reports in memory, with an index from each term
 * to the reports that hold it. The oldest are let go when it is full.
 */
import type { Features, Weigh } from "./features.ts";
import { count, PART, type Part, type Vectors } from "./vector.ts";

/** What the shelf needs of a report; the engine adds to it. */
export interface Shelved {
  features: Features;
  /** Place in the order of filing, without gaps. */
  seq: number;
  /** How much the report counts in the statistics of terms. */
  share: number;
}

/** Counts weigh as much as the background after this many stories. */
const PRIOR = 1_000;
/** Of a common term only the latest holders are looked at. */
const LATEST = 300;
/** Days after which a report's claim to be compared is down to a third. */
const FADES = 3;
/** Reports, counted from the latest, in which a term may be fashionable. */
const LATELY = 300;
/** Terms of each part that are looked up. */
const LOOKUPS = 14;

/** Parts whose terms are indexed, and with what weight a shared one counts. */
const INDEXED: readonly (readonly [Part, number])[] = [
  [PART.body, 1],
  [PART.pairs, 0.5],
  [PART.bones, 0.5],
];

interface Held {
  holders: number[];
  /** Shares of the holders: how many stories tell of it, about. */
  share: number;
}

export class Shelf<E extends Shelved> {
  readonly #size: number;
  readonly #slots: (E | undefined)[];
  readonly #scores: Float64Array;
  readonly #held = new Map<number, Held>();
  readonly #lately = new Map<number, number>();
  #next = 0;
  #share = 0;

  constructor(size: number) {
    this.#size = size;
    this.#slots = new Array<E | undefined>(size).fill(undefined);
    this.#scores = new Float64Array(size);
  }

  /** The place that the next report gets. */
  get next(): number {
    return this.#next;
  }

  /** Weight of a term: the background's chance, corrected by what was seen here. */
  readonly weigh: Weigh = (term, chance) => {
    const seen = this.#held.get(term)?.share ?? 0;
    return -Math.log((chance * PRIOR + seen) / (PRIOR + this.#share));
  };

  /** How rare a term is among the latest reports: 0 if all have it. */
  readonly rarity = (term: number): number =>
    Math.log((LATELY + 2) / (1 + (this.#lately.get(term) ?? 0)));

  /** Puts a report on the shelf; returns the one that had to go, if any. */
  add(entry: E): E | undefined {
    const slot = entry.seq % this.#size;
    const gone = this.#slots[slot];
    if (gone) this.#remove(gone);
    this.#slots[slot] = entry;
    this.#next = entry.seq + 1;
    this.#share += entry.share;
    this.#count(entry, 1);
    const left = this.#slots[(entry.seq - LATELY) % this.#size];
    if (left && left.seq === entry.seq - LATELY) this.#count(left, -1);
    for (const [part] of INDEXED) {
      const { terms, starts } = entry.features;
      for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
        const term = terms[i] as number;
        const held = this.#held.get(term);
        if (!held) {
          this.#held.set(term, { holders: [entry.seq], share: entry.share });
          continue;
        }
        held.share += entry.share;
        if (held.holders.push(entry.seq) > 2 * LATEST) held.holders = held.holders.slice(-LATEST);
      }
    }
    return gone;
  }

  #count({ features: { terms, starts } }: E, by: number): void {
    for (let i = starts[PART.body] as number; i < (starts[PART.body + 1] as number); i++) {
      const term = terms[i] as number;
      const count = (this.#lately.get(term) ?? 0) + by;
      if (count > 0) this.#lately.set(term, count);
      else this.#lately.delete(term);
    }
  }

  #remove(entry: E): void {
    this.#share -= entry.share;
    for (const [part] of INDEXED) {
      const { terms, starts } = entry.features;
      for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
        const held = this.#held.get(terms[i] as number);
        if (!held) continue;
        held.share -= entry.share;
        // Older holders have gone already; they are skipped, and dropped with the list.
        if ((held.holders.at(-1) ?? -1) <= entry.seq) this.#held.delete(terms[i] as number);
      }
    }
  }

  /** The reports that share most with `features`, best first. */
  near(features: Features, most: number): E[] {
    const scores = this.#scores;
    const oldest = this.#next - this.#size;
    const touched: number[] = [];
    for (const [part, factor] of INDEXED) {
      for (const i of heaviest(features, part, LOOKUPS)) {
        const holders = this.#held.get(features.terms[i] as number)?.holders;
        if (!holders) continue;
        const weight = features.weights[i] as number;
        const score = factor * weight * weight;
        const end = Math.max(0, holders.length - LATEST);
        for (let k = holders.length - 1; k >= end; k--) {
          const seq = holders[k] as number;
          if (seq < oldest) break;
          const slot = seq % this.#size;
          if (scores[slot] === 0) touched.push(seq);
          scores[slot] = (scores[slot] as number) + score;
        }
      }
    }
    for (const seq of touched) {
      const days = Math.abs((this.#slots[seq % this.#size] as E).features.day - features.day);
      if (days > 0.5)
        scores[seq % this.#size] = (scores[seq % this.#size] as number) * Math.exp(-days / FADES);
    }
    const best = strongest(touched, (seq) => scores[seq % this.#size] as number, most);
    for (const seq of touched) scores[seq % this.#size] = 0;
    return best.map((seq) => this.#slots[seq % this.#size] as E);
  }
}

/** Places of the heaviest terms of a part. */
export function heaviest(vectors: Vectors, part: Part, most: number): number[] {
  const places: number[] = [];
  const start = vectors.starts[part] as number;
  for (let i = 0; i < count(vectors, part); i++) places.push(start + i);
  if (places.length <= most) return places;
  return places
    .sort((a, b) => (vectors.weights[b] as number) - (vectors.weights[a] as number) || a - b)
    .slice(0, most);
}

/** The `most` with the highest score, later ones first among equals, without sorting them all. */
function strongest(list: number[], score: (of: number) => number, most: number): number[] {
  let floor = 0;
  if (list.length > 4 * most) {
    // The score that a sample's best exceed keeps the sort short; it errs on the low side.
    const sample: number[] = [];
    for (const seq of list) sample.push(score(seq));
    floor = nth(sample, most);
  }
  const kept = floor > 0 ? list.filter((seq) => score(seq) >= floor) : list;
  return kept.sort((a, b) => score(b) - score(a) || b - a).slice(0, most);
}

/** The n-th highest value. */
function nth(values: number[], n: number): number {
  return Float64Array.from(values).sort()[values.length - n] ?? 0;
}
