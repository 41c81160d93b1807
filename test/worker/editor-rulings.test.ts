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

const editorStory = (overrides: Partial<EditorStory> = {}): EditorStory => ({
  key: "both",
  headline: "Both",
  summary: { text: "", html: "" },
  tags: [],
  disagreements: [],
  reports: [A, B],
  not: [],
  ...overrides,
});

let digests = 0;
const rule = (...stories: EditorStory[]) =>
  newsroom().fileContent({ digest: `words ${++digests}`, reports: [], stories });

const file = (id: string, minutes: number, ...reports: (typeof volcano)[]) =>
  newsroom().filePolls([poll(id, at(minutes), reports)], at(minutes));

/** The headline of each story, followed by the URLs of its reports. */
const shown = async (): Promise<[string, ...string[]][]> =>
  (await items()).map(({ title, _storyfold }) => [
    title,
    ..._storyfold.reports.map(({ url }) => url),
  ]);

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
});

describe("an editor's story with reports from feeds", () => {
  test.each<[name: string, steps: (() => unknown)[]]>([
    [
      "before either report arrives",
      [() => rule(editorStory()), () => file("a", 0, volcano), () => file("b", 1, budget)],
    ],
    [
      "after the first report arrives",
      [() => file("a", 0, volcano), () => rule(editorStory()), () => file("b", 1, budget)],
    ],
    [
      "after both reports arrive",
      [() => file("a", 0, volcano), () => file("b", 1, budget), () => rule(editorStory())],
    ],
  ])("takes effect when it is published %s", async (_, steps) => {
    for (const step of steps) await step();
    expect(await shown()).toEqual([["Both", A, B]]);
    expect([200, 301]).toContain((await get("/stories/both")).status);
  });

  test("keeps two stories apart that folding would join", async () => {
    await newsroom().fileContent({
      digest: "two words",
      reports: [report({ url: A }), report({ url: B })],
      stories: [
        editorStory({ key: "one", reports: [A] }),
        editorStory({ key: "two", reports: [B] }),
      ],
    });
    const found = await items();
    expect(Object.fromEntries(found.map((item) => [item.url, item._storyfold.reports]))).toEqual({
      "https://storyfold.example/stories/one": [expect.objectContaining({ url: A })],
      "https://storyfold.example/stories/two": [expect.objectContaining({ url: B })],
    });
  });

  test("gives its key to a story that was not published before", async () => {
    await rule(editorStory());
    await file("a", 0, volcano);
    expect((await items())[0]?.url).toBe("https://storyfold.example/stories/both");
  });

  test("keeps out a report listed under `not`, even with the same text", async () => {
    await rule(editorStory({ reports: [A], not: [B] }));
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

  test("still applies to a report that moved to another address", async () => {
    await file("a", 0, volcano);
    await file("a", 1, { ...volcano, url: MOVED });
    await rule(editorStory());
    await file("b", 2, budget);
    expect(await shown()).toEqual([["Both", MOVED, B]]);
  });

  test("no longer applies once its file is deleted", async () => {
    await rule(editorStory());
    await file("a", 0, volcano);
    await rule();
    expect(await shown()).toEqual([[report().title, A]]);
  });
});

test("the cost of filing an unrelated report does not grow with the number of editors' stories", async () => {
  const countStatements = async (stories: number, minutes: number): Promise<number> => {
    const others = Array.from({ length: stories }, (_, n) =>
      editorStory({ key: `word-${n}`, reports: [`https://a.example/other-${n}`] }),
    );
    await rule(...others);
    await file("a", minutes, { ...volcano, url: `${A}?${minutes}`, guid: `${minutes}` });
    let count = 0;
    await runInDurableObject(newsroom(), async (instance: Newsroom, { storage }) => {
      const undo = around(Object.getPrototypeOf(storage.sql), "exec", (exec) => {
        count += 1;
        return exec();
      });
      const title = ["Parliament votes on the budget", "Cup final postponed", "Ferry runs aground"];
      const next = {
        ...budget,
        title: title[minutes / 2] as string,
        url: `${B}?${minutes}`,
        guid: `${minutes}`,
      };
      await instance.filePolls([poll("b", at(minutes), [next])], at(minutes));
      undo();
    });
    return count;
  };
  await countStatements(1, 0);
  expect(await countStatements(40, 2)).toBe(await countStatements(1, 4));
});
