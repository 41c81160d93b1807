/**
 * The prior probability that a compared pair is about one event, estimated for this stream. It is one in twenty where
 * stories are small and one in two where they are large. It is estimated from the pair model's own scores by expectation
 * maximization: Saerens, Latinne and Decaestecker, "Adjusting the outputs of a classifier to new a priori probabilities:
 * a simple procedure", Neural Computation 14 (2002).
 */
import { settings } from "../hyperparameters.ts";
import { logistic } from "./logistic.ts";

/**
 * Histogram of the scores, in log odds from -10 to 10. With it each new estimate applies to all scores seen so far, not
 * only to later ones.
 */
const BINS = { width: 0.5, max: 10 };
/** A report that was compared with fewer others has less weight. */
const FULL_WEIGHT_PAIRS = 8;

export class MatchPrior {
  readonly #histogram = new Float64Array((2 * BINS.max) / BINS.width + 1);
  /** Estimated log odds. */
  #estimate = settings.learnedLogOdds;
  /** Pseudo-counts of the learned log odds: all pairs, and the positive ones, which are about one event. */
  #total = settings.learnedLogOddsWeight;
  #positive = settings.learnedLogOddsWeight * logistic(settings.learnedLogOdds);

  /** What the stream's prior adds to a score that includes the learned one, in log odds. */
  get correction(): number {
    const difference = this.#estimate - settings.learnedLogOdds;
    return (
      settings.priorGain * Math.max(settings.priorLow, Math.min(settings.priorHigh, difference))
    );
  }

  /** The estimate, to store and resume from. In log odds. */
  get estimate(): number {
    return this.#estimate;
  }

  /**
   * Starts again from an earlier estimate.
   *
   * @param reports how many reports it was learned from
   */
  resume(estimate: number, reports: number): void {
    this.#estimate = estimate;
    this.#total =
      settings.learnedLogOddsWeight + (1 - settings.decay ** reports) / (1 - settings.decay);
    this.#positive = this.#total * logistic(estimate);
    this.#histogram.fill(0);
  }

  /** Learns from a report's scores, without the correction, with the reports that it was compared with. */
  learn(scores: readonly number[]): void {
    const weight = 1 / Math.max(FULL_WEIGHT_PAIRS, scores.length);
    this.#total *= settings.decay;
    this.#positive *= settings.decay;
    for (let i = 0; i < this.#histogram.length; i++)
      this.#histogram[i] = (this.#histogram[i] as number) * settings.decay;
    for (const score of scores) {
      const withoutPrior = Math.max(-BINS.max, Math.min(BINS.max, score - settings.learnedLogOdds));
      const bin = Math.round((withoutPrior + BINS.max) / BINS.width);
      this.#histogram[bin] = (this.#histogram[bin] as number) + weight;
    }
    this.#update();
  }

  /** One step of expectation maximization. One step per report is enough to stay close to convergence. */
  #update(): void {
    let positive = this.#positive;
    let total = this.#total;
    for (const [i, weight] of this.#histogram.entries()) {
      positive += weight * logistic(i * BINS.width - BINS.max + this.#estimate);
      total += weight;
    }
    this.#estimate = Math.log(positive / (total - positive));
  }
}
