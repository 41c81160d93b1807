import { evictDurableObject, reset } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import { content } from "#content";
import type { PollResult, FeedReport } from "../../src/model/outlet-feed.ts";
import { breakAt } from "./faults.ts";
import { comparableState, integrityViolations, type NewsroomState } from "./inside-newsroom.ts";
import { get, items, newsroom } from "./support.ts";
import { DAY, editionWith, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";

Object.assign(content, {
  edition: editionWith(["a", "b", "c"].map((id) => outlet(id))),
  reports: [],
  stories: [],
  digest: "none",
  build: "none",
});

/** Events, which every outlet reports in the same words of an agency. */
const EVENTS = [
  ["Volcano erupts near Hirtshals", "Ash fell on the harbour; nobody was hurt."],
  ["Parliament votes on the budget", "Pensions rise, and the duty on tobacco with them."],
  ["Ferry runs aground off Stavanger", "Tugs took eighty passengers ashore at dawn."],
  ["Marathon record falls in Valencia", "Kiplagat won by eleven seconds ahead of Bekele."],
] as const;
const OUTLETS = ["a", "b", "c"] as const;
type Outlet = (typeof OUTLETS)[number];

/** A report as an outlet's feed lists it at one poll. */
interface Shown {
  event: number;
  /** Whether the headline changes to one that it did not have before. */
  amended: boolean;
  /** Part of the address (outlet a) or of the guid (outlet b), so that it can differ at every poll. */
  variant: number;
}

/** One polling round. */
interface Tick {
  polls: Partial<Record<Outlet, Shown[]>>;
  /** The write at which the filing fails, if it has this many. It is then filed again. */
  failsAtWrite: number;
  crash: boolean;
  /** Whether it is filed twice, as a queue may do. */
  repeated: boolean;
  /** Whether the newsroom restarts afterwards. */
  restarts: boolean;
}

const shown = fc.record<Shown>({
  event: fc.nat(EVENTS.length - 1),
  amended: fc.boolean(),
  variant: fc.nat(6),
});
const feed = fc.uniqueArray(shown, { selector: ({ event }) => event, maxLength: EVENTS.length });
const tick = fc.record<Tick>({
  polls: fc.record({ a: feed, b: feed, c: feed }, { requiredKeys: [] }),
  failsAtWrite: fc.nat(60),
  crash: fc.boolean(),
  repeated: fc.boolean(),
  restarts: fc.boolean(),
});

const nameOf = (id: string, event: number): string => `https://${id}.example/${event}`;

function reportOf(id: Outlet, { event, variant }: Shown, version: number): FeedReport {
  const [title, summary] = EVENTS[event] ?? EVENTS[0];
  const moment = NOON - DAY + event * 100 * MINUTE + OUTLETS.indexOf(id) * 10 * MINUTE;
  return {
    url: nameOf(id, event) + (id === "a" ? `?whim=${variant}` : ""),
    guid: { a: `${event}`, b: `${event}/${variant}`, c: null }[id],
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

/** The batches to file, and the headlines expected in the end. */
class Script {
  readonly batches: PollResult[][] = [];
  /** The same batches, with each report only in the first one that contains it. */
  readonly once: PollResult[][] = [];
  readonly headlines = new Map<string, string>();

  constructor(ticks: readonly Tick[]) {
    const versions = new Map<string, number>();
    for (const [n, { polls }] of ticks.entries()) {
      const batch: PollResult[] = [];
      const once: PollResult[] = [];
      for (const id of OUTLETS) {
        const fresh: FeedReport[] = [];
        const listed = polls[id]?.map((each) => {
          const name = nameOf(id, each.event);
          const known = versions.get(name);
          const version = known === undefined ? 0 : known + Number(each.amended);
          versions.set(name, version);
          const report = reportOf(id, each, version);
          if (known === undefined) fresh.push(report);
          this.headlines.set(name, report.title);
          return report;
        });
        if (listed) batch.push(poll(id, timeOf(n), listed));
        once.push(poll(id, timeOf(n), fresh));
      }
      this.batches.push(batch);
      this.once.push(once);
    }
  }
}

const timeOf = (n: number): number => NOON + n * 15 * MINUTE;

/** The stories without their headlines, which follow corrections, and the variable part of their reports' addresses. */
const stories = ({ stories: all }: NewsroomState): unknown =>
  all.map(({ first_published, updated, outlets, reports }) => ({
    first_published,
    updated,
    outlets,
    reports: reports.map((url) => url.replace(/\?.*/, "")).toSorted(),
  }));

test("any sequence of polls, failures and restarts gives the same stories as filing each report once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(tick, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (ticks, late) => {
        const script = new Script(ticks);
        await reset();
        for (const [n, batch] of script.once.entries())
          await newsroom().filePolls(batch, timeOf(n));
        const expected = stories(await comparableState());

        await reset();
        const pages = new Set<string>();
        for (const [n, batch] of script.batches.entries()) {
          const { failsAtWrite, crash, repeated, restarts } = ticks[n] as Tick;
          const file = (instance: {
            filePolls: (polls: PollResult[], now: number) => unknown;
          }): unknown => instance.filePolls(batch, timeOf(n));
          if (await breakAt(failsAtWrite, crash ? "a crash" : "an error", file))
            await file(newsroom());
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

        expect(await integrityViolations()).toEqual({});
        const state = await comparableState();
        expect(stories(state)).toEqual(expected);
        for (const { headline, reports } of state.stories)
          if (reports.length === 1)
            expect(headline).toBe(script.headlines.get(reports[0]?.replace(/\?.*/, "") ?? ""));

        expect(
          new Map(state.reports.map(({ url, title }) => [url.replace(/\?.*/, ""), title])),
        ).toEqual(new Map([...script.headlines].toSorted(([x], [y]) => (x < y ? -1 : 1))));
        for (const path of pages) expect([200, 301], path).toContain((await get(path)).status);
      },
    ),
    { numRuns: 20 },
  );
}, 30_000);
