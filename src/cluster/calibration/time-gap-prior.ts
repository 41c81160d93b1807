/**
 * How long stories go on in this stream. The pair model has learned from files whose stories last a day or two; where they
 * last a week, reports days apart are likelier to be of one event than it says. It is estimated from pairs that are surely
 * of one event by their words alone. What the engine made of a pair does not count: one wrong story would lead to the next.
 */
import { byBucket, bucketOf, TIME_BUCKETS } from "../features/time-buckets.ts";
import { logistic, pairWeight } from "./logistic.ts";
import type { Features } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { daysApart, priorWithoutDates } from "../features/time-gap.ts";
import { sureLogOddsByBucket, likenessByBucket } from "../scoring/model.generated.ts";

/** Log odds that the pace can take from a pair, or add to it. */
const LIMITS = { low: -0.5, high: 2 };
/** Likeness, but for the days apart, from which a pair is surely of one event. */
export const SURE = 2;
/** Of so many pairs, before anything was seen, so many are sure. */
const START = { one: 1, all: 5 };

export class TimeGapPrior {
  readonly #one = new Float64Array(TIME_BUCKETS);
  readonly #all = new Float64Array(TIME_BUCKETS);
  /** What each span adds to the odds that a pair is sure, as long as little was seen. */
  #usual: readonly number[] = sureLogOddsByBucket;

  /** Log odds for each span, given those of the stream as a whole. */
  logOdds(whole: number): Float32Array {
    const mean = log(START.one + sum(this.#one), START.all + sum(this.#all));
    const weight = settings.timeGapPriorWeight;
    return byBucket(whole, (at) => {
      const one = (this.#one[at] as number) + weight * logistic(mean + (this.#usual[at] as number));
      const seen = log(one, (this.#all[at] as number) + weight);
      const own = seen - mean - (sureLogOddsByBucket[at] as number);
      return Math.max(LIMITS.low, Math.min(LIMITS.high, own));
    });
  }

  /** Learns of a report how alike it is to those that it was compared with. */
  learn(report: Features, others: ReadonlyMap<{ features: Features }, number>): void {
    for (let at = 0; at < TIME_BUCKETS; at++) {
      this.#one[at] = (this.#one[at] as number) * settings.decay;
      this.#all[at] = (this.#all[at] as number) * settings.decay;
    }
    const weight = pairWeight(others.size);
    for (const [{ features }, alike] of others) {
      const at = bucketOf(daysApart(report, features));
      this.#all[at] = (this.#all[at] as number) + weight;
      if (alike - (likenessByBucket[at] as number) > SURE)
        this.#one[at] = (this.#one[at] as number) + weight;
    }
  }

  /** Goes on from the odds that were stored with a report. */
  resume(report: Features): void {
    const whole = priorWithoutDates(report);
    this.#usual = sureLogOddsByBucket.map(
      (usual, at) => usual + (report.priorLogOdds[at] as number) - whole,
    );
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const log = (one: number, all: number): number => Math.log(one / (all - one));
