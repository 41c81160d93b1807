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
}

/** Counts weigh as much as the background after this many stories. */
const PRIOR = 1_000;
/** Of a common term only the latest holders are looked at. */
const LATEST = 120;
/** A report's claim to be compared, by quarters of a day: down to a third after three days. */
const FADING = Float64Array.from({ length: 100 }, (_, quarters) => Math.exp(-quarters / 12));
/** Reports, counted from the latest, in which a term may be fashionable. */
const LATELY = 300;
/** Share of its weight that a report must find again in another for the two to be compared. */
export const LEAST_SHARED = 0.03;
/** Terms of each part that are looked up. */
const LOOKUPS = 16;

/** Parts whose terms are indexed: words, and names for reports in other languages. */
const INDEXED: readonly Part[] = [PART.body, PART.bones];

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
  readonly #languages = new Map<string, number>();
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

  /**
   * How rare a term is in the latest stories: 0 if all have it. As long as there
   * are few, the background stands in for the rest.
   */
  readonly rarity = (term: number, weight: number): number => {
    const absent = Math.max(0, LATELY - this.#next);
    return Math.log(
      (LATELY + 2) / (1 + (this.#lately.get(term) ?? 0) + absent * Math.exp(-weight)),
    );
  };

  /** The language of most reports here; "" if none is known. */
  readonly usual = (): string => {
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

  /** Puts a report on the shelf; returns the one that had to go, if any. */
  add(entry: E): E | undefined {
    const slot = entry.seq % this.#size;
    const gone = this.#slots[slot];
    if (gone) this.#remove(gone);
    this.#slots[slot] = entry;
    this.#next = entry.seq + 1;
    this.#share += entry.features.share;
    this.#count(entry, 1);
    this.#languages.set(
      entry.features.language,
      (this.#languages.get(entry.features.language) ?? 0) + 1,
    );
    const left = this.#slots[(entry.seq - LATELY) % this.#size];
    if (left && left.seq === entry.seq - LATELY) this.#count(left, -1);
    for (const part of INDEXED) {
      const { terms, starts } = entry.features;
      for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
        const term = terms[i] as number;
        const held = this.#held.get(term);
        if (!held) {
          this.#held.set(term, { holders: [entry.seq], share: entry.features.share });
          continue;
        }
        held.share += entry.features.share;
        if (held.holders.push(entry.seq) > 2 * LATEST) held.holders = held.holders.slice(-LATEST);
      }
    }
    return gone;
  }

  #count({ features: { terms, starts } }: E, sign: number): void {
    for (let i = starts[PART.body] as number; i < (starts[PART.body + 1] as number); i++) {
      const term = terms[i] as number;
      const holding = (this.#lately.get(term) ?? 0) + sign;
      // What rounding leaves over is nothing.
      if (holding > 1e-6) this.#lately.set(term, holding);
      else this.#lately.delete(term);
    }
  }

  #remove(entry: E): void {
    this.#share -= entry.features.share;
    const left = (this.#languages.get(entry.features.language) ?? 0) - 1;
    if (left > 0) this.#languages.set(entry.features.language, left);
    else this.#languages.delete(entry.features.language);
    for (const part of INDEXED) {
      const { terms, starts } = entry.features;
      for (let i = starts[part] as number; i < (starts[part + 1] as number); i++) {
        const held = this.#held.get(terms[i] as number);
        if (!held) continue;
        held.share -= entry.features.share;
        // Older holders have gone already; they are skipped, and dropped with the list.
        if ((held.holders.at(-1) ?? -1) <= entry.seq) this.#held.delete(terms[i] as number);
      }
    }
  }

  /** The reports that share most with `features`, best first. */
  near(features: Features, most: number): E[] {
    const touched: number[] = [];
    this.#gather(features, PART.body, touched);
    // Names by their bones find nothing new among reports of one language.
    if (this.#languages.size > (this.#languages.has(features.language) ? 1 : 0))
      this.#gather(features, PART.bones, touched);
    const scores = this.#scores;
    const { day } = features;
    for (const slot of touched) {
      const days = Math.abs((this.#slots[slot] as E).features.day - day);
      // Not known is not far.
      if (days > 0.5)
        scores[slot] =
          (scores[slot] as number) *
          (FADING[Math.min(FADING.length - 1, Math.round(4 * days))] as number);
    }
    const best = strongest(touched, scores, this.#slots, most);
    for (const slot of touched) scores[slot] = 0;
    return best.map((slot) => this.#slots[slot] as E);
  }

  /** Adds to the score of each report that shares one of the heaviest terms. */
  #gather(features: Features, part: Part, touched: number[]): void {
    const scores = this.#scores;
    const size = this.#size;
    const oldest = this.#next - size;
    let left = LOOKUPS;
    for (const i of heaviest(features, part, features.terms.length)) {
      const holders = this.#held.get(features.terms[i] as number)?.holders;
      // A word that no one else has costs nothing: page furniture must not hide the story.
      if (!holders) continue;
      if (left-- === 0) break;
      const weight = features.weights[i] as number;
      const score = weight * weight;
      const end = Math.max(0, holders.length - LATEST);
      for (let k = holders.length - 1; k >= end; k--) {
        const seq = holders[k] as number;
        if (seq < oldest) break;
        const slot = seq % size;
        const known = scores[slot] as number;
        if (known === 0) touched.push(slot);
        scores[slot] = known + score;
      }
    }
  }
}

/** Places of the heaviest terms of a part. */
export function heaviest(vectors: Vectors, part: Part, most: number): number[] {
  const places: number[] = [];
  const start = vectors.starts[part] as number;
  for (let i = 0; i < count(vectors, part); i++) places.push(start + i);
  return places
    .sort((a, b) => (vectors.weights[b] as number) - (vectors.weights[a] as number) || a - b)
    .slice(0, most);
}

/** The slots with the highest scores, best first; among equals the later report. Most are turned away at once. */
function strongest(
  slots: readonly number[],
  scores: Float64Array,
  entries: readonly (Shelved | undefined)[],
  most: number,
): number[] {
  const best: number[] = [];
  let floor = LEAST_SHARED;
  for (const slot of slots) {
    const own = scores[slot] as number;
    if (own < floor) continue;
    let at = best.length;
    while (at > 0 && before(slot, best[at - 1] as number, scores, entries)) at--;
    if (at === most) continue;
    if (best.length === most) best.pop();
    best.push(slot);
    for (let k = best.length - 1; k > at; k--) best[k] = best[k - 1] as number;
    best[at] = slot;
    if (best.length === most) floor = scores[best[most - 1] as number] as number;
  }
  return best;
}

function before(
  a: number,
  b: number,
  scores: Float64Array,
  entries: readonly (Shelved | undefined)[],
): boolean {
  const x = scores[a] as number;
  const y = scores[b] as number;
  return x !== y ? x > y : (entries[a] as Shelved).seq > (entries[b] as Shelved).seq;
}
