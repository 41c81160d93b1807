/**
 * The prior probability that a compared pair is about one event, estimated for this stream. It is one in twenty where
 * stories are small and one in two where they are large, so a fixed prior would in effect move the threshold. It is
 * estimated from the classifier's own scores by expectation maximization: Saerens, Latinne and Decaestecker,
 * "Adjusting the outputs of a classifier to new a priori probabilities: a simple procedure", Neural Computation 14
 * (2002).
 */
import { logistic } from "./logistic.ts";
import { pairWeight } from "./pair-weight.ts";
import { settings } from "../hyperparameters.ts";

/** Bounds of the prior log odds. In every stream some pairs are about one event and some are not. */
const LIMITS = { low: -3.25, high: 1 };
/**
 * Histogram of the scores without their prior, in log odds from -10 to 10. With it each new estimate applies to all
 * scores seen so far, not only to later ones.
 */
const BINS = { width: 0.5, max: 10 };

export class MatchPrior {
  readonly #histogram = new Float64Array((2 * BINS.max) / BINS.width + 1);
  /** The estimate in log odds, before `priorStepSize` is applied. */
  #estimate = settings.initialLogOdds;
  /** Pseudo-counts of the initial prior: all pairs, and the positive ones, which are about one event. */
  #initialTotal = 0;
  #initialPositive = 0;

  constructor() {
    this.resume(settings.initialLogOdds);
  }

  /** Prior log odds. */
  get value(): number {
    // Uncertain scores pull the estimate towards the initial value. The step size corrects for that.
    const value =
      settings.initialLogOdds + settings.priorStepSize * (this.#estimate - settings.initialLogOdds);
    return Math.max(LIMITS.low, Math.min(LIMITS.high, value));
  }

  /** Starts again from an earlier estimate. */
  resume(value: number): void {
    this.#estimate =
      settings.initialLogOdds + (value - settings.initialLogOdds) / settings.priorStepSize;
    this.#initialTotal = settings.initialLogOddsWeight;
    this.#initialPositive = settings.initialLogOddsWeight * logistic(this.#estimate);
    this.#histogram.fill(0);
  }

  /**
   * Learns from the scores of one report.
   *
   * @param scores its scores with the reports that it was compared with
   * @param logOdds the prior log odds that those scores include
   */
  learn(scores: Iterable<number>, logOdds: number): void {
    const list = [...scores];
    const weight = pairWeight(list.length);
    this.#initialTotal *= settings.decay;
    this.#initialPositive *= settings.decay;
    for (let i = 0; i < this.#histogram.length; i++)
      this.#histogram[i] = (this.#histogram[i] as number) * settings.decay;
    for (const score of list) {
      const withoutPrior = Math.max(-BINS.max, Math.min(BINS.max, score - logOdds));
      const bin = Math.round((withoutPrior + BINS.max) / BINS.width);
      this.#histogram[bin] = (this.#histogram[bin] as number) + weight;
    }
    this.#update();
  }

  /** One step of expectation maximization. One step per report is enough to stay close to convergence. */
  #update(): void {
    let positive = this.#initialPositive;
    let total = this.#initialTotal;
    for (const [i, weight] of this.#histogram.entries()) {
      positive += weight * logistic(i * BINS.width - BINS.max + this.value);
      total += weight;
    }
    this.#estimate = Math.log(positive / (total - positive));
  }
}
