import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { items, newsroom, report } from "./support.ts";
import {
  DAY,
  deploy,
  feedOf,
  MINUTE,
  NOON,
  outlet,
  poll,
  pollOf,
  stateOf,
} from "./feed-state-support.ts";
import { A, addresses, at, B, iso, published, shown } from "./polled-reports-support.ts";

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

  test("a host that asks for a pause gets it for all of its feeds, and no other host does", async () => {
    const on = (host: string, path: string) => feedOf("a", { url: `https://${host}/${path}` });
    const feeds = [
      on("x.example", "1"),
      on("x.example", "2"),
      on("y.example", "1"),
      on("x.example.org", "1"),
    ];
    await deploy([{ ...outlet("a"), feeds }]);
    const until = at(600);
    const failed = pollOf("a", "https://x.example/1", NOON, null);
    await newsroom().filePolls(
      [
        {
          ...failed,
          state: { ...failed.state, failures: 1, due: until },
          pause: { host: "x.example", until },
        },
      ],
      NOON,
    );
    const dueUrls = async (now: number) =>
      (await newsroom().leaseDueFeeds(now, 9, MINUTE)).map(({ url }) => url).toSorted();
    expect(await dueUrls(at(1))).toEqual(["https://x.example.org/1", "https://y.example/1"]);
    expect(await dueUrls(until)).toEqual(
      expect.arrayContaining(["https://x.example/1", "https://x.example/2"]),
    );
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
    ["a text that lacks a sentence does not amend it", [{ summary: "" }], null],
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
