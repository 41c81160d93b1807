/** Numbers by term, in order of arrival. One bag serves report after report: it is emptied, not thrown away. */
export class TermMap {
  /** The terms; those from `size` on are left over from before. */
  readonly terms: Int32Array;
  readonly values: Float64Array;
  size = 0;
  /** Place of a term, plus one, where its hash says; 0 if free. */
  readonly #places: Int32Array;
  readonly #mask: number;

  /** `most` is a power of two; terms beyond it are passed over. */
  constructor(most: number) {
    this.terms = new Int32Array(most);
    this.values = new Float64Array(most);
    this.#places = new Int32Array(2 * most);
    this.#mask = 2 * most - 1;
  }

  clear(): void {
    while (this.size > 0) {
      let spot = (this.terms[this.size - 1] as number) & this.#mask;
      while (this.#places[spot] !== this.size) spot = (spot + 1) & this.#mask;
      this.#places[spot] = 0;
      this.size--;
    }
  }

  /** Place of a term, or -1. */
  find(term: number): number {
    for (let spot = term & this.#mask; ; spot = (spot + 1) & this.#mask) {
      const place = (this.#places[spot] as number) - 1;
      if (place < 0 || this.terms[place] === term) return place;
    }
  }

  /** Place of a term, which is put in with 0 if it is not there; -1 if the bag is full. */
  place(term: number): number {
    let spot = term & this.#mask;
    for (; ; spot = (spot + 1) & this.#mask) {
      const place = (this.#places[spot] as number) - 1;
      if (place < 0) break;
      if (this.terms[place] === term) return place;
    }
    if (this.size === this.terms.length) return -1;
    const place = this.size++;
    this.terms[place] = term;
    this.values[place] = 0;
    this.#places[spot] = this.size;
    return place;
  }

  set(term: number, value: number): void {
    const place = this.place(term);
    if (place >= 0) this.values[place] = value;
  }

  /** Sets a term's value where this one is greater. */
  raise(term: number, value: number): void {
    const place = this.place(term);
    if (place >= 0 && value > (this.values[place] as number)) this.values[place] = value;
  }
}
