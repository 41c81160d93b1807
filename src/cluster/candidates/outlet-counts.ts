/** How many reports each outlet has in the window, and how many of them contain a term. */
import type { Tokenized } from "../features/extract.ts";
import { hashPair } from "../text/hash.ts";
import { MAX_POSTINGS } from "./postings.ts";

export class OutletCounts {
  /** Outlet of each report, and the number of its reports so far, by slot: the low bits of the sequence number. */
  readonly #outlets: Int32Array;
  readonly #ordinals: Int32Array;
  readonly #mask: number;
  /** Reports of each outlet so far, in the window, and added since the batch was announced. */
  readonly #counts = new Map<number, { total: number; held: number; ofBatch: number }>();
  /** What a batch contains, before its reports are added: terms by outlet, and outlets. */
  readonly #batch = new Map<number, number>();
  #batchStart = 0;

  /** @param slots number of reports that the window has room for: a power of two */
  constructor(slots: number) {
    this.#outlets = new Int32Array(slots);
    this.#ordinals = new Int32Array(slots);
    this.#mask = slots - 1;
  }

  /**
   * Counts the terms of a batch by outlet before its reports are weighed, because an outlet's first poll brings all that
   * its pages repeat at once.
   *
   * @param next sequence number of its first report
   */
  announce(batch: readonly Tokenized[], next: number): void {
    this.#batch.clear();
    this.#batchStart = next;
    for (const counts of this.#counts.values()) counts.ofBatch = 0;
    for (const { outlet, titleTerms, textTerms } of batch) {
      this.#countInBatch(outlet);
      for (const term of new Set([...titleTerms, ...textTerms]))
        this.#countInBatch(hashPair(outlet, term));
    }
  }

  #countInBatch(key: number): void {
    this.#batch.set(key, (this.#batch.get(key) ?? 0) + 1);
  }

  /** Counts a report that enters the window. */
  add(outlet: number, seq: number): void {
    const counts = this.#counts.get(outlet) ?? { total: 0, held: 0, ofBatch: 0 };
    this.#counts.set(outlet, counts);
    counts.held++;
    counts.ofBatch++;
    this.#outlets[seq & this.#mask] = outlet;
    this.#ordinals[seq & this.#mask] = ++counts.total;
  }

  /** Counts a report that leaves the window. */
  remove(outlet: number): void {
    const counts = this.#counts.get(outlet);
    if (counts && --counts.held === 0) this.#counts.delete(outlet);
  }

  /**
   * How many of an outlet's latest reports contain a term, not counting the one that is asked for.
   *
   * @param latest sequence numbers of the latest reports that contain it, oldest first
   */
  withTerm(
    outlet: number,
    term: number,
    latest: ArrayLike<number>,
  ): { reports: number; withTerm: number } {
    const { total = 0, held = 0, ofBatch = 0 } = this.#counts.get(outlet) ?? {};
    let withTerm = 0;
    let first = -1;
    for (let i = 0; i < latest.length; i++) {
      const seq = latest[i] as number;
      const slot = seq & this.#mask;
      if (this.#outlets[slot] !== outlet || seq >= this.#batchStart) continue;
      withTerm++;
      if (first < 0) first = this.#ordinals[slot] as number;
    }
    const inBatch = this.#batch.get(outlet) ?? 1;
    const earlier = held - ofBatch;
    // A list at its maximum size has lost older reports, so only the outlet's reports since its first one count.
    const reports =
      latest.length === MAX_POSTINGS && first > 0 ? Math.min(earlier, total - first + 1) : earlier;
    return {
      reports: reports + inBatch - 1,
      withTerm: withTerm + (this.#batch.get(hashPair(outlet, term)) ?? 1) - 1,
    };
  }
}
