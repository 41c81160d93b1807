/** Term-at-a-time score accumulators: sparse scores of reports, by sequence number. */
export class Accumulator {
  /** Sequence numbers of the reports with a score, from 0 up to `size`. */
  readonly touched: Int32Array;
  size = 0;
  readonly #scores: Float64Array;
  readonly #mask: number;

  /** @param capacity a power of two; all reports scored at a time lie within this many sequence numbers */
  constructor(capacity: number) {
    this.touched = new Int32Array(capacity);
    this.#scores = new Float64Array(capacity);
    this.#mask = capacity - 1;
  }

  /** Adds a positive amount to the score of a report. */
  add(seq: number, score: number): void {
    const slot = seq & this.#mask;
    const previous = this.#scores[slot] as number;
    if (previous === 0) this.touched[this.size++] = seq;
    this.#scores[slot] = previous + score;
  }

  /** Returns the score of a report and resets it to 0. */
  take(seq: number): number {
    const slot = seq & this.#mask;
    const score = this.#scores[slot] as number;
    this.#scores[slot] = 0;
    return score;
  }
}
