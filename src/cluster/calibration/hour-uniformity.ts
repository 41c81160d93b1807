/**
 * Tests whether times of day are uniform around the clock. Newsrooms have days and nights. Where reports are spread
 * evenly, the times were made up or lost on the way, and only the dates can be trusted. This is Rayleigh's test of
 * uniformity on the circle: Mardia and Jupp, "Directional Statistics" (2000), 6.3.1.
 */
import { settings } from "../hyperparameters.ts";

/** Minimum effective number of reports. Until then times of day count as informative. */
const MIN_REPORTS = 100;
/**
 * Critical value of the statistic. Uniform times exceed it once in 150 tests (e^-5), a newsroom's times after 30
 * reports.
 */
const CRITICAL_VALUE = 5;

/** Sums over reports: of their times as points on the unit circle, of their weights, and of the squared weights. */
interface Sums {
  cosines: number;
  sines: number;
  weight: number;
  squares: number;
}

export class HourUniformity {
  /** Completed days only, because an incomplete day is not uniform. */
  #past: Sums = { cosines: 0, sines: 0, weight: 0, squares: 0 };
  #today: Sums = { ...this.#past };
  #date = Number.NEGATIVE_INFINITY;
  #isInformative = true;

  /** True unless times of day look uniform. */
  get isInformative(): boolean {
    return this.#isInformative;
  }

  /** Learns from a report's time, in days since 1970; NaN if unknown. */
  learn(day: number): void {
    if (Number.isNaN(day)) return;
    const date = Math.floor(day);
    if (date > this.#date) {
      this.#closeDay();
      this.#date = date;
    }
    const angle = 2 * Math.PI * (day - date);
    this.#today.cosines += Math.cos(angle);
    this.#today.sines += Math.sin(angle);
    this.#today.weight++;
    this.#today.squares++;
  }

  #closeDay(): void {
    const factor = settings.decay ** this.#today.weight;
    const past = {
      cosines: this.#past.cosines * factor + this.#today.cosines,
      sines: this.#past.sines * factor + this.#today.sines,
      weight: this.#past.weight * factor + this.#today.weight,
      squares: this.#past.squares * factor ** 2 + this.#today.squares,
    };
    this.#past = past;
    this.#today = { cosines: 0, sines: 0, weight: 0, squares: 0 };
    const effectiveCount = past.weight ** 2 / past.squares;
    const squaredLength = (past.cosines ** 2 + past.sines ** 2) / past.weight ** 2;
    this.#isInformative =
      !(effectiveCount >= MIN_REPORTS) || effectiveCount * squaredLength > CRITICAL_VALUE;
  }
}
