/** The highest scores among many; most offers are turned away at once. */
export class TopK {
  /** Best first; among equals the higher id. */
  readonly ids: Int32Array;
  readonly scores: Float64Array;
  size = 0;
  /** What an offer must reach. */
  floor = 0;

  constructor(most: number) {
    this.ids = new Int32Array(most);
    this.scores = new Float64Array(most);
  }

  /** Starts anew; scores below `floor` are not wanted. */
  clear(floor = 0): void {
    this.size = 0;
    this.floor = floor;
  }

  offer(id: number, score: number): void {
    if (score < this.floor) return;
    const { ids, scores } = this;
    const most = ids.length;
    let at = this.size;
    while (at > 0 && score >= (scores[at - 1] as number)) {
      if (score === scores[at - 1] && id < (ids[at - 1] as number)) break;
      at--;
    }
    if (at === most) return;
    if (this.size < most) this.size++;
    ids.copyWithin(at + 1, at, this.size - 1);
    scores.copyWithin(at + 1, at, this.size - 1);
    ids[at] = id;
    scores[at] = score;
    if (this.size === most) this.floor = scores[most - 1] as number;
  }
}
