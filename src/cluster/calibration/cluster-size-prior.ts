/**
 * A prior for the size of clusters in this stream. Where no story has more than three reports, a fourth report is
 * seldom about its event. Where stories grow to hundreds, size says nothing. It is estimated from the engine's own
 * clusters: the share of clusters of each size that got another report, compared with the mean over all sizes.
 */
import { settings } from "../hyperparameters.ts";

/** Larger clusters are treated as having this size. */
const MAX_SIZE = 64;
/** Bounds of the prior in log odds. */
const LIMITS = { low: -2, high: 0.5 };

export class ClusterSizePrior {
  /** Number of clusters that reached each size, with exponential decay. */
  readonly #reached = new Float64Array(MAX_SIZE + 2);
  /** For each size, the log of how much likelier a cluster reaches it than with the mean growth rate. */
  readonly #logRatios = new Float64Array(MAX_SIZE + 1);
  #isCurrent = false;

  /** Learns that a cluster grew from `from` to `to` reports. */
  learn(from: number, to: number): void {
    for (let size = from + 1; size <= Math.min(to, MAX_SIZE + 1); size++)
      this.#reached[size] = (this.#reached[size] as number) + 1;
    this.#isCurrent = false;
  }

  /** Applies the decay of this many reports. */
  fade(reports: number): void {
    const factor = settings.decay ** reports;
    for (let size = 1; size <= MAX_SIZE + 1; size++)
      this.#reached[size] = (this.#reached[size] as number) * factor;
    this.#isCurrent = false;
  }

  /** Prior log odds that groups of these sizes are one cluster; near 0 while there is little data. */
  logOdds(sizeA: number, sizeB: number): number {
    if (!this.#isCurrent) this.#update();
    const from = this.#logRatios[Math.min(Math.max(sizeA, sizeB), MAX_SIZE)] as number;
    const to = this.#logRatios[Math.min(sizeA + sizeB, MAX_SIZE)] as number;
    return Math.max(LIMITS.low, Math.min(LIMITS.high, to - from));
  }

  #update(): void {
    const reached = this.#reached;
    const weight = settings.clusterSizePriorWeight;
    let grown = 0;
    let total = 0;
    for (let size = 1; size <= MAX_SIZE; size++) {
      grown += reached[size + 1] as number;
      total += reached[size] as number;
    }
    const meanRate = (grown + weight / 2) / (total + weight);
    for (let size = 1; size < MAX_SIZE; size++) {
      const rate =
        ((reached[size + 1] as number) + weight * meanRate) / ((reached[size] as number) + weight);
      this.#logRatios[size + 1] = (this.#logRatios[size] as number) + Math.log(rate / meanRate);
    }
    this.#isCurrent = true;
  }
}
