import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { EditorStory } from "../../src/model/story.ts";
import { get, newsroom, report, type Item } from "./support.ts";

beforeEach(async () => {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
});

const SUMMARY =
  "The ferry Havfruen ran aground off Hirtshals with 214 passengers aboard. Helicopters lifted eleven injured people to the hospital in Aalborg.";

/** A report of the ferry by an outlet, which its feed gives at that address. */
const ferry = (outlet: string, hour: number, more: Partial<Report> = {}): Report =>
  report({
    url: `https://${outlet}.example/ferry`,
    outlet,
    title: "Ferry Havfruen runs aground off Hirtshals",
    summary: SUMMARY,
    published: { value: `2018-08-05T0${hour}:00Z`, estimated: false },
    ...more,
  });

/** Files each report in a filing of its own, as polls do. */
async function file(...reports: Report[]): Promise<void> {
  for (const each of reports) await newsroom().fileReports(`feed:${each.outlet}`, [each]);
}

async function only(path = "/feed.json"): Promise<Item & { language: string }> {
  const { items } = await (await get(path)).json<{ items: (Item & { language: string })[] }>();
  expect(items).toHaveLength(1);
  return items[0] as Item & { language: string };
}

describe("the headline", () => {
  test("follows its report's correction while the story has one report", async () => {
    await file(ferry("a", 1, { title: "Ferry Havfruen sinks off Hirtshals" }));
    await file(ferry("a", 1));
    expect((await only()).title).toBe("Ferry Havfruen runs aground off Hirtshals");
  });

  test("stays when a story of two outlets is corrected", async () => {
    await file(ferry("a", 1), ferry("b", 2));
    await file(ferry("a", 1, { title: "Ferry Havfruen: eleven hurt off Hirtshals" }));
    expect((await only()).title).toBe("Ferry Havfruen runs aground off Hirtshals");
  });

  test("is chosen once, when the third outlet joins", async () => {
    await file(ferry("a", 1, { title: "5 things to know about the ferry Havfruen" }));
    await file(ferry("b", 2, { title: "LIVE: ferry Havfruen aground off Hirtshals" }));
    expect((await only()).title).toBe("5 things to know about the ferry Havfruen");
    await file(ferry("c", 3, { title: "Ferry Havfruen runs aground, eleven injured" }));
    expect((await only()).title).toBe("Ferry Havfruen runs aground, eleven injured");
    await file(
      ferry("d", 4, { title: "Ferry Havfruen runs aground off Hirtshals, eleven injured" }),
    );
    expect((await only()).title).toBe("Ferry Havfruen runs aground, eleven injured");
  });

  test("keeps the id, the link and the date of the entry when it is chosen", async () => {
    await file(ferry("a", 1, { title: "5 things to know about the ferry Havfruen" }));
    const before = await only();
    await file(ferry("b", 2), ferry("c", 3));
    const after = await only();
    expect(after.title).not.toBe(before.title);
    for (const member of ["id", "url", "date_published"] as const)
      expect(after[member]).toBe(before[member]);
  });

  test("is another report's when its own is withdrawn", async () => {
    const content = (...reports: Report[]) =>
      newsroom().fileContent({ digest: `${reports.length}`, reports, stories: [] });
    const [first, second] = [
      ferry("a", 1, { title: "Ferry Havfruen lost off Hirtshals" }),
      ferry("b", 2),
    ];
    await content(first, second);
    expect((await only()).title).toBe("Ferry Havfruen lost off Hirtshals");
    await content(second);
    expect((await only()).title).toBe("Ferry Havfruen runs aground off Hirtshals");
  });

  test("is an editor's at any time", async () => {
    await file(ferry("a", 1), ferry("b", 2), ferry("c", 3));
    const story: EditorStory = {
      key: "ferry",
      headline: "What happened to the Havfruen",
      summary: { text: "", html: "" },
      tags: [],
      disagreements: [],
      reports: ["https://a.example/ferry"],
      not: [],
    };
    await newsroom().fileContent({ digest: "edited", reports: [], stories: [story] });
    expect((await only()).title).toBe("What happened to the Havfruen");
  });
});

test("an entry has the language of its own headline, in every format", async () => {
  await file(
    ferry("matin", 1, {
      title: "Le ferry Havfruen s'échoue au large de Hirtshals",
      summary: "Le ferry Havfruen s'est échoué au large de Hirtshals avec 214 passagers.",
      language: "fr",
    }),
  );
  expect((await only()).language).toBe("fr");
  expect(await (await get("/rss.xml")).text()).toContain("<dc:language>fr</dc:language>");
  const atom = await (await get("/atom.xml")).text();
  expect(atom).toContain(`<title xml:lang="fr">Le ferry`);
  expect(atom).toMatch(/<summary [^>]*xml:lang="fr"/);
  const page = await (await get("/latest")).text();
  expect(page).toMatch(/<a dir="auto" href="\/stories\/[^"]+" lang="fr">Le ferry/);
});

test("the headline that is chosen is in the edition's language, and its summary with it", async () => {
  const french = {
    title: "Le ferry Havfruen s'échoue au large de Hirtshals",
    summary: `Le ferry Havfruen, ${SUMMARY}`,
    language: "fr",
  };
  await file(ferry("matin", 1, french), ferry("b", 2), ferry("c", 3));
  expect(await only()).toMatchObject({ language: "en", summary: SUMMARY });
});

test("a long summary is cut at a sentence", async () => {
  const sentence = "Passengers tell how the ferry Havfruen struck the sandbank off Hirtshals. ";
  await file(ferry("a", 1, { summary: sentence.repeat(40).trim() }));
  const { summary } = await only();
  expect(summary).toBe(sentence.repeat(5).trim());
  const rss = await (await get("/rss.xml")).text();
  expect(rss.length).toBeLessThan(4_000);
});

test("retention keeps the summary that the story shows", async () => {
  await file(
    ferry("a", 1, {
      title: "5 things to know about the ferry Havfruen",
      summary: `Five. ${SUMMARY}`,
    }),
  );
  await file(ferry("b", 2), ferry("c", 3, { summary: `Late. ${SUMMARY}` }));
  const before = await only();
  await newsroom().filePolls([], Date.now() + 100 * 24 * 3_600_000);
  expect((await only()).summary).toBe(before.summary);
  const left = await runInDurableObject(newsroom(), (_, { storage }) =>
    storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM reports WHERE summary <> ''").one(),
  );
  expect(left.n).toBe(1);
});

test("in a feed of what several outlets report, an entry's date is when it entered", async () => {
  await file(ferry("a", 1), ferry("b", 3), ferry("c", 6));
  const dates = await Promise.all(
    ["/feed.json", "/feed.json?min_outlets=2", "/feed.json?min_outlets=3"].map(
      async (path) => (await only(path)).date_published,
    ),
  );
  expect(dates).toEqual([
    "2018-08-05T01:00:00.000Z",
    "2018-08-05T03:00:00.000Z",
    "2018-08-05T06:00:00.000Z",
  ]);
  await file(ferry("d", 8));
  expect((await only("/feed.json?min_outlets=2")).date_published).toBe("2018-08-05T03:00:00.000Z");
});
