import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { get, items, newsroom, report } from "./support.ts";
import { deploy, MINUTE, NOON, outlet, poll, stateOf } from "./feed-state-support.ts";
import { A, addresses, at, B, published, shown } from "./polled-reports-support.ts";

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b"), outlet("c", null)]);
});

describe("a report that its feed lists again", () => {
  type Overrides = Partial<FeedReport>;
  const first = { url: A, guid: "1", title: "Volcano erupts", published: published(at(-60)) };

  test.each<[name: string, again: Overrides, shown: string]>([
    ["unchanged", {}, `${A} Volcano erupts`],
    ["with another guid", { guid: "2" }, `${A} Volcano erupts`],
    ["without its guid", { guid: null }, `${A} Volcano erupts`],
    ["at another address", { url: B }, `${B} Volcano erupts`],
    ["with another headline", { title: "Volcano quiet" }, `${A} Volcano quiet`],
    ["with another address and headline", { url: B, title: "Volcano quiet" }, `${B} Volcano quiet`],
    ["with other white space", { title: "Volcano  erupts " }, `${A} Volcano erupts`],
    ["with another date", { published: published(at(-1)) }, `${A} Volcano erupts`],
    ["without its date", { published: null }, `${A} Volcano erupts`],
  ])("%s stays one report", async (_, again, expected) => {
    await newsroom().filePolls([poll("a", NOON, [first])], NOON);
    const outcome = await newsroom().filePolls(
      [poll("a", at(15), [{ ...first, ...again }])],
      at(15),
    );
    expect(await shown()).toEqual([[expected]]);
    expect(outcome).toMatchObject({ added: 0, changed: expected !== `${A} Volcano erupts` });
  });

  test.each<[name: string, again: (poll: number) => Overrides]>([
    ["guid", (n) => ({ guid: `${n}` })],
    ["address", (n) => ({ url: `${A}?visit=${n}` })],
    ["date", (n) => ({ published: published(at(n)) })],
    ["headline, back and forth", (n) => ({ title: n % 2 ? "Volcano erupts" : "Volcano quiet" })],
    ["address, back and forth", (n) => ({ url: n % 2 ? A : B })],
  ])(
    "with another %s at every poll stays one report, and stops causing changes",
    async (_, again) => {
      const outcomes: boolean[] = [];
      for (let n = 1; n < 12; n++) {
        const { changed } = await newsroom().filePolls(
          [poll("a", at(n), [{ ...first, ...again(n) }])],
          at(n),
        );
        outcomes.push(changed);
      }
      expect(await addresses()).toHaveLength(1);
      expect(outcomes.slice(5)).not.toContain(true);
    },
  );

  test("twice in one feed is filed as it appears first", async () => {
    const twice = [first, { ...first, guid: "2", title: "Volcano quiet" }];
    await newsroom().filePolls([poll("a", NOON, twice)], NOON);
    expect(await shown()).toEqual([[`${A} Volcano erupts`]]);
  });

  test("is not confused with another report that has the same guid", async () => {
    const other = { url: B, guid: "1", title: "Ferry sinks", published: published(at(-5)) };
    await newsroom().filePolls([poll("a", NOON, [first, other])], NOON);
    expect(await addresses()).toEqual([A, B]);
    await newsroom().filePolls([poll("a", at(15), [other])], at(15));
    await newsroom().filePolls([poll("a", at(30), [first])], at(30));
    expect(await addresses()).toEqual([A, B]);
  });

  test("from another outlet stays with the first outlet, and keeps its headline", async () => {
    await newsroom().filePolls([poll("a", NOON, [first])], NOON);
    const { changed } = await newsroom().filePolls(
      [poll("b", NOON, [{ ...first, title: "By way of B" }])],
      NOON,
    );
    expect(changed).toBe(false);
    expect(await shown()).toEqual([[`${A} Volcano erupts`]]);
  });

  test("stays when the feed no longer lists it", async () => {
    await newsroom().filePolls([poll("a", NOON, [first])], NOON);
    await newsroom().filePolls([poll("a", at(15), [])], at(15));
    expect(await addresses()).toEqual([A]);
  });

  test("from a poll older than the last is added if new, but never overwrites a newer headline", async () => {
    await newsroom().filePolls([poll("a", at(15), [{ ...first, title: "Volcano quiet" }])], at(15));
    await newsroom().filePolls([poll("a", NOON, [first, { url: B, guid: "2" }])], at(16));
    expect((await shown()).flat()).toContain(`${A} Volcano quiet`);
    expect(await addresses()).toEqual([A, B]);
    expect(await newsroom().leaseDueFeeds(at(30), 5, MINUTE)).toContainEqual(stateOf("a", at(15)));
  });
});

