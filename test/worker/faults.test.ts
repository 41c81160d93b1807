import { evictDurableObject, reset } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { content } from "#content";
import type { EditorStory } from "../../src/model/story.ts";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { breakAt, type Fault } from "./faults.ts";
import { essence, everything, flaws, known } from "./inside-newsroom.ts";
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
const item = (n: number, words: Partial<FeedReport>): Partial<FeedReport> => ({
  url: `https://a.example/${n}`,
  guid: `${n}`,
  ...words,
});

const word: EditorStory = {
  key: "volcano",
  headline: "The volcano",
  summary: { text: "What it did.", html: "<p>What it did.</p>" },
  tags: [],
  disagreements: [],
  reports: ["https://a.example/1", "https://a.example/3", "https://b.example/9"],
  not: ["https://b.example/4"],
};
const file = report({ url: "https://a.example/2", outlet: "a", title: "As the file has it" });

/** What the newsroom files when it starts. */
async function start(): Promise<void> {
  Object.assign(content, NOTHING);
  await reset();
}

/** Filings, one after another. */
const FILINGS: [name: string, file: (desk: Newsroom) => unknown][] = [
  [
    "new reports",
    (desk) =>
      desk.filePolls(
        [
          poll("a", NOON, [item(1, volcano), item(2, budget), item(3, ferry)]),
          poll("b", NOON, [item(4, { ...volcano, url: "https://b.example/4" })]),
        ],
        NOON,
      ),
  ],
  [
    "reports amended, moved and renumbered",
    (desk) =>
      desk.filePolls(
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
    "two reports that prove to be one",
    (desk) =>
      desk.filePolls(
        [poll("a", at(30), [item(3, { ...ferry, url: "https://a.example/5", guid: "three" })])],
        at(30),
      ),
  ],
  [
    "an editor's word, and a file for a report that a feed gave",
    (desk) => {
      const deployed = { digest: "word", reports: [file], stories: [word] };
      desk.fileContent(deployed);
      Object.assign(content, deployed);
    },
  ],
  [
    "a report that the editor waits for",
    (desk) =>
      desk.filePolls(
        [poll("b", at(45), [item(9, { ...budget, url: "https://b.example/9" })])],
        at(45),
      ),
  ],
  [
    "what retention drops",
    (desk) => desk.filePolls([poll("b", NOON + 200 * DAY, [])], NOON + 200 * DAY),
  ],
];

/** What the newsroom holds after each filing, when nothing breaks. */
async function unbroken(): Promise<unknown[]> {
  await start();
  const states: unknown[] = [];
  for (const [, run] of FILINGS) {
    expect(await breakAt(Infinity, "an error", run)).toBe(false);
    states.push(await essence());
  }
  return states;
}

describe.each<Fault>(["an error", "a crash"])("%s at any write", (fault) => {
  test("undoes the filing whole, and filing again completes it", async () => {
    const expected = await unbroken();
    await start();
    let broken = 0;
    for (const [n, [name, run]] of FILINGS.entries()) {
      const before = await known();
      const rows = await everything();
      let nth = 1;
      while (await breakAt(nth, fault, run)) {
        expect(await everything(), `${name}, write ${nth}`).toBe(rows);
        nth += 1;
      }
      broken += nth - 1;
      expect(nth, name).toBeGreaterThan(1);
      expect(await essence(), name).toEqual(expected[n]);
      expect(await flaws(), name).toEqual({});
      expect(await known(), name).toEqual(expect.arrayContaining(before));
      for (const path of before.filter((one) => one.startsWith("/")))
        expect([200, 301], path).toContain((await get(path)).status);
    }
    expect(broken).toBeGreaterThan(100);
  }, 30_000);
});

test("a newsroom that starts anew between any two filings goes on as if it had not", async () => {
  const expected = await unbroken();
  await start();
  for (const [n, [name, run]] of FILINGS.entries()) {
    await breakAt(Infinity, "an error", run);
    await evictDurableObject(newsroom());
    expect(await essence(), name).toEqual(expected[n]);
  }
}, 30_000);
