import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Content } from "../../src/model/edition.ts";
import type { EditorStory } from "../../src/model/story.ts";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { get, items, newsroom, report } from "./support.ts";

beforeEach(reset);

let filings = 0;
/** Files changed content, as a deployment does. */
const publish = (change: Partial<Pick<Content, "reports" | "stories">>) =>
  newsroom().fileContent({ ...content, ...change, digest: `test ${++filings}` });

const [editor] = content.stories as [EditorStory];
const KEY = editor.key;
const STORY = `/stories/${KEY}`;
const sixth = report({
  url: "https://example.com/6",
  outlet: "rt",
  title: "General Staff chief Gerasimov wrote to Dunford, ministry says",
  published: { value: "2018-08-05T08:00Z", estimated: false },
});
const withSixth = {
  reports: [...content.reports, sixth],
  stories: [{ ...editor, reports: [...editor.reports, sixth.url] }],
};

describe("filing", () => {
  test("the same content again changes nothing", async () => {
    await get("/feed.json");
    const before = await newsroom().health(Date.now());
    const etag = (await get("/feed.json")).headers.get("ETag");
    await publish({});
    await newsroom().fileReports("feed:rt", content.reports.slice(0, 0));
    expect((await newsroom().health(Date.now())).reports).toBe(before.reports);
    expect((await get("/feed.json")).headers.get("ETag")).toBe(etag);
  });

  test("an amended report is updated within the same entry", async () => {
    const [before] = await items();
    const [first, ...rest] = content.reports;
    await publish({ reports: [{ ...first!, title: "Corrected headline" }, ...rest] });
    const [after, ...others] = await items();
    expect(others).toEqual([]);
    expect(after?.id).toBe(before?.id);
    expect(after?._storyfold.reports.map(({ title }) => title)).toContain("Corrected headline");
    expect(after?.date_modified, "an edit is not a significant update").toBe(before?.date_modified);
  });

  test("a withdrawn report is removed from its story", async () => {
    const [gone, ...reports] = content.reports;
    await publish({ reports, stories: [{ ...editor, reports: reports.map(({ url }) => url) }] });
    const [item] = await items();
    expect(item?._storyfold.reports.map(({ url }) => url)).not.toContain(gone?.url);
    expect(item?._storyfold.reports).toHaveLength(4);
  });

  test("a story without reports answers 410, and returns at the same address when they come back", async () => {
    await publish({ reports: [], stories: [] });
    expect(await items()).toEqual([]);
    expect((await get(STORY)).status).toBe(410);
    await publish({});
    expect((await get(STORY)).status).toBe(200);
    expect(await items()).toHaveLength(1);
  });

  test("content that fails to be filed changes nothing", async () => {
    const before = await (await get("/feed.json")).text();
    const broken = { ...report(), outlet: null } as unknown as typeof sixth;
    await runInDurableObject(newsroom(), (instance: Newsroom) => {
      const filing = { ...content, reports: [sixth, broken], digest: "broken" };
      expect(() => instance.fileContent(filing)).toThrow("NOT NULL");
    });
    expect(await (await get("/feed.json")).text()).toBe(before);
  });

  test("a report dated in the future is not dated later than now in the feed", async () => {
    await newsroom().fileReports("feed:rt", [
      report({ published: { value: "2999-01-01", estimated: false } }),
    ]);
    const modified = (await items()).map(({ date_modified }) => Date.parse(date_modified));
    expect(Math.max(...modified)).toBeLessThanOrEqual(Date.now());
  });
});

describe("a story that grows", () => {
  test("stays one entry with the same id, title, link and publication date", async () => {
    const [before] = await items();
    await publish(withSixth);
    const [after, ...others] = await items();
    expect(others).toEqual([]);
    expect(after).toMatchObject({
      id: before?.id,
      url: before?.url,
      title: before?.title,
      date_published: before?.date_published,
    });
    expect(after?._storyfold.reports).toHaveLength(6);
  });

  test.each([
    ["follows an outlet that joins", { outlet: "new-outlet" }, "2018-08-05T08:00:00.000Z"],
    [
      "moves by one second when an outlet joins with an older report",
      { outlet: "new-outlet", published: { value: "2018-08-01", estimated: false } },
      "2018-08-04T15:00:01.000Z",
    ],
    ["ignores a second report by an outlet", { outlet: "rt" }, "2018-08-04T15:00:00.000Z"],
  ])("its update time %s", async (_, overrides, updated) => {
    await items();
    const grown = report({ ...sixth, ...overrides });
    await publish({ ...withSixth, reports: [...content.reports, grown] });
    const [item] = await items();
    expect(item?.date_modified).toBe(updated);
  });

  test("changes the feed's ETag", async () => {
    const before = await get("/rss.xml");
    await publish(withSixth);
    const after = await get("/rss.xml", { "If-None-Match": before.headers.get("ETag") ?? "" });
    expect(after.status).toBe(200);
    expect(after.headers.get("ETag")).not.toBe(before.headers.get("ETag"));
  });
});

