import { setTimeout as wait } from "node:timers/promises";
import { reportOf } from "../support/outlets/outlet-events.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { pathOf, startLive, type Live } from "./edition.ts";

/** Enough outlets for two batches in a tick. */
const OUTLETS = 60;
/** Number of outlets that report the same event. */
const OUTLETS_PER_EVENT = 5;
const SEED = 4;

/** When to kill the process: after this request of the tick, and this many milliseconds later. */
const KILL_POINTS: readonly [request: number, delay: number][] = [
  [1, 0],
  [7, 3],
  [25, 0],
  [49, 5],
  [50, 10],
  [52, 15],
  [56, 0],
  [60, 0],
  [60, 5],
  [60, 10],
];

/** Kills the process in the middle of a tick, several times. Afterwards every report has to be in exactly one story. */
export async function crashes(table: Table): Promise<void> {
  const check = checker(table, "kill -9");
  const ids = Array.from({ length: OUTLETS }, (_, n) => `outlet-${n}`);
  const live = await startLive(Object.fromEntries(ids.map((id) => [id, []])));
  const { server, outlets } = live;
  const pages = new Set<string>();
  try {
    await live.tick(0);
    const listed: string[] = [];
    let minutes = 0;
    for (const [round, [request, delay]] of KILL_POINTS.entries()) {
      listed.push(...publish(live, ids, round));
      minutes += 300;
      const point = `${delay} ms after request ${request}`;
      const interrupted = await killDuringTick(live, minutes, request, delay);
      check(`${point}: the kill interrupts the tick`, interrupted, true);
      await server.start();
      // The killed tick's leases expire after ten minutes.
      minutes += 15;
      await live.tick(minutes);
      const stories = await live.stories();
      check(
        `${point}: no report is lost or duplicated`,
        difference(
          stories.flatMap(({ links }) => links),
          listed,
        ),
        [],
      );
      for (const { url } of stories) pages.add(url);
      const feed = await (await fetch(`${server.url}/feed.json`)).text();
      outlets.requests.length = 0;
      await live.tick(minutes);
      check(`${point}: no outlet is polled before it is due`, outlets.requests.length, 0);
      check(
        `${point}: the feed does not change`,
        await (await fetch(`${server.url}/feed.json`)).text(),
        feed,
      );
    }
    const broken = [];
    for (const page of pages) if (!(await fetch(page)).ok) broken.push(page);
    check(`all ${pages.size} pages ever published still exist`, broken, []);
  } finally {
    await live.stop();
  }
}

/** Adds a report to every outlet's feed. @returns the reports' URLs */
function publish({ outlets }: Live, ids: readonly string[], round: number): string[] {
  return ids.map((id, n) => {
    const path = pathOf(id);
    const event = round * OUTLETS + Math.floor(n / OUTLETS_PER_EVENT);
    const item: Item = {
      ...reportOf(SEED, event, n),
      link: `https://${id}.example/${round}`,
      date: new Date().toUTCString(),
      guid: `${round}`,
    };
    outlets.feeds.set(path, [item, ...(outlets.feeds.get(path) ?? [])]);
    return item.link;
  });
}

/** Runs a tick and kills the process in the middle. @returns whether the tick was still running */
async function killDuringTick(
  { outlets, server, tick }: Live,
  minutes: number,
  request: number,
  delay: number,
): Promise<boolean> {
  let requests = 0;
  const point = Promise.withResolvers<void>();
  outlets.onRequest = () => {
    if (++requests === request) point.resolve();
  };
  const completed = tick(minutes).then(
    () => true,
    () => false,
  );
  await point.promise;
  if (delay > 0) await wait(delay);
  await server.kill();
  outlets.onRequest = () => {};
  return !(await completed);
}

/** Strings that occur more often in one list than in the other, each with the surplus: `-1 https://…` is missing. */
function difference(actual: readonly string[], expected: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of actual) counts.set(each, (counts.get(each) ?? 0) + 1);
  for (const each of expected) counts.set(each, (counts.get(each) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([each, count]) => `${count} ${each}`);
}
