import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { newsroom } from "./support.ts";
import {
  at,
  captain,
  changes,
  ferry,
  file,
  HEADING,
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
    // One outlet's own repetitions would be issues of a column.
    outlet: `outlet-${number}`,
  }));
  await file(...many);
  await rule({
    key: path.slice("/stories/".length),
    reports: [at("a"), ...many.map(({ url }) => url)],
  });
  const [change] = await changes(path);
  expect(change).toMatchObject({ change: "merge", moved: 14 });
  expect(change?.reports.map(({ url }) => url)).toEqual(many.slice(0, 10).map(({ url }) => url));
  expect(await section(path)).toMatch(
    /with 14 reports\. .+ and 4 more reports Why The edition’s editor/,
  );
});

test("a change stored by an earlier version is shown without the fields that version lacked", async () => {
  const [surviving] = await mergeTwoStories();
  await runInDurableObject(newsroom(), (_, { storage: { sql } }) => {
    sql.exec("UPDATE changes SET headline = NULL, language = NULL, moved = 0, reports = '[]'");
    sql.exec("DELETE FROM documents");
  });
  expect(await section(surviving)).toMatch(
    /UTC another story became part of this story\. Its old address leads here\. Why c: /,
  );
  expect((await changes(surviving))[0]).toMatchObject({ moved: 0, story: { title: null } });
});