describe("an editor's story", () => {
  const other = report({ url: "https://example.com/other", outlet: "sputnik" });
  const story = (changes: Partial<EditorStory>): EditorStory => ({ ...editor, ...changes });

  test("replaces the headline and tags until it is deleted", async () => {
    await publish({ stories: [story({ headline: "Edited", tags: ["one"] })] });
    expect((await items())[0]).toMatchObject({ title: "Edited", tags: ["one"] });
    await publish({ stories: [] });
    const titles = content.reports.map(({ title }) => title);
    expect(titles).toContain((await items()).find(({ url }) => url.endsWith(STORY))?.title);
  });

  test("brings in a report that folding would not add", async () => {
    await publish({
      reports: [...content.reports, other],
      stories: [story({ reports: [...editor.reports, other.url] })],
    });
    expect((await items())[0]?._storyfold.reports.map(({ url }) => url)).toContain(other.url);
  });

  test("moves a report listed under `not` into a story of its own", async () => {
    await items();
    const [out, ...rest] = editor.reports;
    await publish({ stories: [story({ reports: rest, not: [out!] })] });
    const all = await items();
    expect(
      all
        .map(({ _storyfold }) => _storyfold.reports.map(({ url }) => url))
        .toSorted((a, b) => a.length - b.length),
    ).toEqual([[out], expect.arrayContaining(rest)]);
  });

  test("does not change the key of a published story: its own key redirects there", async () => {
    await newsroom().fileReports("feed:sputnik", [other]);
    const before = (await items()).find(
      ({ _storyfold }) => _storyfold.reports[0]?.url === other.url,
    );
    await publish({
      stories: [editor, story({ key: "volcano", headline: "Volcano", reports: [other.url] })],
    });
    const after = (await items()).find(({ title }) => title === "Volcano");
    expect(after?.url).toBe(before?.url);
    const response = await get("/stories/volcano");
    expect(response.status).toBe(301);
    expect(response.headers.get("Location")).toBe(before?.url);
  });

  test("merges two stories: the other story's address redirects permanently", async () => {
    await newsroom().fileReports("feed:sputnik", [other]);
    const before = (await items()).find(
      ({ _storyfold }) => _storyfold.reports[0]?.url === other.url,
    );
    await publish({ stories: [story({ reports: [...editor.reports, other.url] })] });
    expect(await items()).toHaveLength(1);
    const response = await get(new URL(before?.url ?? "").pathname);
    expect(response.status).toBe(301);
    expect(response.headers.get("Location")).toBe(`https://storyfold.example${STORY}`);
    const data = await get(`${new URL(before?.url ?? "").pathname}.json`);
    expect(data.status).toBe(301);
    expect(data.headers.get("Location")).toBe(`https://storyfold.example${STORY}.json`);
  });
});

test("no two entries have the same update time", async () => {
  const day = { value: "2018-08-20", estimated: false };
  const words = ["Volcano", "Ferry", "Parliament", "Marathon", "Orchestra"];
  await newsroom().fileReports(
    "feed:rt",
    words.map((word) =>
      report({
        url: `https://example.com/${word}`,
        title: `${word} ${word.length}`,
        summary: "",
        published: day,
      }),
    ),
  );
  const updates = (await items()).map(({ date_modified }) => date_modified);
  expect(updates.length).toBeGreaterThan(2);
  expect(new Set(updates).size).toBe(updates.length);
});

test("a document is rendered once per change and stored", async () => {
  const { build } = content;
  const latest = { kind: "latest", limit: 50 } as const;
  const first = await newsroom().requestDocument("/x", latest, build, null);
  expect(first.kind).toBe("stories");
  if (first.kind !== "stories") return;
  const document = {
    type: "text/plain",
    etag: "e",
    bytes: new Uint8Array([1]),
    gzip: new Uint8Array([2]),
  };
  const modified = await newsroom().storeDocument("/x", build, first.basis, document);
  expect(await newsroom().requestDocument("/x", latest, build, null)).toEqual({
    kind: "kept",
    basis: first.basis,
    document: { ...document, modified },
  });
  expect(await newsroom().requestDocument("/x", latest, build, first.basis)).toEqual({
    kind: "same",
  });
  expect((await newsroom().requestDocument("/x", latest, "another build", null)).kind).toBe(
    "stories",
  );
  await publish(withSixth);
  expect((await newsroom().requestDocument("/x", latest, build, first.basis)).kind).toBe("stories");
});

test("a document too large for a row is not stored", async () => {
  const latest = { kind: "latest", limit: 50 } as const;
  const bytes = new Uint8Array(3_000_000);
  await newsroom().storeDocument("/large", content.build, 1, {
    type: "",
    etag: "e",
    bytes,
    gzip: bytes,
  });
  expect((await newsroom().requestDocument("/large", latest, content.build, null)).kind).toBe(
    "stories",
  );
});
