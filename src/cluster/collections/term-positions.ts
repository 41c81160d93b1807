/**
 * Finds the position of a term in a short list. The hash table is sparse, so that most terms that are not in the list are
 * rejected at the first look.
 */
const SLOTS = 1_024;
/** Further terms are ignored: a position takes a byte. */
const MAX_TERMS = 255;

export class TermPositions {
  #terms: Int32Array = new Int32Array(0);
  /** Hash table with linear probing: the position of a term plus one, or 0 where free. */
  readonly #table = new Uint8Array(SLOTS);

  /** Loads a list without duplicates, replacing the previous one. */
  load(terms: Int32Array): void {
    this.#terms = terms;
    this.#table.fill(0);
    for (let i = 0; i < Math.min(MAX_TERMS, terms.length); i++) {
      let slot = (terms[i] as number) & (SLOTS - 1);
      while (this.#table[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
      this.#table[slot] = i + 1;
    }
  }

  /** Position of a term, or -1. */
  find(term: number): number {
    for (let slot = term & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const position = (this.#table[slot] as number) - 1;
      if (position < 0 || this.#terms[position] === term) return position;
    }
  }
}
