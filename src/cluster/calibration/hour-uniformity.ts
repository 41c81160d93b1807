/**
 * Whether the time of day in `published` says anything. Newsrooms have days and nights; where reports come evenly around
 * the clock, the hour was made up or lost on the way, and only the date is to be believed. It is found by Rayleigh's test
 * of uniformity on the circle: Mardia and Jupp, "Directional Statistics" (2000), 6.3.1.
 */
import { settings } from "../hyperparameters.ts";

/** As long as fewer reports were seen, the hours are believed. */
const FEW = 100;
/** Reports that come evenly reach this once in 150 times (e^-5), those of a newsroom's day after thirty reports. */
const RHYTHM = 5;

/** Sums over reports: of their times as points on a circle, of their weights, and of the squares of those. */
interface Sums {
  cosines: number;
  sines: number;
  weight: number;
  squares: number;
}

export class HourUniformity {
  /** Days that are over; a day that has only begun would look like a rhythm. */
  #past: Sums = { cosines: 0, sines: 0, weight: 0, squares: 0 };
  #today: Sums = { ...this.#past };
  #date = Number.NEGATIVE_INFINITY;
  #tells = true;

  /** True as long as nothing speaks against the hours. */
  get isInformative(): boolean {
    return this.#tells;
  }

  /** Learns from a report's time, in days since 1970; NaN where it is not known. */
  learn(day: number): void {
    if (Number.isNaN(day)) return;
    const date = Math.floor(day);
    if (date > this.#date) {
      this.#close();
      this.#date = date;
    }
    const angle = 2 * Math.PI * (day - date);
    this.#today.cosines += Math.cos(angle);
    this.#today.sines += Math.sin(angle);
    this.#today.weight++;
    this.#today.squares++;
  }

  #close(): void {
    const kept = settings.decay ** this.#today.weight;
    const past = {
      cosines: this.#past.cosines * kept + this.#today.cosines,
      sines: this.#past.sines * kept + this.#today.sines,
      weight: this.#past.weight * kept + this.#today.weight,
      squares: this.#past.squares * kept ** 2 + this.#today.squares,
    };
    this.#past = past;
    this.#today = { cosines: 0, sines: 0, weight: 0, squares: 0 };
    const seen = past.weight ** 2 / past.squares;
    const length = (past.cosines ** 2 + past.sines ** 2) / past.weight ** 2;
    this.#tells = !(seen >= FEW) || seen * length > RHYTHM;
  }
}
