/**
 * The odds that two reports which are compared tell of one event, in this very stream. In a feed of small stories it is one
 * pair in twenty, in one of large stories every other; with the odds of another kind of feed the threshold would lie
 * elsewhere. They are estimated from what the scores themselves say, as in Saerens, Latinne and Decaestecker,
 * "Adjusting the outputs of a classifier to new a priori probabilities", Neural Computation 14 (2002).
 */
import { logistic, pairWeight } from "./logistic.ts";
import { settings } from "../hyperparameters.ts";

/** Whatever comes, neither all pairs are of one event nor none. */
const LIMITS = { low: -3.25, high: 1 };
/** Scores are kept without the odds that were in them, in bins: new odds are for all that was seen, not for the next only. */
const BINS = { each: 0.5, most: 10 };

export class MatchPrior {
  readonly #seen = new Float64Array((2 * BINS.most) / BINS.each + 1);
  #value = settings.initialLogOdds;
  /** Pairs that the odds at the start stand for, and how many of them are of one event. */
  #first = 0;
  #firstOne = 0;

  constructor() {
    this.resume(settings.initialLogOdds);
  }

  /** Log odds. */
  get value(): number {
    // The scores' own doubt draws the estimate to the middle; this much is given back.
    const value =
      settings.initialLogOdds + settings.priorStepSize * (this.#value - settings.initialLogOdds);
    return Math.max(LIMITS.low, Math.min(LIMITS.high, value));
  }

  /** Starts from odds that were estimated before. */
  resume(value: number): void {
    this.#value =
      settings.initialLogOdds + (value - settings.initialLogOdds) / settings.priorStepSize;
    this.#first = settings.initialLogOddsWeight;
    this.#firstOne = settings.initialLogOddsWeight * logistic(this.#value);
    this.#seen.fill(0);
  }

  /** Learns from the scores of one report with those that it was compared with, and the odds that are in the scores. */
  learn(scores: Iterable<number>, odds: number): void {
    const list = [...scores];
    const weight = pairWeight(list.length);
    this.#first *= settings.decay;
    this.#firstOne *= settings.decay;
    for (let i = 0; i < this.#seen.length; i++)
      this.#seen[i] = (this.#seen[i] as number) * settings.decay;
    for (const score of list) {
      const own = Math.max(-BINS.most, Math.min(BINS.most, score - odds));
      const bin = Math.round((own + BINS.most) / BINS.each);
      this.#seen[bin] = (this.#seen[bin] as number) + weight;
    }
    this.#estimate();
  }

  /** One step of expectation and maximization; they are close to their goal, since each report takes one. */
  #estimate(): void {
    let one = this.#firstOne;
    let all = this.#first;
    for (const [i, weight] of this.#seen.entries()) {
      one += weight * logistic(i * BINS.each - BINS.most + this.value);
      all += weight;
    }
    this.#value = Math.log(one / (all - one));
  }
}
