/**
 * Average link: the two groups that are linked most strongly become one, until
 * no link reaches the threshold. Links are sparse; pairs without one count as
 * `missing`.
 */

export interface LinkTotals {
  /** Sum of the scores of known pairs. */
  sum: number;
  /** Number of known pairs. */
  count: number;
  /** The strongest. */
  best: number;
}

export interface LinkageOptions {
  threshold: number;
  /** Score of a pair that was never compared, since it shares nothing telling. */
  missing: number;
  /** Part that the strongest pair has in a link; the average has the rest. */
  nearest: number;
  /** What the numbers of reports in two groups add to their link. */
  sizePrior: (one: number, other: number) => number;
}

interface MergeCandidate {
  link: number;
  a: number;
  b: number;
  madeA: number;
  madeB: number;
}

export class AverageLinkage {
  readonly #sizes: number[] = [];
  readonly #reports: number[] = [];
  readonly #links: Map<number, LinkTotals>[] = [];
  readonly #parents: number[] = [];
  readonly #made: number[] = [];
  readonly #heap: MergeCandidate[] = [];
  readonly #terms: LinkageOptions;

  constructor(terms: LinkageOptions) {
    this.#terms = terms;
  }

  /** Adds a node that stands for so many reports, and weighs as much as `size`; returns its number. */
  add(reports: number, size = reports): number {
    this.#reports.push(reports);
    this.#sizes.push(size);
    this.#links.push(new Map());
    this.#made.push(0);
    return this.#parents.push(this.#parents.length) - 1;
  }

  link(a: number, b: number, link: LinkTotals): void {
    if (a === b) return;
    this.#linksOf(a).set(b, link);
    this.#linksOf(b).set(a, link);
  }

  linked(a: number, b: number): boolean {
    return this.#linksOf(a).has(b);
  }

  /** The group of a node, named by one of its nodes. */
  groupOf(node: number): number {
    let at = node;
    while (this.#parents[at] !== at) at = this.#parents[at] as number;
    return at;
  }

  /** Makes one group of two at once, whatever their link. */
  forceMerge(a: number, b: number): void {
    const x = this.groupOf(a);
    const y = this.groupOf(b);
    if (x !== y) this.#merge(x, y);
  }

  /** Merges as long as a link reaches the threshold and `may` allows it. */
  mergeAll(
    may: (a: number, b: number) => boolean,
    merged: (kept: number, gone: number) => void,
  ): void {
    for (const [a, links] of this.#links.entries()) {
      for (const [b, link] of links) if (a < b) this.#offer(a, b, link);
    }
    for (let offer = this.#take(); offer; offer = this.#take()) {
      const { a, b } = offer;
      // An offer made before either group last grew is out of date.
      if (this.#made[a] !== offer.madeA || this.#made[b] !== offer.madeB) continue;
      if (!may(a, b)) continue;
      const kept = this.#merge(a, b);
      merged(kept, kept === a ? b : a);
      for (const [other, link] of this.#linksOf(kept)) this.#offer(kept, other, link);
    }
  }

  #linksOf(node: number): Map<number, LinkTotals> {
    return this.#links[node] as Map<number, LinkTotals>;
  }

  #merge(x: number, y: number): number {
    const [kept, gone] = this.#linksOf(x).size >= this.#linksOf(y).size ? [x, y] : [y, x];
    const mine = this.#linksOf(kept);
    for (const [other, link] of this.#linksOf(gone)) {
      this.#linksOf(other).delete(gone);
      if (other === kept) continue;
      const own = mine.get(other);
      const both = own
        ? {
            sum: own.sum + link.sum,
            count: own.count + link.count,
            best: Math.max(own.best, link.best),
          }
        : link;
      mine.set(other, both);
      this.#linksOf(other).set(kept, both);
    }
    mine.delete(gone);
    this.#links[gone] = new Map();
    this.#parents[gone] = kept;
    this.#sizes[kept] = (this.#sizes[kept] as number) + (this.#sizes[gone] as number);
    this.#reports[kept] = (this.#reports[kept] as number) + (this.#reports[gone] as number);
    this.#made[kept] = (this.#made[kept] as number) + 1;
    this.#made[gone] = -1;
    return kept;
  }

  #offer(a: number, b: number, link: LinkTotals): void {
    const { threshold, missing, nearest, sizePrior } = this.#terms;
    const pairs = (this.#sizes[a] as number) * (this.#sizes[b] as number);
    const average =
      (link.sum + Math.max(0, pairs - link.count) * missing) / Math.max(pairs, link.count);
    const value =
      (1 - nearest) * average +
      nearest * link.best +
      sizePrior(this.#reports[a] as number, this.#reports[b] as number);
    if (value < threshold) return;
    const heap = this.#heap;
    heap.push({
      link: value,
      a,
      b,
      madeA: this.#made[a] as number,
      madeB: this.#made[b] as number,
    });
    let at = heap.length - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(heap[at] as MergeCandidate, heap[up] as MergeCandidate)) break;
      swap(heap, at, up);
      at = up;
    }
  }

  #take(): MergeCandidate | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length > 0 && last) {
      heap[0] = last;
      let at = 0;
      for (;;) {
        const left = 2 * at + 1;
        let first = at;
        if (
          left < heap.length &&
          before(heap[left] as MergeCandidate, heap[first] as MergeCandidate)
        )
          first = left;
        if (
          left + 1 < heap.length &&
          before(heap[left + 1] as MergeCandidate, heap[first] as MergeCandidate)
        )
          first = left + 1;
        if (first === at) break;
        swap(heap, at, first);
        at = first;
      }
    }
    return top;
  }
}

/** Stronger links go first; equal ones in an order that does not depend on luck. */
function before(x: MergeCandidate, y: MergeCandidate): boolean {
  if (x.link !== y.link) return x.link > y.link;
  const low = Math.min(x.a, x.b) - Math.min(y.a, y.b);
  return low !== 0 ? low < 0 : Math.max(x.a, x.b) < Math.max(y.a, y.b);
}

function swap(heap: MergeCandidate[], i: number, j: number): void {
  const kept = heap[i] as MergeCandidate;
  heap[i] = heap[j] as MergeCandidate;
  heap[j] = kept;
}
