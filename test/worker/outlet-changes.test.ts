import { reset } from "cloudflare:test";
import { content } from "#content";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Edition } from "../../src/model/edition.ts";
import type { Outlet } from "../../src/model/outlet.ts";
import { dumpTables, integrityViolations } from "./inside-newsroom.ts";
import { get, items, newsroom, visit } from "./support.ts";
import { editionWith, feedOf, NOON, outlet, poll } from "./feed-state-support.ts";
import { A, at, B } from "./polled-reports-support.ts";

const volcano = { title: "Volcano erupts near Hirtshals", summary: "Ash fell on the harbour." };
const budget = { title: "Parliament votes on the budget", summary: "Pensions rise in January." };
const original = content.edition;

let builds = 0;
async function deploy(outlets: Outlet[], withdrawn: Partial<Edition["withdrawn"]> = {}) {
  const edition = {
    ...editionWith(outlets),
    withdrawn: { outlets: [], reports: [], ...withdrawn },
  };
  content.edition = edition;
  await newsroom().followContent({ build: `changes ${++builds}`, edition }, NOON);
}

beforeEach(async () => {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
  await deploy([outlet("a"), outlet("b")]);
  await newsroom().filePolls(
    [
      poll("a", NOON, [
        { url: A, guid: "1", ...volcano },
        { url: B, guid: "2", ...budget },
      ]),
      poll("b", NOON, [
        {
          url: "https://b.example/1",
          guid: "1",
          ...volcano,
          title: "Volcano near Hirtshals erupts",
        },
      ]),
    ],
    NOON,
  );
});

afterEach(async () => {
  content.edition = original;
  const violations = await integrityViolations();
  if (Object.keys(violations).length > 0) throw new Error(JSON.stringify(violations));
});

const pathOf = async (title: string): Promise<string> => {
  const item = (await items()).find((each) => each.title === title);
  return new URL(item?.url ?? "https://storyfold.example/none").pathname;
};

describe("an outlet that is withdrawn", () => {
  test("is nowhere any more; stories go on with what others say, or are gone", async () => {
    const [shared, alone] = [await pathOf(volcano.title), await pathOf(budget.title)];
    const before = await items();
    await deploy([outlet("b")], { outlets: ["a"] });
    const [story, ...others] = await items();
    expect(others).toEqual([]);
    expect(story).toMatchObject({
      id: before.find(({ title }) => title === volcano.title)?.id,
      title: "Volcano near Hirtshals erupts",
      summary: volcano.summary,
    });
    expect(story?._storyfold.reports.map(({ outlet: id }) => id)).toEqual(["b"]);
    expect([(await get(shared)).status, (await get(alone)).status]).toEqual([200, 410]);
    expect(await dumpTables()).not.toContain("a.example/news");
  });

  test("comes back with what its feed still lists", async () => {
    await deploy([outlet("b")], { outlets: ["a"] });
    await deploy([outlet("a"), outlet("b")]);
    await newsroom().filePolls([poll("a", at(15), [{ url: A, guid: "1", ...volcano }])], at(15));
    expect((await items())[0]?._storyfold.reports.map(({ outlet: id }) => id)).toEqual(["b", "a"]);
  });
});

describe("a report that is withdrawn by its address", () => {
  const withdraw = () => deploy([outlet("a"), outlet("b")], { reports: [{ outlet: "a", url: A }] });

  test.each([
    ["under its address", { url: A, guid: "9", ...volcano }],
    ["under another address", { url: "https://a.example/again", guid: "1", ...volcano }],
  ])("does not come back %s", async (_, report) => {
    await withdraw();
    const outcome = await newsroom().filePolls([poll("a", at(15), [report])], at(15));
    expect(outcome).toMatchObject({ added: 0 });
    expect((await items()).map(({ title }) => title).toSorted()).toEqual([
      budget.title,
      "Volcano near Hirtshals erupts",
    ]);
  });

  test("of another outlet than the one that is named stays", async () => {
    await deploy([outlet("a"), outlet("b")], { reports: [{ outlet: "b", url: A }] });
    expect(await pathOf(volcano.title)).not.toBe("/none");
  });

  test("may be filed again once content no longer withdraws it", async () => {
    await withdraw();
    await deploy([outlet("a"), outlet("b")]);
    await newsroom().filePolls([poll("a", at(15), [{ url: A, guid: "1", ...volcano }])], at(15));
    expect((await items()).flatMap(({ _storyfold }) => _storyfold.reports)).toHaveLength(3);
  });
});

