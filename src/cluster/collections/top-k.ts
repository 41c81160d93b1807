/** The k highest scores, kept by insertion sort: most offers are rejected by a single comparison. */
export class TopK {
  /** Best first; of equal scores the higher id first. */
  readonly ids: Int32Array;
  readonly scores: Float64Array;
  size = 0;
  /** Minimum score that is still accepted. */
  floor = 0;

  constructor(k: number) {
    this.ids = new Int32Array(k);
    this.scores = new Float64Array(k);
  }

  /** Empties the list. Scores below `floor` will be rejected. */
  clear(floor = 0): void {
    this.size = 0;
    this.floor = floor;
  }

  offer(id: number, score: number): void {
    if (score < this.floor) return;
    const { ids, scores } = this;
    const capacity = ids.length;
    let at = this.size;
    while (at > 0 && score >= (scores[at - 1] as number)) {
      if (score === scores[at - 1] && id < (ids[at - 1] as number)) break;
      at--;
    }
    if (at === capacity) return;
    if (this.size < capacity) this.size++;
    ids.copyWithin(at + 1, at, this.size - 1);
    scores.copyWithin(at + 1, at, this.size - 1);
    ids[at] = id;
    scores[at] = score;
    if (this.size === capacity) this.floor = scores[capacity - 1] as number;
  }
}
