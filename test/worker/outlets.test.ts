import { beforeAll, describe, expect, test } from "vitest";
import { content } from "#content";
import type { PollResult } from "../../src/model/outlet-feed.ts";
import { get, newsroom, visit } from "./support.ts";
import {
  DAY,
  deploy,
  editionWith,
  feedOf,
  MINUTE,
  NOON,
  outlet,
  poll,
  pollOf,
  stateOf,
} from "./feed-state-support.ts";

const now = Date.now();
const outlets = [
  outlet("a"),
  outlet("b"),
  { ...outlet("c"), name: "<b>C</b>" },
  outlet("d"),
  outlet("e", feedOf("e", { paused: true })),
  outlet("f", null),
  { ...outlet("g"), feeds: [feedOf("g"), feedOf("g", { url: "https://g.example/2" })] },
];
const published = { value: new Date(now - DAY).toISOString(), estimated: false };

const failing: PollResult = {
  state: stateOf("b", now, {
    failures: 3,
    lastGood: now - DAY,
    error: "The feed's XML <breaks> off in line 7.",
  }),
  reports: null,
};
const stopped: PollResult = { state: stateOf("c", now, { stopped: true }), reports: null };

beforeAll(async () => {
  await deploy(outlets, NOON);
  await newsroom().filePolls(
    [
      poll("a", now, [
        { url: "https://a.example/1", published },
        { url: "https://a.example/2", title: "Parliament votes", summary: "", published },
        { url: "https://a.example/3", published: { value: "2018-08-10", estimated: false } },
      ]),
      failing,
      stopped,
    ],
    now,
  );
  await newsroom().filePolls(
    [
      pollOf("g", "https://g.example/2", now, [{ url: "https://g.example/1", published }]),
      {
        state: stateOf("g", now, {
          failures: 1,
          error: "The second breaks off.",
          lastGood: null,
          notes: ["only the newest 500 of its 600 items are read"],
        }),
        reports: null,
      },
    ],
    now,
  );
  await newsroom().filePolls(
    [poll("b", now + 1, [{ url: "https://b.example/1", published }])],
    now,
  );
  await newsroom().filePolls([{ ...failing, state: { ...failing.state, lastPoll: now + 2 } }], now);
});

const ask = (path: string, headers: HeadersInit = {}) =>
  visit({ ...content, edition: editionWith(outlets) }, path, headers);

describe("/outlets.json shows the state of each outlet", () => {
  test.each([
    ["a", { state: "ok", reports_7_days: 2, shared_7_days: 1, error: null, failures: 0 }],
    ["b", { state: "failing", failures: 3, error: failing.state.error, shared_7_days: 1 }],
    ["c", { state: "stopped", next_poll: null }],
    ["d", { state: "waiting", last_poll: null, last_good_poll: null, reports_7_days: 0 }],
    ["e", { state: "paused", next_poll: null }],
    ["f", { state: "files", feed: null, reports_7_days: null, feeds: [] }],
    [
      "g",
      {
        state: "failing",
        failures: 1,
        error: "The second breaks off.",
        last_good_poll: new Date(now).toISOString(),
        reports_7_days: 1,
        feeds: [
          { url: "https://g.example/2", state: "ok", error: null, notes: [] },
          {
            url: "https://g.example/feed",
            state: "failing",
            last_good_poll: null,
            notes: ["only the newest 500 of its 600 items are read"],
          },
        ],
      },
    ],
  ])("%s", async (id, expected) => {
    const { outlets: all } = await (
      await ask("/outlets.json")
    ).json<{ outlets: { id: string }[] }>();
    expect(all.find((each) => each.id === id)).toMatchObject(expected);
  });

  test("with the times of its last and next poll", async () => {
    const { outlets: all } = await (
      await ask("/outlets.json")
    ).json<{ outlets: { id: string }[] }>();
    expect(all[0]).toMatchObject({
      feed: "https://a.example/feed",
      last_poll: new Date(now).toISOString(),
      last_good_poll: new Date(now).toISOString(),
      next_poll: new Date(now + 15 * MINUTE).toISOString(),
    });
  });
});

describe("/outlets", () => {
  test("shows the same as a page, with all text escaped", async () => {
    const page = await (await ask("/outlets")).text();
    for (const text of [
      "How their feeds are doing: 1 ok, 2 failing, 1 stopped, 1 not polled yet, 1 paused",
      "line 7.",
      "https://g.example/feed: The second breaks off.",
      "https://g.example/feed: only the newest 500",
    ])
      expect(page).toContain(text);
    expect(page).toContain("&lt;breaks&gt;");
    expect(page).not.toMatch(/<b>C|<breaks>/);
  });

  test("is linked from /about", async () => {
    expect(await (await get("/about")).text()).toContain('href="/outlets"');
  });
});

test.each([
  ["/outlets", "text/html; charset=utf-8"],
  ["/outlets.json", "application/json; charset=utf-8"],
])("%s is cached for a minute and has an ETag", async (path, type) => {
  const response = await ask(path);
  expect(response.headers.get("Content-Type")).toBe(type);
  expect(response.headers.get("Cache-Control")).toBe("public, max-age=60, stale-if-error=86400");
  const again = await ask(path, { "If-None-Match": response.headers.get("ETag") ?? "" });
  expect(again.status).toBe(304);
});
