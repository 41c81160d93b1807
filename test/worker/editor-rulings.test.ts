import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { EditorStory } from "../../src/model/story.ts";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { around } from "./faults.ts";
import { get, items, newsroom, report } from "./support.ts";
import { deploy, MINUTE, NOON, outlet, poll } from "./feed-state-support.ts";

const A = "https://a.example/1";
const MOVED = "https://a.example/moved";
const B = "https://b.example/1";
const at = (minutes: number): number => NOON + minutes * MINUTE;
const volcano = { url: A, guid: "1" };
const budget = { url: B, guid: "2", title: "Parliament votes on the new budget", summary: "" };
const copy = { ...volcano, url: B, guid: "3" };

const word = (given: Partial<EditorStory> = {}): EditorStory => ({
  key: "both",
  headline: "Both",
  summary: { text: "", html: "" },
  tags: [],
  disagreements: [],
  reports: [A, B],
  not: [],
  ...given,
});

let digests = 0;
const rule = (...stories: EditorStory[]) =>
  newsroom().fileContent({ digest: `words ${++digests}`, reports: [], stories });

const file = (id: string, minutes: number, ...reports: (typeof volcano)[]) =>
  newsroom().filePolls([poll(id, at(minutes), reports)], at(minutes));

/** Headline and reports of each story. */
const shown = async (): Promise<[string, ...string[]][]> =>
  (await items()).map(({ title, _storyfold }) => [
    title,
    ..._storyfold.reports.map(({ url }) => url),
  ]);

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
});

describe("what an editor says of reports that feeds bring", () => {
  test.each<[name: string, steps: (() => unknown)[]]>([
    [
      "before they come",
      [() => rule(word()), () => file("a", 0, volcano), () => file("b", 1, budget)],
    ],
    [
      "when one is there",
      [() => file("a", 0, volcano), () => rule(word()), () => file("b", 1, budget)],
    ],
    [
      "when both are",
      [() => file("a", 0, volcano), () => file("b", 1, budget), () => rule(word())],
    ],
  ])("said %s, holds", async (_, steps) => {
    for (const step of steps) await step();
    expect(await shown()).toEqual([["Both", A, B]]);
    expect([200, 301]).toContain((await get("/stories/both")).status);
  });

  test("keeps two stories apart that the machine takes for one", async () => {
    await newsroom().fileContent({
      digest: "two words",
      reports: [report({ url: A }), report({ url: B })],
      stories: [word({ key: "one", reports: [A] }), word({ key: "two", reports: [B] })],
    });
    const found = await items();
    expect(Object.fromEntries(found.map((item) => [item.url, item._storyfold.reports]))).toEqual({
      "https://storyfold.example/stories/one": [expect.objectContaining({ url: A })],
      "https://storyfold.example/stories/two": [expect.objectContaining({ url: B })],
    });
  });

  test("gives a story that nobody has seen its key", async () => {
    await rule(word());
    await file("a", 0, volcano);
    expect((await items())[0]?.url).toBe("https://storyfold.example/stories/both");
  });

  test("keeps a report out though it says the same", async () => {
    await rule(word({ reports: [A], not: [B] }));
    await file("a", 0, volcano);
    await file("b", 1, copy);
    expect(await shown()).toHaveLength(2);
    expect(await shown()).toEqual(
      expect.arrayContaining([
        ["Both", A],
        [report().title, B],
      ]),
    );
    await file("a", 2, { ...volcano, url: "https://a.example/2", guid: "4" });
    expect((await shown()).find(([headline]) => headline === "Both")).not.toContain(B);
  });

  test("holds for a report that moved to another address", async () => {
    await file("a", 0, volcano);
    await file("a", 1, { ...volcano, url: MOVED });
    await rule(word());
    await file("b", 2, budget);
    expect(await shown()).toEqual([["Both", MOVED, B]]);
  });

  test("is over when the file goes", async () => {
    await rule(word());
    await file("a", 0, volcano);
    await rule();
    expect(await shown()).toEqual([[report().title, A]]);
  });
});

test("a filing that no editor speaks of costs the same however many speak", async () => {
  const statements = async (words: number, minutes: number): Promise<number> => {
    const others = Array.from({ length: words }, (_, n) =>
      word({ key: `word-${n}`, reports: [`https://a.example/other-${n}`] }),
    );
    await rule(...others);
    await file("a", minutes, { ...volcano, url: `${A}?${minutes}`, guid: `${minutes}` });
    let count = 0;
    await runInDurableObject(newsroom(), async (desk: Newsroom, { storage }) => {
      const undo = around(Object.getPrototypeOf(storage.sql), "exec", (exec) => {
        count += 1;
        return exec();
      });
      const next = { ...budget, url: `${B}?${minutes}`, guid: `${minutes}` };
      await desk.filePolls([poll("b", at(minutes), [next])], at(minutes));
      undo();
    });
    return count;
  };
  await statements(1, 0);
  expect(await statements(40, 2)).toBe(await statements(1, 4));
});
