/** The term vectors of a report: seven sparse vectors in one pair of arrays, with next to no memory overhead. */

/** The parts of a report. Each is a sparse vector of its own. */
export const PART = {
  /** Words of the headline, and words of the URL that the headline lacks. */
  title: 0,
  /** Character 4-grams of the headline, which match inflected and compound words. */
  grams: 1,
  /** Word bigrams. */
  bigrams: 2,
  /** Words of headline, text and URL together. */
  body: 3,
  /** Names as written. */
  names: 4,
  /** Consonant skeletons of names, which are the same in every alphabet. */
  skeletons: 5,
  /** Numbers. */
  numbers: 6,
} as const;

export type Part = (typeof PART)[keyof typeof PART];

export const PARTS = Object.keys(PART).length;

/** Maximum number of terms in all parts of a report before pruning. */
const MAX_TERMS = 8_192;

export interface Vectors {
  /** Terms of all parts, in order of first occurrence within each part. */
  terms: Int32Array;
  /** Term weights of all parts. Each part is normalized to length 1. */
  weights: Float32Array;
  /** Where each part starts. Part p ends where part p + 1 starts. */
  starts: Uint16Array;
  /** Euclidean length of each part before normalization: a weight times this is the raw term weight. */
  lengths: Float32Array;
  /** Recent rarity of each body term: its inverse document frequency among the latest reports, when filed. */
  rarity: Float32Array;
}

/** Size of the header in bytes: lengths and starts. */
const HEADER = 4 * PARTS + 2 * (PARTS + 1);

/** Size of the buffer for these parts, in bytes. */
export function bytesOf(starts: Uint16Array): number {
  return HEADER + 8 * (starts[PARTS] as number) + 4 * bodySize(starts);
}

/** Views of one buffer with all vectors of a report, which takes less memory than a buffer for each array. */
export function views(buffer: ArrayBuffer): Vectors {
  const starts = new Uint16Array(buffer, 4 * PARTS, PARTS + 1);
  const size = starts[PARTS] as number;
  return {
    lengths: new Float32Array(buffer, 0, PARTS),
    starts,
    terms: new Int32Array(buffer, HEADER, size),
    weights: new Float32Array(buffer, HEADER + 4 * size, size),
    rarity: new Float32Array(buffer, HEADER + 8 * size, bodySize(starts)),
  };
}

const bodySize = (starts: Uint16Array): number =>
  (starts[PART.body + 1] as number) - (starts[PART.body] as number);

/** Builds the vectors of a report, one part after another. */
export class VectorBuilder {
  readonly #terms = new Int32Array(MAX_TERMS);
  readonly #weights = new Float64Array(MAX_TERMS);
  readonly #starts = new Uint16Array(PARTS + 1);
  readonly #lengths = new Float32Array(PARTS);
  #part = 0;
  #size = 0;

  /** Adds a term to the current part. */
  put(term: number, weight: number): void {
    this.#terms[this.#size] = term;
    this.#weights[this.#size++] = weight;
  }

  /** Prunes the current part to its `limit` heaviest terms, normalizes it and starts the next part. */
  close(limit: number): void {
    const weights = this.#weights;
    const start = this.#starts[this.#part] as number;
    if (this.#size - start > limit) this.#prune(start, limit);
    let squares = 0;
    for (let i = start; i < this.#size; i++) squares += (weights[i] as number) ** 2;
    const length = Math.sqrt(squares);
    for (let i = start; i < this.#size; i++)
      weights[i] = length > 0 ? (weights[i] as number) / length : 0;
    this.#lengths[this.#part++] = length;
    this.#starts[this.#part] = this.#size;
  }

  /** Keeps the heaviest terms; of equal weights those that came first. */
  #prune(start: number, limit: number): void {
    const sorted = this.#weights.slice(start, this.#size).sort();
    const minWeight = sorted[sorted.length - limit] as number;
    let tiesLeft = limit - (sorted.length - 1 - sorted.lastIndexOf(minWeight));
    let to = start;
    for (let i = start; i < this.#size; i++) {
      const weight = this.#weights[i] as number;
      if (weight < minWeight || (weight === minWeight && tiesLeft-- <= 0)) continue;
      this.#terms[to] = this.#terms[i] as number;
      this.#weights[to++] = weight;
    }
    this.#size = to;
  }

  /** Returns the vectors, with rarity still to be set, and empties the builder. */
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

/** Number of terms in a part. */
export function count(a: Vectors, part: Part): number {
  return (a.starts[part + 1] as number) - (a.starts[part] as number);
}

/** Index of a part's term in the arrays, or -1. */
export function find({ terms, starts }: Vectors, part: Part, term: number): number {
  const at = terms.indexOf(term, starts[part]);
  return at < (starts[part + 1] as number) ? at : -1;
}
