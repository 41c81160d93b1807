import { evictDurableObject, reset } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import { content } from "#content";
import type { PollResult, FeedReport } from "../../src/model/outlet-feed.ts";
import { breakAt } from "./faults.ts";
import { essence, flaws, type Essence } from "./inside-newsroom.ts";
import { get, items, newsroom } from "./support.ts";
import { DAY, editionWith, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";

Object.assign(content, {
  edition: editionWith(["a", "b", "c"].map((id) => outlet(id))),
  reports: [],
  stories: [],
  digest: "none",
  build: "none",
});

/** What happened: every outlet prints the agency's words. */
const EVENTS = [
  ["Volcano erupts near Hirtshals", "Ash fell on the harbour; nobody was hurt."],
  ["Parliament votes on the budget", "Pensions rise, and the duty on tobacco with them."],
  ["Ferry runs aground off Stavanger", "Tugs took eighty passengers ashore at dawn."],
  ["Marathon record falls in Valencia", "Kiplagat won by eleven seconds ahead of Bekele."],
] as const;
const OUTLETS = ["a", "b", "c"] as const;
type Outlet = (typeof OUTLETS)[number];

/** How an outlet's feed holds a report at one poll. */
interface Shown {
  event: number;
  /** The headline is changed to one that it did not have before. */
  amended: boolean;
  /** What this poll makes anew: the address (outlet a) or the guid (outlet b). */
  whim: number;
}

/** One tick. */
interface Tick {
  polls: Partial<Record<Outlet, Shown[]>>;
  /** The write at which it breaks first, if it has so many; it is filed again then. */
  breaks: number;
  crash: boolean;
  /** Filed once more, as a queue may do. */
  repeated: boolean;
  /** The newsroom starts anew after it. */
  restarts: boolean;
}

const shown = fc.record<Shown>({
  event: fc.nat(EVENTS.length - 1),
  amended: fc.boolean(),
  whim: fc.nat(6),
});
const feed = fc.uniqueArray(shown, { selector: ({ event }) => event, maxLength: EVENTS.length });
const tick = fc.record<Tick>({
  polls: fc.record({ a: feed, b: feed, c: feed }, { requiredKeys: [] }),
  breaks: fc.nat(60),
  crash: fc.boolean(),
  repeated: fc.boolean(),
  restarts: fc.boolean(),
});

const nameOf = (id: string, event: number): string => `https://${id}.example/${event}`;

function reportOf(id: Outlet, { event, whim }: Shown, version: number): FeedReport {
  const [title, summary] = EVENTS[event] ?? EVENTS[0];
  const moment = NOON - DAY + event * 100 * MINUTE + OUTLETS.indexOf(id) * 10 * MINUTE;
  return {
    url: nameOf(id, event) + (id === "a" ? `?whim=${whim}` : ""),
    guid: { a: `${event}`, b: `${event}/${whim}`, c: null }[id],
    outlet: id,
    title: version === 0 ? title : `${title} (${version})`,
    titleIsOurs: false,
    summary,
    published: { value: new Date(moment).toISOString(), estimated: false },
    language: "en",
    tags: [],
    via: null,
  };
}

/** What is to be filed, and what has to come of it. */
class Script {
  readonly batches: PollResult[][] = [];
  /** The same, with each report only where it first came. */
  readonly once: PollResult[][] = [];
  readonly headlines = new Map<string, string>();

  constructor(ticks: readonly Tick[]) {
    const versions = new Map<string, number>();
    for (const [n, { polls }] of ticks.entries()) {
      const batch: PollResult[] = [];
      const once: PollResult[] = [];
      for (const id of OUTLETS) {
        const fresh: FeedReport[] = [];
        const held = polls[id]?.map((one) => {
          const name = nameOf(id, one.event);
          const known = versions.get(name);
          const version = known === undefined ? 0 : known + Number(one.amended);
          versions.set(name, version);
          const report = reportOf(id, one, version);
          if (known === undefined) fresh.push(report);
          this.headlines.set(name, report.title);
          return report;
        });
        if (held) batch.push(poll(id, timeOf(n), held));
        once.push(poll(id, timeOf(n), fresh));
      }
      this.batches.push(batch);
      this.once.push(once);
    }
  }
}

const timeOf = (n: number): number => NOON + n * 15 * MINUTE;

/** The stories, their reports named without what a feed makes of the address at each poll. */
const stories = ({ stories: all }: Essence): unknown =>
  all.map(({ headline, first_published, updated, outlets, reports }) => ({
    headline,
    first_published,
    updated,
    outlets,
    reports: reports.map((url) => url.replace(/\?.*/, "")).toSorted(),
  }));

test("whatever feeds bring, however often it breaks, comes to what each report filed once comes to", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(tick, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (ticks, late) => {
        const script = new Script(ticks);
        await reset();
        for (const [n, batch] of script.once.entries())
          await newsroom().filePolls(batch, timeOf(n));
        const expected = stories(await essence());

        await reset();
        const pages = new Set<string>();
        for (const [n, batch] of script.batches.entries()) {
          const { breaks, crash, repeated, restarts } = ticks[n] as Tick;
          const file = (desk: {
            filePolls: (polls: PollResult[], now: number) => unknown;
          }): unknown => desk.filePolls(batch, timeOf(n));
          if (await breakAt(breaks, crash ? "a crash" : "an error", file)) await file(newsroom());
          if (repeated) await file(newsroom());
          if (restarts) await evictDurableObject(newsroom());
          for (const { url } of await items()) pages.add(new URL(url).pathname);
        }
        if (late) {
          const time = NOON + 200 * DAY;
          await newsroom().filePolls([], time);
          for (const batch of script.batches)
            expect(await newsroom().filePolls(batch, time)).toMatchObject({ changed: false });
        }

        expect(await flaws()).toEqual({});
        const found = await essence();
        expect(stories(found)).toEqual(expected);

        expect(
          new Map(found.reports.map(({ url, title }) => [url.replace(/\?.*/, ""), title])),
        ).toEqual(new Map([...script.headlines].toSorted(([x], [y]) => (x < y ? -1 : 1))));
        for (const path of pages) expect([200, 301], path).toContain((await get(path)).status);
      },
    ),
    { numRuns: 20 },
  );
}, 30_000);
