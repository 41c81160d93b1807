import { setTimeout as wait } from "node:timers/promises";
import { reportOf } from "../support/outlets/outlet-events.ts";
import type { Item } from "../support/outlets/outlet-feed.ts";
import type { Table } from "../support/table.ts";
import { checker } from "./check.ts";
import { pathOf, startLive, type Live } from "./edition.ts";

/** Enough for two filings in a tick. */
const OUTLETS = 60;
/** Outlets that report the same event. */
const TOGETHER = 5;
const SEED = 4;

/** When the process is killed: at which request of the tick, and how many milliseconds later. */
const POINTS: readonly [request: number, later: number][] = [
  [1, 0],
  [7, 3],
  [25, 0],
  [49, 5],
  [50, 10],
  [52, 15],
  [56, 0],
  [60, 5],
  [60, 20],
  [60, 40],
];

/** Kills the process in the middle of a tick, again and again: each report is in one story, none is lost, none doubled. */
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
    for (const [round, [request, later]] of POINTS.entries()) {
      listed.push(...publish(live, ids, round));
      minutes += 300;
      const point = `at request ${request}, ${later} ms later`;
      check(`${point}: the tick does not end`, await killedAt(live, minutes, request, later), true);
      await server.start();
      // What was lent out to the tick that died is free again after ten minutes.
      minutes += 15;
      await live.tick(minutes);
      const stories = await live.stories();
      check(
        `${point}: nothing is lost, nothing doubled`,
        difference(
          stories.flatMap(({ links }) => links),
          listed,
        ),
        [],
      );
      for (const { url } of stories) pages.add(url);
      const tags = await (await fetch(`${server.url}/feed.json`)).text();
      outlets.asked.length = 0;
      await live.tick(minutes);
      check(`${point}: nobody is asked again before it is due`, outlets.asked.length, 0);
      check(
        `${point}: and all that was published stays as it is`,
        await (await fetch(`${server.url}/feed.json`)).text(),
        tags,
      );
    }
    const broken = [];
    for (const page of pages) if (!(await fetch(page)).ok) broken.push(page);
    check(`each of ${pages.size} pages that were ever published is there`, broken, []);
  } finally {
    await live.stop();
  }
}

/** Every outlet lists one report more. */
function publish({ outlets }: Live, ids: readonly string[], round: number): string[] {
  return ids.map((id, n) => {
    const path = pathOf(id);
    const event = round * OUTLETS + Math.floor(n / TOGETHER);
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

/** Runs a tick and kills the process in its middle. @returns whether the tick was still running. */
async function killedAt(
  { outlets, server, tick }: Live,
  minutes: number,
  request: number,
  later: number,
): Promise<boolean> {
  let asked = 0;
  const point = Promise.withResolvers<void>();
  outlets.onAsked = () => {
    if (++asked === request) point.resolve();
  };
  const ended = tick(minutes).then(
    () => true,
    () => false,
  );
  await point.promise;
  if (later > 0) await wait(later);
  await server.kill();
  outlets.onAsked = () => {};
  return !(await ended);
}

/** What is in one and not in the other, or more than once in one. */
function difference(is: readonly string[], should: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of is) counts.set(each, (counts.get(each) ?? 0) + 1);
  for (const each of should) counts.set(each, (counts.get(each) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([each, count]) => `${count} ${each}`);
}
