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

const told = (outlet: string, words: Pick<Report, "title" | "summary">): Report =>
  report({
    ...words,
    url: at(outlet),
    outlet,
    published: { value: `2018-08-05T0${"xabcd".indexOf(outlet)}:00Z`, estimated: false },
  });

const file = (...reports: Report[]) => newsroom().fileReports("feed:test", reports);

let digests = 0;
const rule = (...words: Partial<EditorStory>[]) =>
  newsroom().fileContent({
    digest: `words ${++digests}`,
    reports: [],
    stories: words.map(editorStory),
  });

const editorStory = (given: Partial<EditorStory>): EditorStory => ({
  key: "word",
  headline: "The editor’s headline",
  summary: { text: "", html: "" },
  tags: [],
  disagreements: [],
  reports: [],
  not: [],
  ...given,
});

/** The path of the story that has the report of that outlet. */
async function pathOf(outlet: string): Promise<string> {
  const found = (await items()).find(({ _storyfold }) =>
    _storyfold.reports.some(({ url }) => url === at(outlet)),
  );
  return new URL(found?.url ?? "https://example.com/none").pathname;
}

const page = async (path: string): Promise<string> => (await get(path)).text();

const changes = async (path: string): Promise<StoryData["changes"]> =>
  (await (await get(`${path}.json`)).json<StoryData>()).changes;

/** The section's text, as one reads it. */
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

/** Two stories that a third report makes one. @returns the paths of the one that stays and of the other */
async function merged(): Promise<[stays: string, ended: string]> {
  await file(told("a", ferry));
  await file(told("b", captain));
  const paths: [string, string] = [await pathOf("a"), await pathOf("b")];
  await file(told("c", both));
  return paths;
}

describe("a story that did not change", () => {
  test("says nothing of it", async () => {
    await file(told("a", ferry), told("b", ferry));
    await file(told("c", ferry));
    const path = await pathOf("a");
    expect(await page(path)).not.toContain(HEADING);
    expect(await changes(path)).toEqual([]);
  });

  test("says nothing of stories that one filing opened and merged, which nobody saw", async () => {
    await rule({ key: "both", reports: [at("a"), at("b")] });
    await file(told("a", ferry), told("b", captain));
    expect(await pathOf("b")).toBe(await pathOf("a"));
    expect(await page(await pathOf("a"))).not.toContain(HEADING);
  });
});

describe("two stories that became one", () => {
  test("say so on the page: what came, where from, and why", async () => {
    const [stays, ended] = await merged();
    const said = await section(stays);
    expect(said).toContain(
      "“Captain Lindqvist arrested in Skagen on suspicion of &lt;drinking&gt;” became part of this story, with 1 report. Its old address leads here. b: Captain Lindqvist",
    );
    expect(said).toMatch(
      /Why c’s “Ferry Havfruen: .+” was found to tell of the same event as b’s “Captain /,
    );
    expect(said).toMatch(/Names .*Lindqvist.* Words .*arrested.* Apart 1 hour Certainty \d+ %/);
    expect(said).toMatch(/As wholes \d+ %; the story asks for \d+ %/);
    expect(await page(stays)).toContain(`<a href="${ended}">Its old address</a>`);
    expect((await get(ended)).headers.get("Location")).toMatch(stays);
  });

  test("say so as data", async () => {
    const [stays, ended] = await merged();
    expect(await changes(stays)).toEqual([
      {
        change: "merge",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/),
        story: {
          key: ended.slice("/stories/".length),
          url: `https://storyfold.example${ended}`,
          title: captain.title,
        },
        moved: 1,
        reports: [{ outlet: "b", title: captain.title, url: at("b"), language: "en" }],
        why: expect.objectContaining({ by: "likeness", report: at("c"), nearest: at("b") }),
        pull: null,
      },
    ]);
  });

  test("have another ETag, and feeds that say nothing of it", async () => {
    await file(told("a", ferry));
    await file(told("b", captain));
    const path = await pathOf("a");
    const addresses = [path, `${path}.json`];
    const tags = async () =>
      Promise.all(addresses.map(async (address) => (await get(address)).headers.get("ETag")));
    const before = await tags();
    await file(told("c", both));
    for (const [place, tag] of (await tags()).entries()) expect(tag).not.toBe(before[place]);
    for (const feed of ["/rss.xml", "/atom.xml", "/feed.json", "/archive/1/rss.xml", "/"])
      expect(await page(feed)).not.toMatch(/became part of|Its old address|"changes"/);
  });

  test("keep what each had to tell, once", async () => {
    await file(told("a", ferry), told("b", ferry));
    await file(told("b", captain));
    const [from, other] = [await pathOf("a"), await pathOf("b")];
    expect(other).not.toBe(from);
    await rule({ key: "one", reports: [at("a"), at("b")] });
    const kinds = async (path: string) => (await changes(path)).map(({ change }) => change);
    expect(await kinds(await pathOf("a"))).toEqual(["part", "merge"]);
  });
});

