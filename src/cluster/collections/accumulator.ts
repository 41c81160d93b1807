/** Scores of reports, by their place in the order of filing; only some have one. */
export class Accumulator {
  /** The reports that have a score, from 0 to `size`. */
  readonly touched: Int32Array;
  size = 0;
  readonly #scores: Float64Array;
  readonly #mask: number;

  /** Room for `most` reports that follow each other; a power of two. */
  constructor(most: number) {
    this.touched = new Int32Array(most);
    this.#scores = new Float64Array(most);
    this.#mask = most - 1;
  }

  /** Adds to the score of a report. */
  add(seq: number, score: number): void {
    const slot = seq & this.#mask;
    const known = this.#scores[slot] as number;
    if (known === 0) this.touched[this.size++] = seq;
    this.#scores[slot] = known + score;
  }

  /** The score of a report, which is then 0 again. */
  take(seq: number): number {
    const slot = seq & this.#mask;
    const score = this.#scores[slot] as number;
    this.#scores[slot] = 0;
    return score;
  }
}
