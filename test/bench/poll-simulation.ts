/** Simulates outlets and what they publish over several days. Seeded, so every run is the same. */
import { createServer, type Server } from "node:http";
import { randomOf, reportOf } from "../support/outlets/outlet-events.ts";
import { rss, type Item } from "../support/outlets/outlet-feed.ts";

const SEED = 8;
/** Milliseconds. */
const DAY = 24 * 3_600_000;

/** The outlets that are simulated. */
export interface Outlets {
  outlets: number;
  /** Of all outlets together. */
  reportsADay: number;
  /** Maximum number of items in a feed. */
  feedLength: number;
  /** How unevenly outlets publish: with 1 all alike, with 2 the first quarter of them publishes half of all reports. */
  skew: number;
}

/** A report and its time of publication. */
export interface Publication {
  /** Milliseconds since the start. */
  at: number;
  outlet: number;
  event: number;
  /** Counts the outlet's reports from 0. */
  number: number;
}

/** How an outlet's server answers, by the outlet's number. */
const habitOf = (outlet: number) => ({
  /** One outlet in ten ignores conditional requests and always sends the whole feed. */
  unconditional: outlet % 10 === 3,
  /** One in twenty sends different bytes every time, such as the time of the request. */
  restless: outlet % 20 === 7,
  /** In one outlet of fifty, one answer in twenty is an error. */
  flaky: outlet % 50 === 11,
});

/**
 * Everything that is published in `days` days, in order of time. Half of the events are reported by one outlet, the rest
 * by up to twenty, most of them within hours.
 */
export function publications(
  days: number,
  { outlets: count, reportsADay, skew }: Outlets,
): Publication[] {
  const random = randomOf(SEED);
  const wanted = days * reportsADay;
  const all: Omit<Publication, "number">[] = [];
  for (let event = 0; all.length < wanted; event++) {
    const start = random() * days * DAY;
    const outletCount = random() < 0.5 ? 1 : 2 + Math.floor(random() ** 3 * 19);
    const outlets = new Set<number>();
    while (outlets.size < Math.min(outletCount, count))
      outlets.add(Math.floor(random() ** skew * count));
    for (const outlet of outlets) {
      const delay = outlets.size === 1 ? 0 : -Math.log(1 - random()) * 2 * 3_600_000;
      all.push({ at: start + delay, outlet, event });
    }
  }
  const numbers = new Map<number, number>();
  return all
    .filter(({ at }) => at < days * DAY)
    .toSorted((a, b) => a.at - b.at)
    .map((each) => {
      const number = numbers.get(each.outlet) ?? 0;
      numbers.set(each.outlet, number + 1);
      return { ...each, number };
    });
}

export const idOf = (outlet: number): string => `outlet-${outlet}`;

/** The publication as an item of its outlet's feed. @param start milliseconds since 1970 (UTC) */
export function itemOf({ at, outlet, event, number }: Publication, start: number): Item {
  const id = idOf(outlet);
  return {
    ...reportOf(SEED, event, outlet),
    link: `https://${id}.example/reports/${number}`,
    date: new Date(start + at).toUTCString(),
    guid: `${id}-${number}`,
  };
}

/** Serves every outlet's feed as of the simulated time. The path is the outlet's number. */
export class Simulation {
  readonly server: Server;
  /** The simulated time: milliseconds since 1970 (UTC). */
  now: number;
  notModified = 0;
  /** Milliseconds from the publication of each report to the next request for its feed. */
  delays: number[] = [];
  /** Reports that had already dropped out of the feed when it was requested. */
  missed = 0;
  readonly #start: number;
  readonly #byOutlet: Publication[][];
  /** Number of reports that each outlet had published by its last request. */
  readonly #fetched: number[];
  #requests = 0;

  /** @param start time at which the publications begin, in milliseconds since 1970 (UTC) */
  constructor(
    all: readonly Publication[],
    start: number,
    { outlets, feedLength }: Pick<Outlets, "outlets" | "feedLength">,
  ) {
    this.#byOutlet = Array.from({ length: outlets }, () => []);
    this.#fetched = new Array<number>(outlets).fill(0);
    this.#start = start;
    this.now = start;
    for (const each of all) this.#byOutlet[each.outlet]?.push(each);
    this.server = createServer((request, response) => {
      const outlet = Number(request.url?.slice(1));
      const habit = habitOf(outlet);
      if (habit.flaky && ++this.#requests % 20 === 0) {
        response.writeHead(500).end();
        return;
      }
      const published = this.#published(outlet);
      const etag = `"${published.length}"`;
      const matches = request.headers["if-none-match"] === etag;
      if (matches && !habit.unconditional && !habit.restless) {
        this.notModified++;
        response.writeHead(304, { ETag: etag }).end();
        return;
      }
      const before = this.#fetched[outlet] ?? 0;
      this.#fetched[outlet] = published.length;
      for (const { at } of published.slice(before)) this.delays.push(this.now - this.#start - at);
      this.missed += Math.max(0, published.length - before - feedLength);
      const items = published.slice(-feedLength).toReversed();
      const extra = habit.restless ? `<pubDate>${new Date(this.now).toUTCString()}</pubDate>` : "";
      response.writeHead(200, { "Content-Type": "application/rss+xml", ETag: etag });
      response.end(
        rss(
          items.map((each) => itemOf(each, this.#start)),
          extra,
        ),
      );
    });
  }

  /** Counts everything published so far as fetched, since the benchmark files it directly. */
  markAllFetched(): void {
    for (const outlet of this.#fetched.keys())
      this.#fetched[outlet] = this.#published(outlet).length;
  }

  #published(outlet: number): readonly Publication[] {
    const all = this.#byOutlet[outlet] ?? [];
    const until = this.now - this.#start;
    const end = all.findIndex(({ at }) => at > until);
    return end < 0 ? all : all.slice(0, end);
  }
}
