import { evictDurableObject, reset } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { content } from "#content";
import type { Edition } from "../../src/model/edition.ts";
import type { EditorStory } from "../../src/model/story.ts";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { breakAt, type Fault } from "./faults.ts";
import {
  comparableState,
  dumpTables,
  integrityViolations,
  resolvableAddresses,
} from "./inside-newsroom.ts";
import { get, newsroom, report } from "./support.ts";
import { DAY, editionWith, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";

const NOTHING = {
  edition: editionWith([outlet("a"), outlet("b")]),
  reports: [],
  stories: [],
  digest: "none",
  build: "none",
};

const at = (minutes: number): number => NOON + minutes * MINUTE;
const published = { value: new Date(at(-60)).toISOString(), estimated: false };

const volcano = { title: report().title, summary: report().summary, published };
const budget = { title: "Parliament votes on the new budget", summary: "", published };
const ferry = { title: "Ferry to Bergen runs aground off Stavanger", summary: "", published };
const item = (n: number, overrides: Partial<FeedReport>): Partial<FeedReport> => ({
  url: `https://a.example/${n}`,
  guid: `${n}`,
  ...overrides,
});

const editorStory: EditorStory = {
  key: "volcano",
  headline: "The volcano",
  summary: { text: "What it did.", html: "<p>What it did.</p>" },
  tags: [],
  disagreements: [],
  reports: ["https://a.example/1", "https://a.example/3", "https://b.example/9"],
  not: ["https://b.example/4"],
};
const file = report({ url: "https://a.example/2", outlet: "a", title: "As the file has it" });

/** Starts an empty newsroom with two outlets and no content files. */
async function start(): Promise<void> {
  Object.assign(content, NOTHING);
  await reset();
}

/** When filings go on after the retention period. */
const LATER = NOON + 200 * DAY;
const later = (minutes: number): number => LATER + minutes * MINUTE;
const claimed = { ...ferry, url: "https://a.example/20", guid: null };

/** Deploys other outlets, and withdraws. */
function deploy(
  instance: Newsroom,
  build: string,
  ids: Parameters<typeof outlet>[0][],
  settings: Partial<Edition["withdrawn"]> & { formerly?: string } = {},
): void {
  const { formerly, outlets = [], reports = [] } = settings;
  const edition: Edition = {
    ...editionWith(
      ids.map((id) => ({ ...outlet(id), ...(formerly && id === "c" && { formerly: [formerly] }) })),
    ),
    withdrawn: { outlets, reports },
  };
  instance.followContent({ build, edition }, later(60));
  Object.assign(content, { build, edition });
}

/** Filings, run in this order. Those that withdraw reports may end addresses; all others must not. */
const FILINGS: [name: string, file: (instance: Newsroom) => unknown, withdraws?: true][] = [
  [
    "new reports",
    (instance) =>
      instance.filePolls(
        [
          poll("a", NOON, [item(1, volcano), item(2, budget), item(3, ferry)]),
          poll("b", NOON, [item(4, { ...volcano, url: "https://b.example/4" })]),
        ],
        NOON,
      ),
  ],
  [
    "reports with a new headline, address or guid",
    (instance) =>
      instance.filePolls(
        [
          poll("a", at(15), [
            item(1, { ...volcano, title: "Volcano quiet again" }),
            item(2, { ...budget, url: "https://a.example/moved" }),
            item(3, { ...ferry, guid: "three" }),
            item(5, { ...budget, title: "Budget passed" }),
          ]),
        ],
        at(15),
      ),
  ],
  [
    "two reports that turn out to be one",
    (instance) =>
      instance.filePolls(
        [poll("a", at(30), [item(3, { ...ferry, url: "https://a.example/5", guid: "three" })])],
        at(30),
      ),
  ],
  [
    "an editor's story, and a content file for a report from a feed",
    (instance) => {
      const deployed = { digest: "word", reports: [file], stories: [editorStory] };
      instance.fileContent(deployed);
      Object.assign(content, deployed);
    },
  ],
  [
    "a report that the editor's story already lists",
    (instance) =>
      instance.filePolls(
        [poll("b", at(45), [item(9, { ...budget, url: "https://b.example/9" })])],
        at(45),
      ),
  ],
  [
    "a filing after the retention period",
    (instance) => instance.filePolls([poll("b", LATER, [])], LATER),
  ],
  [
    "an address of another outlet, which that one has not listed yet",
    (instance) =>
      instance.filePolls(
        [poll("b", later(15), [{ ...claimed, title: "What outlet a does not tell you" }])],
        later(15),
      ),
  ],
  [
    "the same address, listed by its owner",
    (instance) => instance.filePolls([poll("a", later(30), [claimed])], later(30)),
  ],
  [
    "an editor's story that is taken apart",
    (instance) => {
      const [first = "", ...others] = editorStory.reports;
      const stories = [{ ...editorStory, reports: [first], not: others }];
      const deployed = { digest: "apart", reports: [file], stories };
      instance.fileContent(deployed);
      Object.assign(content, deployed);
    },
  ],
  [
    "a filing ten years ahead",
    (instance) => {
      const ahead = NOON + 3_650 * DAY;
      return instance.filePolls(
        [poll("a", ahead, [item(30, { ...ferry, published: null })])],
        ahead,
      );
    },
  ],
  [
    "a filing by the right clock",
    (instance) => instance.filePolls([poll("a", later(45), [item(31, budget)])], later(45)),
  ],
  ["an outlet that is renamed", (instance) => deploy(instance, "1", ["b", "c"], { formerly: "a" })],
  [
    "an outlet and a report that are withdrawn",
    (instance) =>
      deploy(instance, "2", ["c"], {
        outlets: ["b"],
        reports: [{ outlet: "c", url: "https://a.example/31" }],
      }),
    true,
  ],
];

/** The newsroom's state after each filing when no fault is injected. */
async function statesWithoutFaults(): Promise<unknown[]> {
  await start();
  const states: unknown[] = [];
  for (const [, run] of FILINGS) {
    expect(await breakAt(Infinity, "an error", run)).toBe(false);
    states.push(await comparableState());
  }
  return states;
}

describe.each<Fault>(["an error", "a crash"])("%s at any write", (fault) => {
  test("rolls back the whole filing, and filing again completes it", async () => {
    const expected = await statesWithoutFaults();
    await start();
    let faults = 0;
    for (const [n, [name, run, withdraws]] of FILINGS.entries()) {
      const before = await resolvableAddresses();
      const rows = await dumpTables();
      let nth = 1;
      while (await breakAt(nth, fault, run)) {
        expect(await dumpTables(), `${name}, write ${nth}`).toBe(rows);
        nth += 1;
      }
      faults += nth - 1;
      expect(nth, name).toBeGreaterThan(1);
      expect(await comparableState(), name).toEqual(expected[n]);
      expect(await integrityViolations(), name).toEqual({});
      if (!withdraws)
        expect(await resolvableAddresses(), name).toEqual(expect.arrayContaining(before));
      for (const path of before.filter((one) => one.startsWith("/")))
        expect(withdraws ? [200, 301, 410] : [200, 301], path).toContain((await get(path)).status);
    }
    expect(faults).toBeGreaterThan(100);
  }, 60_000);
});

test("a restart after any filing makes no difference to the result", async () => {
  const expected = await statesWithoutFaults();
  await start();
  for (const [n, [name, run]] of FILINGS.entries()) {
    await breakAt(Infinity, "an error", run);
    await evictDurableObject(newsroom());
    expect(await comparableState(), name).toEqual(expected[n]);
  }
}, 30_000);
