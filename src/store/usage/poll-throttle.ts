import { paceOf, type Limits, type Pace } from "./pace.ts";
import type { RowMeter } from "./row-meter.ts";

/** Withholds feeds from polling while the edition nears a limit of its plan. */
export class PollThrottle {
  readonly #meter: RowMeter;
  readonly #limits: Limits;
  /** Feeds leased in a minute, since a round leases several times. */
  #leased = { minute: 0, polls: 0 };

  constructor(meter: RowMeter, limits: Limits) {
    this.#meter = meter;
    this.#limits = limits;
  }

  pace(now: number): Pace {
    return paceOf(this.#meter.usage(now), this.#meter.storage.sql.databaseSize, this.#limits, now);
  }

  /**
   * Leases as many feeds as the plan allows. Those that are withheld stay due, the longest overdue first.
   *
   * @param lease leases up to a number of feeds
   */
  lease<T>(now: number, limit: number, lease: (limit: number) => T[]): T[] {
    const minute = Math.floor(now / 60_000);
    if (this.#leased.minute !== minute) this.#leased = { minute, polls: 0 };
    const { polls, slowed } = this.pace(now);
    const allowed = Math.max(0, Math.min(limit, polls - this.#leased.polls));
    if (slowed !== null && this.#leased.polls === 0)
      console.warn(JSON.stringify({ event: "polling slowed", reason: slowed }));
    const leased = allowed === 0 ? [] : lease(allowed);
    this.#leased.polls += leased.length;
    this.#meter.addPolls(leased.length, now);
    return leased;
  }
}