describe("an outlet that is no longer listed", () => {
  test("keeps its name and its line on what it published", async () => {
    await deploy([
      { ...outlet("a"), name: "The Gazette", about: "Owned by its readers." },
      outlet("b"),
    ]);
    await deploy([outlet("b")]);
    const path = await pathOf(budget.title);
    for (const address of [path, "/rss.xml", "/outlets/a/atom.xml"]) {
      const text = await (await visit(content, address)).text();
      expect(text, address).toContain("The Gazette");
      // Who is behind an outlet is on the story's page.
      if (address === path) expect(text).toContain("Owned by its readers.");
    }
  });
});

describe("an outlet with another id", () => {
  const renamed = (formerly?: string): Outlet => ({
    ...outlet("z", feedOf("a")),
    home: "https://a.example/",
    ...(formerly !== undefined && { formerly: [formerly] }),
  });
  const health = async () =>
    (await newsroom().feedHealth(NOON)).map(({ outlet: id, stopped, error }) => [
      id,
      stopped,
      error,
    ]);

  test("has all that it had before, if content says which id that was", async () => {
    const before = (await items()).map(({ id, date_modified: updated }) => [id, updated]);
    await deploy([renamed("a"), outlet("b")]);
    expect((await items()).map(({ id, date_modified: updated }) => [id, updated])).toEqual(before);
    await newsroom().filePolls([poll("z", at(15), [{ url: A, guid: "1", ...volcano }])], at(15));
    expect(
      (await items())
        .flatMap(({ _storyfold }) => _storyfold.reports)
        .map(({ outlet: id }) => id)
        .toSorted(),
    ).toEqual(["b", "z", "z"]);
    expect(await health()).toEqual([
      ["b", false, null],
      ["z", false, null],
    ]);
  });

  test("can be two outlets that become one with their feeds", async () => {
    const before = (await items()).map(({ id, date_modified: updated }) => [id, updated]);
    const both = { ...outlet("z"), feeds: [feedOf("a"), feedOf("b")] };
    await deploy([{ ...both, formerly: ["a", "b"] }]);
    const after = await items();
    expect(after.map(({ id, date_modified: updated }) => [id, updated])).toEqual(before);
    expect(after.flatMap(({ _storyfold }) => _storyfold.outlets.map(({ id }) => id))).toEqual([
      "z",
      "z",
    ]);
    expect(await health()).toEqual([
      ["z", false, null],
      ["z", false, null],
    ]);
    await newsroom().filePolls([poll("z", at(15), [])], at(15));
  });

  test("needs the id of each outlet whose feed it has", async () => {
    await deploy([{ ...outlet("z"), feeds: [feedOf("a"), feedOf("b")], formerly: ["a"] }]);
    expect(await health()).toEqual([
      ["z", false, null],
      ["z", true, expect.stringContaining('Add "formerly: b"')],
    ]);
  });

  test("is not polled otherwise, and /outlets says why, until content does", async () => {
    await deploy([renamed(), outlet("b")]);
    expect(await health()).toEqual([
      ["b", false, null],
      ["z", true, expect.stringContaining('Add "formerly: a"')],
    ]);
    expect(await newsroom().leaseDueFeeds(at(600), 9, 1)).toHaveLength(1);
    // Deploying again does not make the feed a new one.
    await deploy([renamed(), outlet("b")]);
    expect((await health())[1]?.[1]).toBe(true);
    await deploy([renamed("a"), outlet("b")]);
    expect(await health()).toEqual([
      ["b", false, null],
      ["z", false, null],
    ]);
  });
});