describe("two reports that turn out to be one", () => {
  const volcano = { url: A, guid: "1", title: "Volcano erupts near Hirtshals" };
  const budget = { url: B, guid: "2", title: "Parliament votes on the new budget", summary: "" };

  test("become one row, and one story's page redirects to the other", async () => {
    await newsroom().filePolls([poll("a", NOON, [volcano])], NOON);
    await newsroom().filePolls([poll("a", at(1), [budget])], at(1));
    const before = await items();
    expect(before).toHaveLength(2);
    const outcome = await newsroom().filePolls(
      [poll("a", at(15), [{ ...budget, guid: "1" }])],
      at(15),
    );
    expect(outcome).toMatchObject({ added: 0, amended: 1, changed: true });
    expect(await shown()).toEqual([[`${B} ${budget.title}`]]);
    const statuses = await Promise.all(
      before.map(async ({ url }) => (await get(new URL(url).pathname)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200, 301]));
    await newsroom().filePolls([poll("a", at(30), [volcano])], at(30));
    expect(await addresses()).toHaveLength(1);
    await newsroom().filePolls(
      [poll("b", at(31), [{ ...budget, url: "https://b.example/1" }])],
      at(31),
    );
    expect(await addresses(), "a report like the younger one is still folded with it").toHaveLength(
      2,
    );
  });
});

describe("a content file and a feed with the same report", () => {
  const file = report({ url: A, outlet: "a", title: "As the editor has it" });
  let digests = 0;
  const files = (reports: (typeof file)[]) =>
    newsroom().fileContent({ digest: `files ${++digests}`, reports, stories: [] });

  test.each([
    ["the file first", [true, false]],
    ["the feed first", [false, true]],
  ])("%s: the file takes precedence", async (_, order) => {
    for (const isFile of order)
      if (isFile) await files([file]);
      else await newsroom().filePolls([poll("a", NOON, [{ url: A, guid: "1" }])], NOON);
    expect(await shown()).toEqual([[`${A} ${file.title}`]]);
  });

  test("remain one report when the feed moves it to another address", async () => {
    await newsroom().filePolls([poll("a", NOON, [{ url: A, guid: "1" }])], NOON);
    await files([file]);
    await newsroom().filePolls([poll("a", at(15), [{ url: B, guid: "1" }])], at(15));
    expect(await shown()).toEqual([[`${A} ${file.title}`]]);
  });

  test.each([
    ["the file first", [true, false]],
    ["the feed first", [false, true]],
  ])(
    "%s, then the file is deleted: the story stays, and the next poll restores the feed's headline",
    async (_, order) => {
      const feedReport = { url: A, title: "As the feed has it" };
      for (const isFile of order)
        if (isFile) await files([file]);
        else await newsroom().filePolls([poll("a", NOON, [feedReport])], NOON);
      const [before] = await items();
      await files([]);
      expect(await newsroom().leaseDueFeeds(at(15), 5, MINUTE)).toContainEqual(
        stateOf("a", NOON, { etag: null }),
      );
      await newsroom().filePolls([poll("a", at(15), [feedReport])], at(15));
      expect(await shown()).toEqual([[`${A} ${feedReport.title}`]]);
      expect((await items())[0]?.id).toBe(before?.id);
    },
  );
});

describe("filing the same batch again", () => {
  test("changes no document and no ETag", async () => {
    const batch = [poll("a", NOON, [{ url: A }]), poll("b", NOON, [{ url: B }])];
    expect(await newsroom().filePolls(batch, NOON)).toMatchObject({ added: 2, changed: true });
    const etag = (await get("/rss.xml")).headers.get("ETag");
    const before = await newsroom().health(NOON);
    expect(await newsroom().filePolls(batch, at(1))).toEqual({
      added: 0,
      amended: 0,
      stories: 0,
      changed: false,
      held: {},
    });
    expect(await newsroom().health(NOON)).toEqual(before);
    expect((await get("/rss.xml")).headers.get("ETag")).toBe(etag);
  });

  test("polls without new reports invalidate no document", async () => {
    await newsroom().filePolls([poll("a", NOON, [{ url: A }])], NOON);
    const lookUp = () =>
      newsroom().requestDocument("/x", { kind: "latest", limit: 9 }, content.build, null);
    const { basis } = (await lookUp()) as { basis: number };
    await newsroom().filePolls([poll("a", at(15), null), poll("b", at(15), [])], at(15));
    expect(await lookUp()).toMatchObject({ basis });
  });
});
