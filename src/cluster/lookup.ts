/**
 * One report laid out by hashing, so that others can look its terms up: a new
 * report is compared with dozens, and walking two sorted lists for each costs more.
 */
import type { Features } from "./features.ts";
import { PART, type Part, PARTS, type Vectors } from "./vector.ts";

/** Places in the table; a report has 440 terms at most, and a miss should be seen at once. */
const SIZE = 2_048;
const MASK = SIZE - 1;
const FREE = -1;

export class Lookup {
  /** Terms in their places; terms are hashes already, and not negative. */
  readonly terms = new Int32Array(SIZE).fill(FREE);
  /** Weights of the term at place p: that in each part, from p * PARTS on. */
  readonly weights = new Float64Array(SIZE * PARTS);
  /** How rare the term at a place was lately. */
  readonly rarity = new Float64Array(SIZE);
  readonly #taken = new Int32Array(SIZE);
  #count = 0;
  #features: Features | null = null;

  /** Lays out a report in place of the one before. */
  lay(features: Features): this {
    if (this.#features === features) return this;
    this.#clear();
    this.#features = features;
    const { terms, weights, starts, rarity } = features;
    for (let part = 0; part < PARTS; part++) {
      const end = starts[part + 1] as number;
      for (let i = starts[part] as number; i < end; i++)
        this.weights[this.#take(terms[i] as number) * PARTS + part] = weights[i] as number;
    }
    const start = starts[PART.body] as number;
    for (let i = 0; i < rarity.length; i++)
      this.rarity[find(this.terms, terms[start + i] as number)] = rarity[i] as number;
    return this;
  }

  #clear(): void {
    for (let k = 0; k < this.#count; k++) {
      const place = this.#taken[k] as number;
      this.terms[place] = FREE;
      this.weights.fill(0, place * PARTS, (place + 1) * PARTS);
    }
    this.#count = 0;
  }

  #take(term: number): number {
    let place = term & MASK;
    for (;;) {
      const known = this.terms[place] as number;
      if (known === term) return place;
      if (known === FREE) break;
      place = (place + 1) & MASK;
    }
    this.terms[place] = term;
    this.#taken[this.#count++] = place;
    return place;
  }

  /** Cosine of one part of the report laid out and of another. */
  dot({ terms, weights, starts }: Vectors, part: Part): number {
    const own = this.weights;
    const end = starts[part + 1] as number;
    let sum = 0;
    for (let i = starts[part] as number; i < end; i++) {
      const place = find(this.terms, terms[i] as number);
      if (place >= 0) sum += (own[place * PARTS + part] as number) * (weights[i] as number);
    }
    return sum;
  }
}

/** Place of a term in a table of a lookup, or -1. */
export function find(places: Int32Array, term: number): number {
  let place = term & MASK;
  for (;;) {
    const known = places[place] as number;
    if (known === term) return place;
    if (known === FREE) return -1;
    place = (place + 1) & MASK;
  }
}
