/**
 * A hash map from terms to numbers that keeps insertion order, with open addressing in typed arrays.
 */
export class TermMap {
  /** The terms in insertion order. Entries from `size` on are stale. */
  readonly terms: Int32Array;
  readonly values: Float64Array;
  size = 0;
  /** Hash table with linear probing: the position of a term plus one, or 0 where free. */
  readonly #table: Int32Array;
  readonly #mask: number;

  /** @param capacity a power of two; further terms are ignored */
  constructor(capacity: number) {
    this.terms = new Int32Array(capacity);
    this.values = new Float64Array(capacity);
    this.#table = new Int32Array(2 * capacity);
    this.#mask = 2 * capacity - 1;
  }

  /** Position of a term, or -1. */
  find(term: number): number {
    for (let slot = term & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const position = (this.#table[slot] as number) - 1;
      if (position < 0 || this.terms[position] === term) return position;
    }
  }

  /** Position of a term, which is inserted with the value 0 if it is missing; -1 if the map is full. */
  place(term: number): number {
    let slot = term & this.#mask;
    for (; ; slot = (slot + 1) & this.#mask) {
      const position = (this.#table[slot] as number) - 1;
      if (position < 0) break;
      if (this.terms[position] === term) return position;
    }
    if (this.size === this.terms.length) return -1;
    const position = this.size++;
    this.terms[position] = term;
    this.values[position] = 0;
    this.#table[slot] = this.size;
    return position;
  }

  set(term: number, value: number): void {
    const position = this.place(term);
    if (position >= 0) this.values[position] = value;
  }
}
