/** Simulated outlets, and what they publish over some days. Seeded: it is the same every time. */
import { createServer, type Server } from "node:http";
import { randomOf, reportOf } from "../support/outlets/outlet-events.ts";
import { rss, type Item } from "../support/outlets/outlet-feed.ts";

const SEED = 8;
export const OUTLETS = 1_000;
export const REPORTS_A_DAY = 30_000;
const DAY = 24 * 3_600_000;
/** Reports that a feed lists. */
const LISTED = 20;

/** A report of an outlet, and when it is published: milliseconds since the start. */
export interface Publication {
  at: number;
  outlet: number;
  event: number;
  /** Which of the outlet's reports it is. */
  number: number;
}

/** What outlets do beside publishing. The shares are those of their numbers. */
const habitOf = (outlet: number) => ({
  /** Sends all of the feed every time: one in ten. */
  unconditional: outlet % 10 === 3,
  /** Sends other bytes every time, such as the time of the request: one in twenty. */
  restless: outlet % 20 === 7,
  /** Every twentieth answer is an error: one in fifty. */
  flaky: outlet % 50 === 11,
});

/**
 * All that is published in so many days, in order of time. Half of the events are reported by one outlet, the others by
 * up to twenty, most of them within hours; a few outlets publish a large part of it all.
 */
export function publications(days: number): Publication[] {
  const random = randomOf(SEED);
  const wanted = days * REPORTS_A_DAY;
  const all: Omit<Publication, "number">[] = [];
  for (let event = 0; all.length < wanted; event++) {
    const begun = random() * days * DAY;
    const many = random() < 0.5 ? 1 : 2 + Math.floor(random() ** 3 * 19);
    const who = new Set<number>();
    // Squared: the first quarter of the outlets publishes half of all reports.
    while (who.size < many) who.add(Math.floor(random() ** 2 * OUTLETS));
    for (const outlet of who) {
      const late = who.size === 1 ? 0 : -Math.log(1 - random()) * 2 * 3_600_000;
      all.push({ at: begun + late, outlet, event });
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

/** The publication as its outlet's feed lists it. */
export function itemOf({ at, outlet, event, number }: Publication, start: number): Item {
  const id = idOf(outlet);
  return {
    ...reportOf(SEED, event, outlet),
    link: `https://${id}.example/reports/${number}`,
    date: new Date(start + at).toUTCString(),
    guid: `${id}-${number}`,
  };
}

/** Serves every outlet's feed as it is at the simulated time, at a path that is its number. */
export class Simulation {
  readonly server: Server;
  /** The simulated time: milliseconds since 1970 (UTC). */
  now: number;
  notModified = 0;
  /** Milliseconds from the publication of each report until its outlet was asked. */
  delays: number[] = [];
  /** Reports that were listed no more when their outlet was asked. */
  missed = 0;
  readonly #start: number;
  readonly #ofOutlet: Publication[][] = Array.from({ length: OUTLETS }, () => []);
  /** How many reports of each outlet were there when it was last asked. */
  readonly #fetched = new Array<number>(OUTLETS).fill(0);
  #requests = 0;

  constructor(all: readonly Publication[], start: number) {
    this.#start = start;
    this.now = start;
    for (const each of all) this.#ofOutlet[each.outlet]?.push(each);
    this.server = createServer((request, response) => {
      const outlet = Number(request.url?.slice(1));
      const habit = habitOf(outlet);
      if (habit.flaky && ++this.#requests % 20 === 0) {
        response.writeHead(500).end();
        return;
      }
      const published = this.#published(outlet);
      const etag = `"${published.length}"`;
      const held = request.headers["if-none-match"] === etag;
      if (held && !habit.unconditional && !habit.restless) {
        this.notModified++;
        response.writeHead(304, { ETag: etag }).end();
        return;
      }
      const before = this.#fetched[outlet] ?? 0;
      this.#fetched[outlet] = published.length;
      for (const { at } of published.slice(before)) this.delays.push(this.now - this.#start - at);
      this.missed += Math.max(0, published.length - before - LISTED);
      const items = published.slice(-LISTED).toReversed();
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

  /** What was published until now reaches the newsroom on another way. */
  skip(): void {
    for (const outlet of this.#fetched.keys())
      this.#fetched[outlet] = this.#published(outlet).length;
  }

  #published(outlet: number): readonly Publication[] {
    const all = this.#ofOutlet[outlet] ?? [];
    const until = this.now - this.#start;
    const end = all.findIndex(({ at }) => at > until);
    return end < 0 ? all : all.slice(0, end);
  }
}