describe("a report that came to tell of something else", () => {
  const left = async (): Promise<[from: string, other: string]> => {
    await file(told("a", ferry), told("b", ferry));
    await file(told("b", captain));
    return [await pathOf("a"), await pathOf("b")];
  };

  test("leaves one story and begins another: each page leads to the other", async () => {
    const [from, other] = await left();
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

  test("is named as it was then, whatever its own story says later", async () => {
    const [from, other] = await left();
    const before = await (await get(from)).text();
    await rule({ key: other.slice("/stories/".length), reports: [at("b")] });
    expect(await page(other)).toContain("The editor’s headline");
    expect(await page(from)).toBe(before);
  });
});

describe("what an editor's word changed", () => {
  test.each<[what: string, word: Partial<EditorStory>, changes: unknown[]]>([
    ["two stories made one", { reports: [at("a"), at("c")] }, ["merge of c"]],
    ["a report taken out", { reports: [at("a")], not: [at("b")] }, ["part of b"]],
    ["reports of a story brought over", { reports: [at("a"), at("d")] }, ["gain of d"]],
  ])("%s", async (_, word, expected) => {
    await file(told("a", ferry), told("b", ferry));
    await file(told("c", captain));
    if (word.reports?.includes(at("d"))) await file(told("d", captain));
    const path = await pathOf("a");
    await rule(word);
    const found = await changes(path);
    expect(
      found.map(
        ({ change, reports }) => `${change} of ${reports.map(({ outlet }) => outlet).join()}`,
      ),
    ).toEqual(expected);
    expect(found[0]?.why).toMatchObject({ by: "editor", report: null });
    expect(await section(path)).toContain("Why The edition’s editor says so.");
  });

  test("tells once of a report that goes, comes back and goes in one filing", async () => {
    await rule({ key: "ferry", reports: [at("a")] });
    await file(told("a", ferry), told("b", ferry));
    await newsroom().fileContent({
      digest: "out",
      reports: [told("c", both)],
      stories: [editorStory({ key: "ferry", reports: [at("a")], not: [at("b")] })],
    });
    const found = await changes("/stories/ferry");
    expect(found.map(({ change, why }) => [change, why.by])).toEqual([["part", "editor"]]);
    expect(found[0]?.story.url).toBe(`https://storyfold.example${await pathOf("b")}`);
  });

  test("names a story that takes an editor's key by that key", async () => {
    await rule({ key: "captain", reports: [at("b")], not: [at("a")] });
    await file(told("a", ferry), told("x", ferry));
    await file(told("x", captain), told("b", captain));
    for (const outlet of ["a", "x", "b"])
      for (const { story } of await changes(await pathOf(outlet)))
        expect([200, 301], story.key).toContain((await get(`/stories/${story.key}`)).status);
  });
});

test("a page shows the latest twenty changes", async () => {
  const [stays] = await merged();
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
  expect((await changes(stays)).map(({ story }) => story.title)).toEqual(
    Array.from({ length: 20 }, (_, place) => `Other ${place + 5}`),
  );
});

test("a change names the first ten reports that moved, and counts them all", async () => {
  await file(told("a", ferry));
  const path = await pathOf("a");
  const many = Array.from({ length: 14 }, (_, number) => ({
    ...told("b", captain),
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

test("what an earlier version of the program noted is told without what it left out", async () => {
  const [stays] = await merged();
  await runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    sql.exec("UPDATE changes SET headline = NULL, language = NULL, moved = 0, reports = '[]'");
    sql.exec("DELETE FROM documents");
  });
  expect(await section(stays)).toMatch(
    /UTC another story became part of this story\. Its old address leads here\. Why c’s/,
  );
  expect((await changes(stays))[0]).toMatchObject({ moved: 0, story: { title: null } });
});
