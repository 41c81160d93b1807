import { setTimeout as wait } from "node:timers/promises";
import { checker } from "../live/check.ts";
import { reportOf } from "../support/outlets/outlet-events.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { startEdition, type HostileEdition } from "./edition.ts";

const SEED = 41;
const OUTLETS = Array.from({ length: 6 }, (_, n) => `outlet-${n}`);
const VISITORS = 16;
/** Milliseconds that visitors go on. */
const DURATION = 8_000;
/** How many times slower /healthz may be while visitors ask for lists. */
const MAX_SLOWDOWN = 20;
/** Concurrent connections and duration of the load, and how much slower than the median one in a hundred may be. */
const LOAD = { connections: 64, milliseconds: 60_000, maxRatio: 5 };

/** Parameters that are no filters, and many lists at once. */
export async function visitors(table: Table): Promise<void> {
  const check = checker(table, "visitors");
  const edition = await startEdition(OUTLETS.map((id) => ({ id })));
  try {
    await fill(edition);
    for (const query of [
      "__proto__=1",
      "constructor=1",
      "hasOwnProperty",
      "toString=",
      "valueOf=2",
    ])
      for (const path of ["/", "/rss.xml", "/search"])
        check(`${path}?${query} is refused`, await edition.status(`${path}?${query}`), 400);
    const address = async (query: string): Promise<string> =>
      /"feed_url": "([^"]*)"/.exec(await edition.text(`/feed.json?${query}`))?.[1] ?? "";
    check(
      "times are rounded to the minute",
      await address("since=2026-11-22T15:00:59Z&before=2099-01-01T00:00:01Z"),
      `${edition.server.url}/feed.json?since=2026-11-22T15:00:00Z&before=2099-01-01T00:01:00Z`,
    );
    const quiet = await medianOfHealth(edition, 2_000, async () => {});
    let asked = 0;
    let failed = 0;
    const busy = await medianOfHealth(edition, DURATION, async (end) => {
      await Promise.all(
        Array.from({ length: VISITORS }, async () => {
          while (Date.now() < end) {
            const status = await edition.status(distinctList(asked++));
            if (status !== 200) failed++;
          }
        }),
      );
    });
    check("every list is answered", [failed, asked > VISITORS], [0, true]);
    const slowdown = busy / quiet;
    check(
      `/healthz is at most ${MAX_SLOWDOWN} times slower meanwhile (${quiet.toFixed(0)} ms, then ${busy.toFixed(0)} ms)`,
      slowdown <= MAX_SLOWDOWN,
      true,
    );
  } finally {
    await edition.stop();
  }
}

/** Readers fetch the feeds on many connections while ticks file reports. */
export async function load(table: Table): Promise<void> {
  const check = checker(
    table,
    `${LOAD.connections} connections for ${LOAD.milliseconds / 1_000} s`,
  );
  const edition = await startEdition(OUTLETS.map((id) => ({ id })));
  try {
    await fill(edition);
    const end = Date.now() + LOAD.milliseconds;
    const times: number[] = [];
    const errors: string[] = [];
    const paths = ["/rss.xml", "/atom.xml", "/feed.json", "/"];
    const reader = async (n: number): Promise<void> => {
      while (Date.now() < end) {
        const start = performance.now();
        try {
          const status = await edition.status(paths[n % paths.length] ?? "/");
          if (status !== 200) errors.push(`status ${status}`);
        } catch (error) {
          errors.push(String(error));
        }
        times.push(performance.now() - start);
      }
    };
    const ticks = async (): Promise<void> => {
      for (let n = 1; Date.now() < end; n++) {
        await publish(edition, n);
        await edition.tick(300 * n);
        await wait(5_000);
      }
    };
    await Promise.all([ticks(), ...Array.from({ length: LOAD.connections }, (_, n) => reader(n))]);
    times.sort((a, b) => a - b);
    const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => times[Math.floor(times.length * share)]);
    check(`no error in ${times.length} requests`, errors.slice(0, 3), []);
    check(
      `p99 is at most ${LOAD.maxRatio} times p50 (${p50.toFixed(0)} ms, ${p99.toFixed(0)} ms)`,
      p99 <= LOAD.maxRatio * p50,
      true,
    );
  } finally {
    await edition.stop();
  }
}

/** Two hundred stories, some of them of several outlets. */
async function fill(edition: HostileEdition): Promise<void> {
  await publish(edition, 0);
  await edition.tick(0);
}

async function publish(edition: HostileEdition, round: number): Promise<void> {
  for (const [n, id] of OUTLETS.entries())
    edition.publish(
      id,
      Array.from({ length: round === 0 ? 60 : 10 }, (_, k): Item => {
        const event = 10_000 * round + (k % 3 === 0 ? k : 1_000 * (n + 1) + k);
        return {
          ...reportOf(SEED, event, n),
          link: `https://${id}.example/${event}`,
          date: edition.date(300 * round - 5 * k),
        };
      }),
    );
}

/** A list that nobody has asked for, with as many conditions as there can be. */
const distinctList = (n: number): string =>
  `/feed.json?outlets=${OUTLETS.slice(0, 5).join(",")}&exclude=${OUTLETS[5]}&lang=en&limit=200&since=${minute(n)}`;

const minute = (n: number): string =>
  new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString().replace(/:00\.000Z$/, "Z");

/** The median time of /healthz in milliseconds, asked every 50 ms while something else goes on. */
async function medianOfHealth(
  edition: HostileEdition,
  duration: number,
  meanwhile: (end: number) => Promise<void>,
): Promise<number> {
  const end = Date.now() + duration;
  const times: number[] = [];
  const measure = async (): Promise<void> => {
    while (Date.now() < end) {
      const start = performance.now();
      await edition.status("/healthz");
      times.push(performance.now() - start);
      await wait(50);
    }
  };
  await Promise.all([measure(), meanwhile(end)]);
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.POSITIVE_INFINITY;
}
