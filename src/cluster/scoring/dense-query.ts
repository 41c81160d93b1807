/**
 * One report's term vectors in a hash table. A new report is compared with dozens of others, and looking their terms up
 * is faster than merging two sorted lists for each.
 */
import { TermMap } from "../collections/term-map.ts";
import type { Features } from "../features/extract.ts";
import { PART, type Part, PARTS, type Vectors } from "../features/sparse-vectors.ts";

/** A report has at most 440 different terms. With spare capacity most absent terms are found to be absent at once. */
const CAPACITY = 1_024;

export class DenseQuery {
  readonly terms = new TermMap(CAPACITY);
  /** Weights of the term at position p: one for each part, from p * PARTS on. */
  readonly weights = new Float64Array(CAPACITY * PARTS);
  /** Recent rarity of the term at each position. */
  readonly rarity = new Float64Array(CAPACITY);
  #features: Features | null = null;

  /** Loads a report, replacing the previous one. */
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

  /** True if the loaded report has the term in this part. */
  has(term: number, part: Part): boolean {
    const position = this.terms.find(term);
    return position >= 0 && (this.weights[position * PARTS + part] as number) > 0;
  }

  /** Cosine similarity of one part of the loaded report and of another report. */
  dot({ terms, weights, starts }: Vectors, part: Part): number {
    const own = this.weights;
    const end = starts[part + 1] as number;
    let sum = 0;
    for (let i = starts[part] as number; i < end; i++) {
      const position = this.terms.find(terms[i] as number);
      if (position >= 0) sum += (own[position * PARTS + part] as number) * (weights[i] as number);
    }
    return sum;
  }
}

/** Shared, because reports are compared one after another. */
const shared = new DenseQuery();

/** Loads a report into the shared table. The result is valid until the next call with another report. */
export function denseQuery(features: Features): DenseQuery {
  return shared.load(features);
}

/** Cosine similarity of one part of two reports. */
export function dot(a: Features, b: Vectors, part: Part): number {
  return denseQuery(a).dot(b, part);
}
