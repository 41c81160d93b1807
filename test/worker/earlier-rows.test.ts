/** Rows as the program of schema version 13 stored them give the same documents before, while and after they are packed. */
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { decodeFacets } from "../../src/store/lists/stored-facets.ts";
import { packReports } from "../../src/store/reports/pack-reports.ts";
import { guidOf, unpackDate } from "../../src/store/reports/packed-columns.ts";
import { decodeEvidence } from "../../src/store/stories/evidence-codec.ts";
import { HEADLINE, packStories, unpacked } from "../../src/store/stories/stored-story.ts";
import { DAY, deploy, outlet } from "./feed-state-support.ts";
import { OUTLETS, pollsOfDay } from "./growth-support.ts";
import { dumpTables, integrityViolations } from "./inside-newsroom.ts";
import { get, newsroom } from "./support.ts";

const FIRST_DAY = pollsOfDay(0).slice(0, 2);
const inTables = <T>(run: (sql: SqlStorage) => T): Promise<T> =>
  runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    const result = run(sql);
    sql.exec("DELETE FROM documents");
    return result;
  });

/** The feed, a list, a search, and the page data of every story in the feed. */
async function documents(): Promise<string[]> {
  const { items } = await (
    await get("/feed.json")
  ).json<{ items: { url: string; title: string }[] }>();
  const paths = [
    "/rss.xml",
    "/atom.xml",
    `/outlets/${OUTLETS[0]}/feed.json`,
    `/search/feed.json?q=${encodeURIComponent(items[0]?.title ?? "")}`,
    ...items.map(({ url }) => `${new URL(url).pathname}.json`),
  ];
  return Promise.all(paths.map(async (path) => (await get(path)).text()));
}

let packedRows = "";
let expected: string[] = [];

beforeAll(async () => {
  await deploy(OUTLETS.map((id) => outlet(id)));
  for (const { polls, now } of FIRST_DAY) await newsroom().filePolls(polls, now);
  expected = await documents();
  await inTables(() => {});
  packedRows = await dumpTables();
  await inTables(unpackRows);
});

/** Stores the rows as they were before. */
function unpackRows(sql: SqlStorage): void {
  const reports = sql
    .exec<{
      id: number;
      url: string;
      evidence: string | null;
      published: string;
      moment: number;
      guid: number | null;
      guid_is_url: number | null;
    }>("SELECT id, url, evidence, published, moment, guid, guid_is_url FROM reports")
    .toArray();
  const urls = new Map(reports.map(({ id, url }) => [id, url]));
  for (const row of reports)
    sql.exec(
      "UPDATE reports SET url_key = ?, address = NULL, evidence = ?, published = ?, guid = ?, guid_is_url = NULL WHERE id = ?",
      row.url,
      row.evidence && JSON.stringify(decodeEvidence(row.evidence, urls)),
      unpackDate(row.published, row.moment),
      guidOf(row),
      row.id,
    );
  const stories = sql
    .exec<{
      id: number;
      headline: string;
      facets: string;
      outlets: string;
      present: string;
      joined: string;
      updated: number;
    }>(
      `SELECT id, coalesce(${HEADLINE}, '') AS headline, facets, outlets, present, joined, updated FROM stories`,
    )
    .toArray();
  for (const row of stories.map(unpacked))
    sql.exec(
      "UPDATE stories SET headline = ?, facets = ?, present = ?, joined = ? WHERE id = ?",
      row.headline,
      JSON.stringify(decodeFacets(row.facets)),
      row.present,
      row.joined,
      row.id,
    );
}

test("there are stories of several reports, which say why", () => {
  expect(expected.join("\n")).toContain('"by": "likeness"');
});

test("before they are packed, the documents are the same, and reports are known again", async () => {
  expect(await documents()).toEqual(expected);
  for (const { polls, now } of FIRST_DAY)
    expect(await newsroom().filePolls(polls, now + DAY)).toMatchObject({ added: 0, amended: 0 });
});

test("while they are packed, the documents are the same", async () => {
  await inTables((sql) => packReports(sql, 0));
  await inTables((sql) => packStories(sql, 0));
  expect(await documents()).toEqual(expected);
});

test("after that, the rows are those that this program would have stored", async () => {
  await inTables((sql) => {
    for (const step of [packReports, packStories])
      for (let cursor: number | null = 0; cursor !== null;) cursor = step(sql, cursor);
  });
  expect(await documents()).toEqual(expected);
  expect(await integrityViolations()).toEqual({});
  const [now, before] = [await dumpTables(), packedRows].map((text) =>
    (JSON.parse(text) as unknown[]).slice(1, 3),
  );
  expect(now).toEqual(before);
});
