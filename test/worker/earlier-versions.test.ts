/** A newsroom that any earlier program has filled goes on with this one. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { content } from "#content";
import { UpgradeRunner } from "../../src/store/upgrades.ts";
import { fillEarlier, LAST_EARLIER, OUTLETS, reportAbout } from "./earlier-newsroom.ts";
import { DAY, editionWith, NOON, outlet, poll } from "./feed-state-support.ts";
import { integrityViolations } from "./inside-newsroom.ts";
import { iso } from "./polled-reports-support.ts";
import { get, newsroom } from "./support.ts";

Object.assign(content, {
  edition: editionWith([...OUTLETS, "d"].map((id) => outlet(id))),
  reports: [],
  stories: [],
  digest: "none",
  build: "none",
});

const STORIES = 20;
const PATHS = [
  "/",
  "/latest",
  "/feed.json",
  "/rss.xml",
  "/atom.xml",
  "/stories/story-1",
  "/stories/story-20.json",
  "/tags/news/feed.json",
  "/outlets/b/feed.json",
  "/languages/en/feed.json",
  "/feed.json?least=3",
  "/search/feed.json?q=news",
  "/sitemap.xml",
];

/** Opens the newsroom with this program, after an earlier one has filled it. */
async function open(version: number): Promise<void> {
  await runInDurableObject(newsroom(), async (_, { storage }) => {
    await storage.deleteAll();
    fillEarlier(storage, version, STORIES);
  });
  await evictDurableObject(newsroom());
}

/** Runs all slices of the upgrades, as many days as they take. */
const upgrade = (): Promise<void> =>
  runInDurableObject(newsroom(), (_, { storage }) => {
    const runner = new UpgradeRunner(storage);
    for (let day = 0; !runner.run(NOON + day * DAY); day++) expect(day).toBeLessThan(100);
  });

const documents = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      PATHS.map(async (path): Promise<[string, string]> => {
        const response = await get(path);
        return [path, `${response.status} ${await response.text()}`];
      }),
    ),
  );

const expected: { documents?: Record<string, string> } = {};

test.each(Array.from({ length: LAST_EARLIER }, (_, n) => LAST_EARLIER - n))(
  "with tables of version %i: before, during and after the upgrades it has the same documents, and folds into its stories",
  async (version) => {
    await open(version);
    const before = await documents();
    expect(before["/feed.json"]).toContain("/stories/story-20");
    expected.documents ??= before;
    for (const path of PATHS) expect(before[path], path).toBe(expected.documents[path]);
    await upgrade();
    await evictDurableObject(newsroom());
    const after = await documents();
    for (const path of PATHS) expect(after[path], path).toBe(expected.documents[path]);

    const { moment, ...again } = reportAbout(STORIES, 0);
    const now = NOON + DAY;
    const published = { value: iso(moment), estimated: false };
    const late = { ...again, url: "https://d.example/1", guid: "1", published };
    await newsroom().filePolls([poll("d", now, [late])], now);
    expect(await (await get("/stories/story-20.json")).text()).toContain(late.url);
    expect(await integrityViolations()).toEqual({});
  },
);
