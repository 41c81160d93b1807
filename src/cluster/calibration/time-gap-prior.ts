/**
 * A prior for the time gap of a pair: how long stories last in this stream. The pair model was trained on files whose
 * stories last a day or two. Where they last a week, it underrates reports that are days apart. The correction is
 * estimated from sure pairs, which are about one event by their words alone. Decisions are not used: one wrong story
 * would lead to the next.
 */
import { byBucket, bucketOf, TIME_BUCKETS } from "../features/time-buckets.ts";
import { logistic } from "./logistic.ts";
import { pairWeight } from "./pair-weight.ts";
import type { Features } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { daysApart, priorWithoutDates } from "../features/time-gap.ts";
import { sureLogOddsByBucket, likenessByBucket } from "../scoring/model.generated.ts";

/** Bounds of the correction in log odds. */
const LIMITS = { low: -0.5, high: 2 };
/** Likeness without the effect of the time gap, above which a pair is surely about one event. */
export const SURE = 2;
/** Pseudo-counts: sure pairs and all pairs before the first report. */
const INITIAL = { sure: 1, total: 5 };

export class TimeGapPrior {
  /** Weighted counts of sure pairs and of all pairs, by time bucket. */
  readonly #sure = new Float64Array(TIME_BUCKETS);
  readonly #total = new Float64Array(TIME_BUCKETS);
  /** Prior for each bucket: what it adds to the log odds that a pair is sure. */
  #prior: readonly number[] = sureLogOddsByBucket;

  /** Prior log odds for each time bucket, given the prior log odds of the whole stream. */
  logOdds(overall: number): Float32Array {
    const overallSure = logit(INITIAL.sure + sum(this.#sure), INITIAL.total + sum(this.#total));
    const weight = settings.timeGapPriorWeight;
    return byBucket(overall, (bucket) => {
      const expected = logistic(overallSure + (this.#prior[bucket] as number));
      const sure = (this.#sure[bucket] as number) + weight * expected;
      const observed = logit(sure, (this.#total[bucket] as number) + weight);
      const correction = observed - overallSure - (sureLogOddsByBucket[bucket] as number);
      return Math.max(LIMITS.low, Math.min(LIMITS.high, correction));
    });
  }

  /** Learns from the likeness of a report with each report that it was compared with. */
  learn(report: Features, others: ReadonlyMap<{ features: Features }, number>): void {
    for (let bucket = 0; bucket < TIME_BUCKETS; bucket++) {
      this.#sure[bucket] = (this.#sure[bucket] as number) * settings.decay;
      this.#total[bucket] = (this.#total[bucket] as number) * settings.decay;
    }
    const weight = pairWeight(others.size);
    for (const [{ features }, likeness] of others) {
      const bucket = bucketOf(daysApart(report, features));
      this.#total[bucket] = (this.#total[bucket] as number) + weight;
      if (likeness - (likenessByBucket[bucket] as number) > SURE)
        this.#sure[bucket] = (this.#sure[bucket] as number) + weight;
    }
  }

  /** Starts again from the prior log odds that were stored with a report. */
  resume(report: Features): void {
    const overall = priorWithoutDates(report);
    this.#prior = sureLogOddsByBucket.map(
      (logOdds, bucket) => logOdds + (report.priorLogOdds[bucket] as number) - overall,
    );
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const logit = (positive: number, total: number): number => Math.log(positive / (total - positive));
