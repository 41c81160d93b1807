import type { FilingResult, PollResult } from "../model/outlet-feed.ts";
import type { Log } from "./log.ts";
import type { NewsroomPort } from "./newsroom-port.ts";

/** Numbers of polls and of reports at which a batch is filed. */
export interface BatchSize {
  polls: number;
  reports: number;
}

const USUAL: BatchSize = { polls: 50, reports: 500 };
/**
 * For a round that may be stopped at any time. What brings reports is filed at once. Polls without reports cost little to
 * repeat, and a row for each filing, so that a few wait for each other.
 */
export const SMALL: BatchSize = { polls: 6, reports: 1 };
/** Milliseconds that a poll waits for others, so that hanging outlets do not delay finished polls. */
const MAX_WAIT = 2_000;

/** Collects poll results and files them in batches, one at a time, while the next outlets are polled. */
export class Batcher {
  readonly #newsroom: NewsroomPort;
  readonly #clock: () => number;
  readonly #log: Log;
  readonly #size: BatchSize;
  #polls: PollResult[] = [];
  #reports = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filing: Promise<void> = Promise.resolve();
  #filed = NOTHING_FILED;

  constructor(newsroom: NewsroomPort, clock: () => number, log: Log, size = USUAL) {
    this.#newsroom = newsroom;
    this.#clock = clock;
    this.#log = log;
    this.#size = size;
  }

  /** Adds a poll. If it completes a batch, waits until that is filed, so that polling does not outrun the newsroom. */
  async add(poll: PollResult): Promise<void> {
    this.#polls.push(poll);
    this.#reports += poll.reports?.length ?? 0;
    const { polls, reports } = this.#size;
    if (this.#polls.length >= polls || this.#reports >= reports) await this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), MAX_WAIT);
  }

  /** Files the remaining polls. @returns what all batches changed */
  async end(): Promise<FilingResult> {
    await this.#flush();
    return this.#filed;
  }

  #flush(): Promise<void> {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#polls;
    this.#polls = [];
    this.#reports = 0;
    this.#filing = this.#filing.then(async () => {
      if (batch.length === 0) return;
      this.#filed = addResults(this.#filed, await this.#file(batch));
    });
    return this.#filing;
  }

  /** Files a batch. If the newsroom rejects it, halves it to isolate the poll at fault, so that the others are filed. */
  async #file(batch: PollResult[]): Promise<FilingResult> {
    try {
      return await this.#newsroom.filePolls(batch, this.#clock());
    } catch (error) {
      const outlets = batch.map(({ state }) => state.outlet);
      this.#log({ event: "batch not filed", outlets, error: String(error) });
      // Halving does not help in an outage. The leases end, and the outlets are polled again.
      if (isOutage(error)) return NOTHING_FILED;
      const [first] = batch;
      if (batch.length > 1) {
        const middle = batch.length >> 1;
        const firstHalf = await this.#file(batch.slice(0, middle));
        return addResults(firstHalf, await this.#file(batch.slice(middle)));
      }
      if (!first || first.reports === null) return NOTHING_FILED;
      return this.#file([withoutReports(first, error)]);
    }
  }
}

/**
 * The same poll as a failure: the outlet keeps its schedule, and the outlets page shows the error. The validators are
 * dropped, so that the next poll fetches the lost reports again.
 */
const withoutReports = ({ state }: PollResult, error: unknown): PollResult => ({
  state: {
    ...state,
    etag: null,
    lastModified: null,
    digest: null,
    failures: state.failures + 1,
    error: `Its reports could not be filed: ${String(error)}`,
  },
  reports: null,
});

/** Whether the platform reports an outage, by flags on its errors (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/). */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (("retryable" in error && error.retryable === true) ||
    ("overloaded" in error && error.overloaded === true));

const NOTHING_FILED: FilingResult = { added: 0, amended: 0, stories: 0, changed: false, held: {} };

const addResults = (a: FilingResult, b: FilingResult): FilingResult => ({
  added: a.added + b.added,
  amended: a.amended + b.amended,
  stories: a.stories + b.stories,
  changed: a.changed || b.changed,
  held: sumByOutlet(a.held, b.held),
});

/** Several feeds of an outlet may be filed in different batches. */
const sumByOutlet = (a: FilingResult["held"], b: FilingResult["held"]): FilingResult["held"] => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([outlet, count]) => [outlet, count + (a[outlet] ?? 0)]),
  ),
});
