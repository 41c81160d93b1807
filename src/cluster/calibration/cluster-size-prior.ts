/**
 * How far stories grow in this stream. Where no story has more than three reports, a fourth is seldom of its event; where
 * stories grow to hundreds, size says nothing. It is estimated from the stories of the stream itself, as its odds are.
 */
import { settings } from "../hyperparameters.ts";

/** Stories of more reports than this grow like one of this many. */
const MOST = 64;
/** Log odds that a story's size can take from a link or add to it. */
const LIMITS = { low: -2, high: 0.5 };

export class ClusterSizePrior {
  /** How many stories came to have so many reports, the latest counting most. */
  readonly #reached = new Float64Array(MOST + 2);
  /** Log of how much likelier a story grows from one report to so many than stories do on the whole. */
  readonly #chances = new Float64Array(MOST + 1);
  #isFresh = false;

  /** Learns that a story grew from so many reports to so many. */
  learn(from: number, to: number): void {
    for (let size = from + 1; size <= Math.min(to, MOST + 1); size++)
      this.#reached[size] = (this.#reached[size] as number) + 1;
    this.#isFresh = false;
  }

  /** Lets what is known fade, by so many reports. */
  fade(reports: number): void {
    const kept = settings.decay ** reports;
    for (let size = 1; size <= MOST + 1; size++)
      this.#reached[size] = (this.#reached[size] as number) * kept;
    this.#isFresh = false;
  }

  /** What the sizes of two groups say of their being one story, in log odds; 0 as long as little was seen. */
  logOdds(one: number, other: number): number {
    if (!this.#isFresh) this.#weigh();
    const from = this.#chances[Math.min(Math.max(one, other), MOST)] as number;
    const to = this.#chances[Math.min(one + other, MOST)] as number;
    return Math.max(LIMITS.low, Math.min(LIMITS.high, to - from));
  }

  #weigh(): void {
    const reached = this.#reached;
    const weight = settings.clusterSizePriorWeight;
    let grown = 0;
    let all = 0;
    for (let size = 1; size <= MOST; size++) {
      grown += reached[size + 1] as number;
      all += reached[size] as number;
    }
    const mean = (grown + weight / 2) / (all + weight);
    for (let size = 1; size < MOST; size++) {
      const rate =
        ((reached[size + 1] as number) + weight * mean) / ((reached[size] as number) + weight);
      this.#chances[size + 1] = (this.#chances[size] as number) + Math.log(rate / mean);
    }
    this.#isFresh = true;
  }
}
