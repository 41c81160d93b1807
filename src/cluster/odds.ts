/**
 * The odds that two reports which are compared tell of one event, in this very stream. In a feed of small stories it is one
 * pair in twenty, in one of large stories every other; with the odds of another kind of feed the threshold would lie
 * elsewhere. They are estimated from what the scores themselves say, as in Saerens, Latinne and Decaestecker,
 * "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14 (2002).
 */
import { settings } from "./settings.ts";

/** A short list of pairs does not count as much as a long one for each of them. */
const FULL = 8;
/** Whatever comes, neither all pairs are of one event nor none. */
const LIMITS = { low: -5, high: 1 };

export class Odds {
  #one = 0;
  #all = 0;

  constructor() {
    this.resume(settings.odds);
  }

  /** Log odds. */
  get value(): number {
    const seen = Math.log(this.#one / (this.#all - this.#one));
    // The scores' own doubt draws the estimate to the middle; this much is given back.
    const value = settings.odds + settings.oddsStretch * (seen - settings.odds);
    return Math.max(LIMITS.low, Math.min(LIMITS.high, value));
  }

  /** Starts from odds that were estimated before. */
  resume(value: number): void {
    const seen = settings.odds + (value - settings.odds) / settings.oddsStretch;
    this.#all = settings.oddsWeight;
    this.#one = settings.oddsWeight * chance(seen);
  }

  /** Learns from the scores of one report with those that it was compared with. */
  learn(scores: Iterable<number>): void {
    let one = 0;
    let all = 0;
    for (const score of scores) {
      one += chance(score);
      all++;
    }
    const weight = 1 / Math.max(FULL, all);
    this.#one = this.#one * settings.kept + weight * one;
    this.#all = this.#all * settings.kept + weight * all;
  }
}

const chance = (score: number): number => 1 / (1 + Math.exp(-score));
