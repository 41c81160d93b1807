import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { EditorStory } from "../../src/model/story.ts";
import { get, newsroom } from "./support.ts";
import {
  at,
  both,
  captain,
  changes,
  editorStory,
  ferry,
  file,
  mergeTwoStories,
  page,
  pathOf,
  reportBy,
  rule,
  section,
} from "./changes-support.ts";

beforeEach(async () => {
  await reset();
  await rule();
});

describe("two stories that merged", () => {
  test("are explained on the page: which reports moved, from where, and why", async () => {
    const [surviving, mergedPath] = await mergeTwoStories();
    const text = await section(surviving);
    expect(text).toContain(
      "“Captain Lindqvist arrested in Skagen on suspicion of &lt;drinking&gt;” became part of this story, with 1 report. Its old address leads here. b: Captain Lindqvist",
    );
    expect(text).toMatch(/Why c: “Ferry Havfruen: .+” is about the same event as b: “Captain /);
    expect(text).toMatch(/Names .*Lindqvist.* Words .*arrested.* Apart 1 h Match \d+%/);
    expect(text).toMatch(/Whole stories \d+% \(minimum \d+%\)/);
    expect(await page(surviving)).toContain(
      `<a href="${mergedPath}">Its old address leads here.</a>`,
    );
    expect((await get(mergedPath)).headers.get("Location")).toMatch(surviving);
  });

  test("are listed as a merge in the story's JSON", async () => {
    const [surviving, mergedPath] = await mergeTwoStories();
    expect(await changes(surviving)).toEqual([
      {
        change: "merge",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
        story: {
          key: mergedPath.slice("/stories/".length),
          url: `https://storyfold.example${mergedPath}`,
          title: captain.title,
        },
        moved: 1,
        reports: [{ outlet: "b", title: captain.title, url: at("b"), language: "en" }],
        why: expect.objectContaining({ by: "likeness", report: at("c"), nearest: at("b") }),
        pull: null,
      },
    ]);
  });

  test("change the story's ETags but leave no trace in feeds and lists", async () => {
    await file(reportBy("a", ferry));
    await file(reportBy("b", captain));
    const path = await pathOf("a");
    const addresses = [path, `${path}.json`];
    const etags = async () =>
      Promise.all(addresses.map(async (address) => (await get(address)).headers.get("ETag")));
    const before = await etags();
    await file(reportBy("c", both));
    for (const [index, etag] of (await etags()).entries()) expect(etag).not.toBe(before[index]);
    for (const feed of ["/rss.xml", "/atom.xml", "/feed.json", "/archive/1/rss.xml", "/"])
      expect(await page(feed)).not.toMatch(/became part of|Its old address|"changes"/);
  });

  test("keep the changes of both stories, each listed once", async () => {
    await file(reportBy("a", ferry), reportBy("b", ferry));
    await file(reportBy("b", captain));
    const [from, other] = [await pathOf("a"), await pathOf("b")];
    expect(other).not.toBe(from);
    await rule({ key: "one", reports: [at("a"), at("b")] });
    const kinds = async (path: string) => (await changes(path)).map(({ change }) => change);
    expect(await kinds(await pathOf("a"))).toEqual(["part", "merge"]);
  });
});

describe("a report amended to be about another event", () => {
  const splitStory = async (): Promise<[from: string, other: string]> => {
    await file(reportBy("a", ferry), reportBy("b", ferry));
    await file(reportBy("b", captain));
    return [await pathOf("a"), await pathOf("b")];
  };

  test("moves to a new story, and each page links to the other", async () => {
    const [from, other] = await splitStory();
    expect(await section(from)).toMatch(
      /^.* UTC 1 report left this story and became “Captain .+”\. b: /,
    );
    expect(await page(from)).toContain(`<a href="${other}">“`);
    expect(await section(other)).toMatch(
      /^.* UTC 1 report left “Ferry .+” and became this story\./,
    );
    expect(await page(other)).toContain(`<a href="${from}">“`);
    expect(await section(from)).toContain("Why The link between b: “Captain");
    expect((await changes(from))[0]).toMatchObject({ change: "part", moved: 1, pull: null });
    expect((await changes(other))[0]).toMatchObject({ change: "split", why: { report: at("b") } });
  });

  test("keeps the headline it had then, even if its new story is renamed", async () => {
    const [from, other] = await splitStory();
    const before = await (await get(from)).text();
    await rule({ key: other.slice("/stories/".length), reports: [at("b")] });
    expect(await page(other)).toContain("The editor’s headline");
    expect(await page(from)).toBe(before);
  });
});

describe("an editor's story changes the page", () => {
  test.each<[name: string, ruling: Partial<EditorStory>, changes: unknown[]]>([
    ["by merging two stories", { reports: [at("a"), at("c")] }, ["merge of c"]],
    ["by removing a report", { reports: [at("a")], not: [at("b")] }, ["part of b"]],
    ["by bringing in a report from another story", { reports: [at("a"), at("d")] }, ["gain of d"]],
  ])("%s", async (_, ruling, expected) => {
    await file(reportBy("a", ferry), reportBy("b", ferry));
    await file(reportBy("c", captain));
    if (ruling.reports?.includes(at("d"))) await file(reportBy("d", captain));
    const path = await pathOf("a");
    await rule(ruling);
    const listed = await changes(path);
    expect(
      listed.map(
        ({ change, reports }) => `${change} of ${reports.map(({ outlet }) => outlet).join()}`,
      ),
    ).toEqual(expected);
    expect(listed[0]?.why).toMatchObject({ by: "editor", report: null });
    expect(await section(path)).toContain("Why The edition’s editor decided it.");
  });

  test("and lists once a report that leaves, returns and leaves again in one filing", async () => {
    await rule({ key: "ferry", reports: [at("a")] });
    await file(reportBy("a", ferry), reportBy("b", ferry));
    await newsroom().fileContent({
      digest: "out",
      reports: [reportBy("c", both)],
      stories: [editorStory({ key: "ferry", reports: [at("a")], not: [at("b")] })],
    });
    const listed = await changes("/stories/ferry");
    expect(listed.map(({ change, why }) => [change, why.by])).toEqual([["part", "editor"]]);
    expect(listed[0]?.story.url).toBe(`https://storyfold.example${await pathOf("b")}`);
  });

  test("and refers to a story that takes over an editor's key by a key that resolves", async () => {
    await rule({ key: "captain", reports: [at("b")], not: [at("a")] });
    await file(reportBy("a", ferry), reportBy("x", ferry));
    await file(reportBy("x", captain), reportBy("b", captain));
    for (const outlet of ["a", "x", "b"])
      for (const { story } of await changes(await pathOf(outlet)))
        expect([200, 301], story.key).toContain((await get(`/stories/${story.key}`)).status);
  });
});
