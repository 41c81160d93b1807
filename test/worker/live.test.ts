import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { get, items, newsroom, report } from "./support.ts";
import { DAY, deploy, feedOf, MINUTE, NOON, outlet, poll, stateOf } from "./feed-state-support.ts";

const A = "https://a.example/news/1";
const B = "https://a.example/news/2";
const at = (minutes: number): number => NOON + minutes * MINUTE;
const iso = (moment: number): string => new Date(moment).toISOString();

const published = (moment: number) => ({ value: iso(moment), estimated: false });

/** The address and headline of each report, grouped by story. */
const shown = async (): Promise<string[][]> =>
  (await items()).map(({ _storyfold }) =>
    _storyfold.reports.map(({ url, title }) => `${url} ${title}`),
  );

const addresses = async (): Promise<string[]> =>
  (await items()).flatMap(({ _storyfold }) => _storyfold.reports.map(({ url }) => url)).toSorted();

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b"), outlet("c", null)]);
});

describe("leasing due feeds", () => {
  const due = async (now: number, limit = 10, lease = MINUTE): Promise<string[]> =>
    (await newsroom().leaseDueFeeds(now, limit, lease)).map((state) => state.outlet);

  test("new feeds are due at once; outlets without a feed never are", async () => {
    expect(await due(NOON)).toEqual(["a", "b"]);
  });

  test("a leased feed is not due until its lease expires without a filing", async () => {
    await due(NOON);
    expect(await due(at(0.5))).toEqual([]);
    expect(await due(at(1))).toEqual(["a", "b"]);
  });

  test("the longest overdue feed comes first, and the others keep their place", async () => {
    await newsroom().filePolls([poll("a", NOON, null)], NOON);
    await newsroom().filePolls([poll("b", NOON - MINUTE, null)], NOON);
    expect(await due(at(14))).toEqual(["b"]);
    expect(await due(at(20), 1)).toEqual(["b"]);
    expect(await due(at(20), 1)).toEqual(["a"]);
  });

  test("a lease returns the state that the last poll filed", async () => {
    const state = stateOf("a", NOON, { lastModified: "x", digest: "y", error: "z", failures: 2 });
    await newsroom().filePolls([{ state, reports: null }], NOON);
    expect(await newsroom().leaseDueFeeds(at(15), 1, MINUTE)).toMatchObject([{ outlet: "b" }]);
    expect(await newsroom().leaseDueFeeds(at(15), 1, MINUTE)).toEqual([state]);
  });

  test.each([
    ["a paused feed", [outlet("a", feedOf("a", { paused: true }))]],
    ["a removed outlet", []],
    ["an outlet that no longer has a feed", [outlet("a", null)]],
  ])("%s is not due, and its reports stay", async (_, outlets) => {
    await newsroom().filePolls([poll("a", NOON, [{ url: A }])], NOON);
    await deploy(outlets);
    expect(await due(at(60))).toEqual([]);
    expect(await addresses()).toEqual([A]);
  });

  test("a feed that answered 410 Gone is not due until content gives another address", async () => {
    const stopped = stateOf("a", NOON, { stopped: true });
    await newsroom().filePolls([{ state: stopped, reports: null }], NOON);
    expect(await due(at(60))).toEqual(["b"]);
    await deploy([outlet("a", feedOf("a", { url: "https://a.example/new" }))], at(60));
    expect(await newsroom().leaseDueFeeds(at(60), 1, MINUTE)).toMatchObject([
      { url: "https://a.example/new", etag: null, lastPoll: null, stopped: false, failures: 0 },
    ]);
  });

  test("a deployment that changes no address keeps each feed's state, including where it moved to", async () => {
    const state = stateOf("a", NOON, { url: "https://a.example/moved" });
    await newsroom().filePolls([{ state, reports: null }], NOON);
    await deploy([outlet("a", feedOf("a", { tags: ["x"] }))], at(5));
    expect(await due(at(14))).toEqual([]);
    expect(await newsroom().leaseDueFeeds(at(15), 1, MINUTE)).toEqual([state]);
  });

  test("a poll of the previously configured address does not change the state of the new one", async () => {
    await deploy([outlet("a", feedOf("a", { url: "https://a.example/new" }))]);
    await newsroom().filePolls([poll("a", NOON, [{ url: A }])], NOON);
    expect(await newsroom().leaseDueFeeds(NOON, 1, MINUTE)).toMatchObject([
      { etag: null, lastPoll: null },
    ]);
    expect(await addresses()).toEqual([A]);
  });
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

describe("when a report counts as amended", () => {
  const first = { url: A, guid: "1", title: "Volcano erupts", tags: ["Nature", "Sea"] };
  const amended = async (): Promise<(number | null)[]> => {
    const request = { kind: "latest", limit: 9 } as const;
    const answer = await newsroom().requestDocument("/x", request, content.build, null);
    if (answer.kind !== "stories") throw new Error(answer.kind);
    return answer.stories.flatMap(({ reports }) => reports.map((each) => each.amended));
  };

  test.each<[name: string, polls: Partial<FeedReport>[], amended: number | null]>([
    ["a new report is not amended", [], null],
    ["an unchanged report is not amended", [{}], null],
    ["another headline amends it", [{ title: "Volcano quiet" }], at(1)],
    ["another summary amends it", [{ summary: "Ash fell on the church." }], at(1)],
    [
      "the last of several changes counts",
      [{ title: "Volcano quiet" }, { title: "Volcano asleep" }],
      at(2),
    ],
    [
      "a return to an earlier headline does not amend it again",
      [{ title: "Volcano quiet" }, {}],
      at(1),
    ],
    ["white space does not amend it", [{ title: "Volcano  erupts" }], null],
    ["another date does not amend it", [{ published: published(at(-5)) }], null],
    ["another address does not amend it", [{ url: B }], null],
    ["other tags do not amend it", [{ tags: ["Nature"] }], null],
  ])("%s", async (_, polls, expected) => {
    for (const [n, overrides] of [{}, ...polls].entries())
      await newsroom().filePolls([poll("a", at(n), [{ ...first, ...overrides }])], at(n));
    expect(await amended()).toEqual([expected]);
  });

  test.each<[name: string, tags: string[], shown: string[]]>([
    ["other tags replace the old ones", ["Sea", "Ash"], ["Sea", "Ash"]],
    ["tags in another order change nothing", ["Sea", "Nature"], ["Nature", "Sea"]],
  ])("%s", async (_, tags, expected) => {
    for (const [n, overrides] of [{}, { tags }].entries())
      await newsroom().filePolls([poll("a", at(n), [{ ...first, ...overrides }])], at(n));
    expect((await items())[0]?.tags).toEqual(expected);
  });
});

test("a clock that ran ahead and was corrected does not block any outlet", async () => {
  const ahead = NOON + 30 * DAY;
  await newsroom().filePolls([poll("a", ahead, [{ url: A }])], ahead);
  await newsroom().filePolls([poll("a", at(15), [{ url: A, title: "Volcano quiet" }])], at(15));
  expect(await shown()).toEqual([[`${A} Volcano quiet`]]);
  expect(await newsroom().leaseDueFeeds(at(30), 5, MINUTE)).toContainEqual(stateOf("a", at(15)));
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
    const before = await newsroom().health();
    expect(await newsroom().filePolls(batch, at(1))).toEqual({
      added: 0,
      amended: 0,
      stories: 0,
      changed: false,
    });
    expect(await newsroom().health()).toEqual(before);
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

describe("publication dates", () => {
  const story = async () => (await items())[0];

  test.each<[name: string, published: FeedReport["published"], shown: number]>([
    ["a missing date is replaced by the time first seen", null, NOON],
    ["a date in the future is replaced by the time first seen", published(NOON + DAY), NOON],
    ["a date in the past is kept", published(at(-60)), at(-60)],
  ])("%s", async (_, date, expected) => {
    for (const now of [NOON, at(15)])
      await newsroom().filePolls([poll("a", now, [{ url: A, published: date }])], now);
    expect(await story()).toMatchObject({
      date_published: iso(expected),
      date_modified: iso(expected),
    });
  });

  test.each<[name: string, first: FeedReport["published"]]>([
    ["missing", null],
    ["in the future", published(NOON + DAY)],
  ])("a date that was %s is corrected by a later poll", async (_, first) => {
    await newsroom().filePolls([poll("a", NOON, [{ url: A, published: first }])], NOON);
    const right = published(at(-30));
    await newsroom().filePolls([poll("a", at(15), [{ url: A, published: right }])], at(15));
    expect((await story())?.date_published).toBe(iso(at(-30)));
  });

  test("a report older than its story moves the story's update by one second only", async () => {
    const volcano = { title: report().title, summary: report().summary };
    await newsroom().filePolls(
      [poll("a", NOON, [{ ...volcano, url: A, published: published(at(-5)) }])],
      NOON,
    );
    const older = { ...volcano, url: B, published: published(at(-500)) };
    await newsroom().filePolls([poll("b", at(15), [older])], at(15));
    expect(await items()).toHaveLength(1);
    expect((await story())?.date_modified).toBe(iso(at(-5) + 1_000));
  });
});
