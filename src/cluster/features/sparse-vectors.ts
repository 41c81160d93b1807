/**
 * The parts of a report as sparse vectors, all in one pair of arrays: a report
 * in memory then costs its numbers and little else.
 */

/** What is compared, each a vector of its own. */
export const PART = {
  /** Words of the headline, and those that only the URL has. */
  title: 0,
  /** Runs of four letters of the headline, against inflection and compounds. */
  grams: 1,
  /** Neighbouring words. */
  bigrams: 2,
  /** Words of headline and text together. */
  body: 3,
  /** Names as written. */
  names: 4,
  /** Names as consonants, alike in every alphabet. */
  skeletons: 5,
  /** Numbers. */
  numbers: 6,
} as const;

export type Part = (typeof PART)[keyof typeof PART];

export const PARTS = Object.keys(PART).length;

/** Terms that all parts of a report have together, before the light ones go, at most. */
const ROOM = 8_192;

export interface Vectors {
  /** Terms of all parts, within each in order of arrival. */
  terms: Int32Array;
  /** Weights of all parts; within each the squares sum to 1. */
  weights: Float32Array;
  /** Where part p begins; part p ends where p + 1 begins. */
  starts: Uint16Array;
  /** Length of each part before scaling: a weight times this is the term's own weight. */
  lengths: Float32Array;
  /** How rare each term of the body was among the reports just before. */
  rarity: Float32Array;
}

/** Bytes of lengths and starts, which come first. */
const FIXED = 4 * PARTS + 2 * (PARTS + 1);

/** Bytes that a report's numbers take. */
export function bytesOf(starts: Uint16Array): number {
  return FIXED + 8 * (starts[PARTS] as number) + 4 * bodySize(starts);
}

/** A report's numbers, one after another in one buffer, which costs less than a buffer for each. */
export function views(buffer: ArrayBuffer): Vectors {
  const starts = new Uint16Array(buffer, 4 * PARTS, PARTS + 1);
  const size = starts[PARTS] as number;
  return {
    lengths: new Float32Array(buffer, 0, PARTS),
    starts,
    terms: new Int32Array(buffer, FIXED, size),
    weights: new Float32Array(buffer, FIXED + 4 * size, size),
    rarity: new Float32Array(buffer, FIXED + 8 * size, bodySize(starts)),
  };
}

const bodySize = (starts: Uint16Array): number =>
  (starts[PART.body + 1] as number) - (starts[PART.body] as number);

/** Packs parts one after another. */
export class VectorBuilder {
  /** Room for what a report has before the light terms go. */
  readonly #terms = new Int32Array(ROOM);
  readonly #weights = new Float64Array(ROOM);
  readonly #starts = new Uint16Array(PARTS + 1);
  readonly #lengths = new Float32Array(PARTS);
  #part = 0;
  #size = 0;

  /** Adds a term to the part that is open. */
  put(term: number, weight: number): void {
    this.#terms[this.#size] = term;
    this.#weights[this.#size++] = weight;
  }

  /** Closes the part with its `most` heaviest terms, and opens the next. */
  close(most: number): void {
    const weights = this.#weights;
    const start = this.#starts[this.#part] as number;
    if (this.#size - start > most) this.#lighten(start, most);
    let sum = 0;
    for (let i = start; i < this.#size; i++) sum += (weights[i] as number) ** 2;
    const length = Math.sqrt(sum);
    for (let i = start; i < this.#size; i++)
      weights[i] = length > 0 ? (weights[i] as number) / length : 0;
    this.#lengths[this.#part++] = length;
    this.#starts[this.#part] = this.#size;
  }

  /** Leaves the heaviest; among equals those that came first. */
  #lighten(start: number, most: number): void {
    const sorted = this.#weights.slice(start, this.#size).sort();
    const least = sorted[sorted.length - most] as number;
    let equal = most - (sorted.length - 1 - sorted.lastIndexOf(least));
    let to = start;
    for (let i = start; i < this.#size; i++) {
      const weight = this.#weights[i] as number;
      if (weight < least || (weight === least && equal-- <= 0)) continue;
      this.#terms[to] = this.#terms[i] as number;
      this.#weights[to++] = weight;
    }
    this.#size = to;
  }

  /** The parts that were closed, with rarity still to be set; the packer is empty again. */
  done(): Vectors {
    this.#starts.fill(this.#size, this.#part + 1);
    this.#lengths.fill(0, this.#part);
    const buffer = new ArrayBuffer(bytesOf(this.#starts));
    new Uint16Array(buffer, 4 * PARTS).set(this.#starts);
    const vectors = views(buffer);
    vectors.lengths.set(this.#lengths);
    vectors.terms.set(this.#terms.subarray(0, this.#size));
    vectors.weights.set(this.#weights.subarray(0, this.#size));
    this.#part = this.#size = 0;
    return vectors;
  }
}

/** How many terms a part has. */
export function count(a: Vectors, part: Part): number {
  return (a.starts[part + 1] as number) - (a.starts[part] as number);
}

/** Place of a term in a part, or -1. */
export function find({ terms, starts }: Vectors, part: Part, term: number): number {
  const at = terms.indexOf(term, starts[part]);
  return at < (starts[part + 1] as number) ? at : -1;
}
