import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { EditorStory } from "../../src/model/story.ts";
import type { StoryData } from "../../src/render/data/storyfold.d.ts";
import { get, items, newsroom, report } from "./support.ts";

const HEADING = "How this story changed";

const ferry = {
  title: "Ferry Havfruen runs aground off Hirtshals with 214 aboard",
  summary:
    "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Helicopters lifted eleven injured people to the hospital in Aalborg.",
};
const captain = {
  title: "Captain Lindqvist arrested in Skagen on suspicion of <drinking>",
  summary:
    "Captain Lindqvist was arrested on suspicion of drinking on duty. Prosecutors in Skagen say that he steered the vessel onto a sandbank.",
};
const both = {
  title:
    "Ferry Havfruen: captain Lindqvist arrested in Skagen after ship runs aground off Hirtshals",
  summary: `${ferry.summary} ${captain.summary}`,
};

const at = (outlet: string): string => `https://example.com/${outlet}`;

const reportBy = (outlet: string, text: Pick<Report, "title" | "summary">): Report =>
  report({
    ...text,
    url: at(outlet),
    outlet,
    published: { value: `2018-08-05T0${"xabcd".indexOf(outlet)}:00Z`, estimated: false },
  });

const file = (...reports: Report[]) => newsroom().fileReports("feed:test", reports);

let digests = 0;
const rule = (...stories: Partial<EditorStory>[]) =>
  newsroom().fileContent({
    digest: `words ${++digests}`,
    reports: [],
    stories: stories.map(editorStory),
  });

const editorStory = (overrides: Partial<EditorStory>): EditorStory => ({
  key: "word",
  headline: "The editor’s headline",
  summary: { text: "", html: "" },
  tags: [],
  disagreements: [],
  reports: [],
  not: [],
  ...overrides,
});

/** The path of the story that contains the outlet's report. */
async function pathOf(outlet: string): Promise<string> {
  const item = (await items()).find(({ _storyfold }) =>
    _storyfold.reports.some(({ url }) => url === at(outlet)),
  );
  return new URL(item?.url ?? "https://example.com/none").pathname;
}

const page = async (path: string): Promise<string> => (await get(path)).text();

const changes = async (path: string): Promise<StoryData["changes"]> =>
  (await (await get(`${path}.json`)).json<StoryData>()).changes;

/** The text of the page's section on changes, without markup. */
async function section(path: string): Promise<string> {
  const [, html = ""] = (await page(path)).split(`${HEADING}</h2>`);
  return (html.split("</section>")[0] ?? "")
    .replace(/<(?:li|p|summary|dt|dd)[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

beforeEach(async () => {
  await reset();
  await rule();
});

/** Files two stories, then a report that merges them. @returns the paths of the surviving story and of the merged one */
async function mergeTwoStories(): Promise<[surviving: string, merged: string]> {
  await file(reportBy("a", ferry));
  await file(reportBy("b", captain));
  const paths: [string, string] = [await pathOf("a"), await pathOf("b")];
  await file(reportBy("c", both));
  return paths;
}

describe("a story that did not change", () => {
  test("has no section on changes", async () => {
    await file(reportBy("a", ferry), reportBy("b", ferry));
    await file(reportBy("c", ferry));
    const path = await pathOf("a");
    expect(await page(path)).not.toContain(HEADING);
    expect(await changes(path)).toEqual([]);
  });

  test("has no section on stories that one filing both opened and merged, since nobody saw them", async () => {
    await rule({ key: "both", reports: [at("a"), at("b")] });
    await file(reportBy("a", ferry), reportBy("b", captain));
    expect(await pathOf("b")).toBe(await pathOf("a"));
    expect(await page(await pathOf("a"))).not.toContain(HEADING);
  });
});

describe("two stories that merged", () => {
  test("are explained on the page: which reports moved, from where, and why", async () => {
    const [surviving, mergedPath] = await mergeTwoStories();
    const text = await section(surviving);
    expect(text).toContain(
      "“Captain Lindqvist arrested in Skagen on suspicion of &lt;drinking&gt;” became part of this story, with 1 report. Its old address leads here. b: Captain Lindqvist",
    );
    expect(text).toMatch(
      /Why c’s “Ferry Havfruen: .+” was found to tell of the same event as b’s “Captain /,
    );
    expect(text).toMatch(/Names .*Lindqvist.* Words .*arrested.* Apart 1 hour Certainty \d+ %/);
    expect(text).toMatch(/As wholes \d+ %; the story asks for \d+ %/);
    expect(await page(surviving)).toContain(`<a href="${mergedPath}">Its old address</a>`);
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
      /^.* UTC 1 report became a story of its own: “Captain .+”\. b: /,
    );
    expect(await page(from)).toContain(`<a href="${other}">“`);
    expect(await section(other)).toMatch(
      /^.* UTC 1 report came out of “Ferry .+”, as a story of its own\./,
    );
    expect(await page(other)).toContain(`<a href="${from}">“`);
    expect(await section(from)).toContain(
      "Why What tied them still was not enough: of b’s “Captain",
    );
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
    expect(await section(path)).toContain("Why The edition’s editor says so.");
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

test("a page shows the latest 20 changes", async () => {
  const [surviving] = await mergeTwoStories();
  await runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    for (let number = 1; number <= 24; number++)
      sql.exec(
        `INSERT INTO changes (story, moment, kind, other, headline, evidence)
         SELECT story, ?, 'gain', 'other', ?, evidence FROM changes WHERE kind = 'merge'`,
        number,
        `Other ${number}`,
      );
    sql.exec("DELETE FROM documents");
  });
  expect((await changes(surviving)).map(({ story }) => story.title)).toEqual(
    Array.from({ length: 20 }, (_, index) => `Other ${index + 5}`),
  );
});

test("a change names the first 10 reports that moved, and counts all of them", async () => {
  await file(reportBy("a", ferry));
  const path = await pathOf("a");
  const many = Array.from({ length: 14 }, (_, number) => ({
    ...reportBy("b", captain),
    url: `${at("b")}/${10 + number}`,
  }));
  await file(...many);
  await rule({
    key: path.slice("/stories/".length),
    reports: [at("a"), ...many.map(({ url }) => url)],
  });
  const [change] = await changes(path);
  expect(change).toMatchObject({ change: "merge", moved: 14 });
  expect(change?.reports.map(({ url }) => url)).toEqual(many.slice(0, 10).map(({ url }) => url));
  expect(await section(path)).toMatch(/with 14 reports\. .+ and 4 more Why The edition’s editor/);
});

test("a change stored by an earlier version is shown without the fields that version lacked", async () => {
  const [surviving] = await mergeTwoStories();
  await runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    sql.exec("UPDATE changes SET headline = NULL, language = NULL, moved = 0, reports = '[]'");
    sql.exec("DELETE FROM documents");
  });
  expect(await section(surviving)).toMatch(
    /UTC another story became part of this story\. Its old address leads here\. Why c’s/,
  );
  expect((await changes(surviving))[0]).toMatchObject({ moved: 0, story: { title: null } });
});
