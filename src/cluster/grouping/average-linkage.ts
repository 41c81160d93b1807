/**
 * Agglomerative clustering by average linkage: the two groups with the strongest link merge, until no link reaches the
 * threshold. Links are sparse. A limited number of pairs without a score count as `missingScore`.
 */

/** Sums over the scored pairs between two groups. */
export interface LinkTotals {
  /** Sum of their scores. */
  sum: number;
  /** Number of pairs. */
  count: number;
  /** Highest score. */
  best: number;
}

export interface LinkageOptions {
  /** Minimum link of two groups that merge. */
  threshold: number;
  /** Score of pairs that were never compared, because they share no heavy terms. */
  missingScore: number;
  /** Maximum number of such pairs that count. Each report is compared with a few dozen others, however large a story. */
  maxMissing: number;
  /** Share of the highest score in a link. The average has the rest. */
  bestPairShare: number;
}

/** A heap entry. It is stale if either group has merged since, which the versions show. */
interface MergeCandidate {
  link: number;
  a: number;
  b: number;
  versionA: number;
  versionB: number;
}

export class AverageLinkage {
  /** Number of reports in each group. */
  readonly #sizes: number[] = [];
  readonly #links: Map<number, LinkTotals>[] = [];
  /** Union-find forest over the nodes. */
  readonly #parents: number[] = [];
  /** Number of merges into each group; -1 once it was merged into another. */
  readonly #versions: number[] = [];
  readonly #heap: MergeCandidate[] = [];
  readonly #options: LinkageOptions;

  constructor(options: LinkageOptions) {
    this.#options = options;
  }

  /**
   * Adds a node.
   *
   * @param size number of reports that it stands for
   * @returns its index
   */
  add(size: number): number {
    this.#sizes.push(size);
    this.#links.push(new Map());
    this.#versions.push(0);
    return this.#parents.push(this.#parents.length) - 1;
  }

  /** Adds the score of a pair of reports to the link of their nodes. */
  addScore(a: number, b: number, score: number): void {
    if (a === b) return;
    const link = this.#linksOf(a).get(b);
    if (link) {
      link.sum += score;
      link.count++;
      link.best = Math.max(link.best, score);
      return;
    }
    const added = { sum: score, count: 1, best: score };
    this.#linksOf(a).set(b, added);
    this.#linksOf(b).set(a, added);
  }

  /** Link of two groups in log odds; `missingScore` if they have none. */
  linkOf(a: number, b: number): number {
    const link = this.#linksOf(a).get(b);
    return link ? this.#value(a, b, link) : this.#options.missingScore;
  }

  /** The groups that a group is linked with. */
  neighborsOf(group: number): Iterable<number> {
    return this.#linksOf(group).keys();
  }

  /** Number of reports in a group. */
  sizeOf(group: number): number {
    return this.#sizes[group] as number;
  }

  /** The group of a node, as the index of its root. */
  groupOf(node: number): number {
    let root = node;
    while (this.#parents[root] !== root) root = this.#parents[root] as number;
    return root;
  }

  /** Merges the groups of two nodes at once, whatever their link. */
  forceMerge(a: number, b: number): void {
    const x = this.groupOf(a);
    const y = this.groupOf(b);
    if (x !== y) this.#merge(x, y);
  }

  /**
   * Merges groups, strongest link first, until no link reaches the threshold.
   *
   * @param mayMerge whether two groups may merge
   * @param onMerge called after each merge
   */
  mergeAll(
    mayMerge: (a: number, b: number) => boolean,
    onMerge: (kept: number, removed: number) => void,
  ): void {
    for (const [a, links] of this.#links.entries()) {
      for (const [b, link] of links) if (a < b) this.#push(a, b, link);
    }
    for (let next = this.#pop(); next; next = this.#pop()) {
      const { a, b, versionA, versionB } = next;
      if (this.#versions[a] !== versionA || this.#versions[b] !== versionB) continue;
      if (!mayMerge(a, b)) continue;
      const kept = this.#merge(a, b);
      onMerge(kept, kept === a ? b : a);
      for (const [other, link] of this.#linksOf(kept)) this.#push(kept, other, link);
    }
  }

  #linksOf(node: number): Map<number, LinkTotals> {
    return this.#links[node] as Map<number, LinkTotals>;
  }

  #merge(x: number, y: number): number {
    const [kept, removed] = this.#linksOf(x).size >= this.#linksOf(y).size ? [x, y] : [y, x];
    const keptLinks = this.#linksOf(kept);
    for (const [other, link] of this.#linksOf(removed)) {
      this.#linksOf(other).delete(removed);
      if (other === kept) continue;
      const keptLink = keptLinks.get(other);
      if (keptLink) {
        // Both groups' maps have the same totals.
        keptLink.sum += link.sum;
        keptLink.count += link.count;
        keptLink.best = Math.max(keptLink.best, link.best);
      } else {
        keptLinks.set(other, link);
        this.#linksOf(other).set(kept, link);
      }
    }
    keptLinks.delete(removed);
    this.#links[removed] = new Map();
    this.#parents[removed] = kept;
    this.#sizes[kept] = (this.#sizes[kept] as number) + (this.#sizes[removed] as number);
    this.#versions[kept] = (this.#versions[kept] as number) + 1;
    this.#versions[removed] = -1;
    return kept;
  }

  #value(a: number, b: number, { sum, count, best }: LinkTotals): number {
    const { missingScore, maxMissing, bestPairShare } = this.#options;
    const pairs = this.sizeOf(a) * this.sizeOf(b);
    const missing = Math.max(0, Math.min(maxMissing, pairs - count));
    const average = (sum + missing * missingScore) / (count + missing);
    return (1 - bestPairShare) * average + bestPairShare * best;
  }

  /** Pushes the link of two groups onto the heap, if it reaches the threshold. */
  #push(a: number, b: number, link: LinkTotals): void {
    const value = this.#value(a, b, link);
    if (value < this.#options.threshold) return;
    const heap = this.#heap;
    heap.push({
      link: value,
      a,
      b,
      versionA: this.#versions[a] as number,
      versionB: this.#versions[b] as number,
    });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(heap[at] as MergeCandidate, heap[parent] as MergeCandidate)) break;
      swap(heap, at, parent);
      at = parent;
    }
  }

  /** Pops the strongest link. */
  #pop(): MergeCandidate | undefined {
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
          isBefore(heap[left] as MergeCandidate, heap[first] as MergeCandidate)
        )
          first = left;
        if (
          left + 1 < heap.length &&
          isBefore(heap[left + 1] as MergeCandidate, heap[first] as MergeCandidate)
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

/** Order of the heap: stronger links first, then lower node indices, so that results are deterministic. */
function isBefore(x: MergeCandidate, y: MergeCandidate): boolean {
  if (x.link !== y.link) return x.link > y.link;
  const low = Math.min(x.a, x.b) - Math.min(y.a, y.b);
  return low !== 0 ? low < 0 : Math.max(x.a, x.b) < Math.max(y.a, y.b);
}

function swap(heap: MergeCandidate[], i: number, j: number): void {
  const previous = heap[i] as MergeCandidate;
  heap[i] = heap[j] as MergeCandidate;
  heap[j] = previous;
}
