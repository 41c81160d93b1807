import type { FilingResult, PollResult } from "../model/outlet-feed.ts";
import type { Log } from "./log.ts";
import type { NewsroomPort } from "./newsroom-port.ts";

/** Polls, and reports in them, that are filed in one call. */
const BATCH = { polls: 50, reports: 500 };
/** Milliseconds that a poll waits for others: those that hang must not hold back what is there. */
const MAX_WAIT = 2_000;

/** Collects what comes of polls and files it in batches, one after the other, while the next outlets are asked. */
export class Batcher {
  readonly #desk: NewsroomPort;
  readonly #clock: () => number;
  readonly #log: Log;
  #polls: PollResult[] = [];
  #reports = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #filing: Promise<void> = Promise.resolve();
  #filed = NOTHING_FILED;

  constructor(newsroom: NewsroomPort, clock: () => number, log: Log) {
    this.#desk = newsroom;
    this.#clock = clock;
    this.#log = log;
  }

  /** Waits for its filing if it filled a batch, so that the newsroom is not outrun. */
  async add(poll: PollResult): Promise<void> {
    this.#polls.push(poll);
    this.#reports += poll.reports?.length ?? 0;
    if (this.#polls.length >= BATCH.polls || this.#reports >= BATCH.reports) await this.#flush();
    else this.#timer ??= setTimeout(() => void this.#flush(), MAX_WAIT);
  }

  /** Files the rest; answers what all of it changed. */
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

  /** One that cannot be filed is found by halving, and costs its neighbours nothing. */
  async #file(batch: PollResult[]): Promise<FilingResult> {
    try {
      return await this.#desk.filePolls(batch, this.#clock());
    } catch (error) {
      const outlets = batch.map(({ state }) => state.outlet);
      this.#log({ event: "batch not filed", outlets, error: String(error) });
      // A newsroom that does not answer answers halves no better. The leases end, and the outlets are asked again.
      if (isOutage(error)) return NOTHING_FILED;
      const [first] = batch;
      if (batch.length > 1) {
        const middle = batch.length >> 1;
        const front = await this.#file(batch.slice(0, middle));
        return addResults(front, await this.#file(batch.slice(middle)));
      }
      if (!first || first.reports === null) return NOTHING_FILED;
      return this.#file([withoutReports(first, error)]);
    }
  }
}

/** So that its outlet is asked at its own pace, and its page says what is wrong. It holds no validators of what was lost. */
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

/** Set by the platform on what it throws (https://developers.cloudflare.com/durable-objects/best-practices/error-handling/). */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (("retryable" in error && error.retryable === true) ||
    ("overloaded" in error && error.overloaded === true));

const NOTHING_FILED: FilingResult = { added: 0, amended: 0, stories: 0, changed: false };

const addResults = (a: FilingResult, b: FilingResult): FilingResult => ({
  added: a.added + b.added,
  amended: a.amended + b.amended,
  stories: a.stories + b.stories,
  changed: a.changed || b.changed,
});
