/**
 * How long stories go on in this stream. The pair model has learned from files whose stories last a day or two; where they
 * last a week, reports days apart are likelier to be of one event than it says. It is estimated from what the engine
 * decides: of the pairs that it compared, so many days apart, how many it put into one story.
 */
import type { Features } from "./features.ts";
import { settings } from "./settings.ts";
import { bySpan, daysApart, oddsOfAny, spanOf, spans } from "./span.ts";
import { usualPace } from "./weights.ts";

/** Log odds that the pace can take from a pair, or add to it. */
const LIMITS = { low: -0.5, high: 2 };
/** A short list of pairs does not count as much as a long one for each of them. */
const FULL = 8;
/** Of so many pairs, before anything was seen, so many are in one story. */
const START = { one: 1, all: 5 };

export class Pace {
  readonly #one = new Float64Array(spans);
  readonly #all = new Float64Array(spans);
  /** What each span adds to the odds as long as little was seen. */
  #usual: readonly number[] = usualPace;

  /** Log odds for each span, given those of the stream as a whole. */
  odds(whole: number): Float32Array {
    const mean = log(START.one + sum(this.#one), START.all + sum(this.#all));
    const weight = settings.paceWeight;
    return bySpan(whole, (at) => {
      const one = (this.#one[at] as number) + weight * chance(mean + (this.#usual[at] as number));
      const seen = log(one, (this.#all[at] as number) + weight);
      const own = seen - mean - (usualPace[at] as number);
      return Math.max(LIMITS.low, Math.min(LIMITS.high, own));
    });
  }

  /** Learns of a report with which others it was compared, and which of those are in its story. */
  learn(report: Features, others: readonly { features: Features; isSame: boolean }[]): void {
    for (let at = 0; at < spans; at++) {
      this.#one[at] = (this.#one[at] as number) * settings.kept;
      this.#all[at] = (this.#all[at] as number) * settings.kept;
    }
    const weight = 1 / Math.max(FULL, others.length);
    for (const { features, isSame } of others) {
      const at = spanOf(daysApart(report, features));
      this.#all[at] = (this.#all[at] as number) + weight;
      if (isSame) this.#one[at] = (this.#one[at] as number) + weight;
    }
  }

  /** Goes on from the odds that were stored with a report. */
  resume(report: Features): void {
    const whole = oddsOfAny(report);
    this.#usual = usualPace.map((usual, at) => usual + (report.odds[at] as number) - whole);
  }
}

const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
const log = (one: number, all: number): number => Math.log(one / (all - one));
const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));
