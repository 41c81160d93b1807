/**
 * One report laid out by hashing, so that others can look its terms up: a new
 * report is compared with dozens, and walking two sorted lists for each costs more.
 */
import { TermMap } from "../collections/term-map.ts";
import type { Features } from "../features/extract.ts";
import { PART, type Part, PARTS, type Vectors } from "../features/sparse-vectors.ts";

/** A report has 440 different terms at most; in a table with room to spare, most others are missed at once. */
const MOST = 1_024;

export class DenseQuery {
  readonly terms = new TermMap(MOST);
  /** Weights of the term at place p: that in each part, from p * PARTS on. */
  readonly weights = new Float64Array(MOST * PARTS);
  /** How rare the term at a place was lately. */
  readonly rarity = new Float64Array(MOST);
  #features: Features | null = null;

  /** Lays out a report in place of the one before. */
  load(features: Features): this {
    if (this.#features === features) return this;
    this.#features = features;
    this.weights.fill(0, 0, this.terms.size * PARTS);
    this.terms.clear();
    const { terms, weights, starts, rarity } = features;
    for (let part = 0; part < PARTS; part++) {
      const end = starts[part + 1] as number;
      for (let i = starts[part] as number; i < end; i++)
        this.weights[this.terms.place(terms[i] as number) * PARTS + part] = weights[i] as number;
    }
    const start = starts[PART.body] as number;
    for (let i = 0; i < rarity.length; i++)
      this.rarity[this.terms.find(terms[start + i] as number)] = rarity[i] as number;
    return this;
  }

  /** True if the report laid out has the term in this part. */
  has(term: number, part: Part): boolean {
    const place = this.terms.find(term);
    return place >= 0 && (this.weights[place * PARTS + part] as number) > 0;
  }

  /** Cosine of one part of the report laid out and of another. */
  dot({ terms, weights, starts }: Vectors, part: Part): number {
    const own = this.weights;
    const end = starts[part + 1] as number;
    let sum = 0;
    for (let i = starts[part] as number; i < end; i++) {
      const place = this.terms.find(terms[i] as number);
      if (place >= 0) sum += (own[place * PARTS + part] as number) * (weights[i] as number);
    }
    return sum;
  }
}

/** The one table: reports are compared one after another. */
const lookup = new DenseQuery();

/** Lays out a report to be compared with others; it stays so until the next one. */
export function denseQuery(features: Features): DenseQuery {
  return lookup.load(features);
}

/** Cosine of one part of two reports. */
export function dot(a: Features, b: Vectors, part: Part): number {
  return denseQuery(a).dot(b, part);
}
