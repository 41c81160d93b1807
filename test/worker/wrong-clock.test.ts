import { reset } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { integrityViolations } from "./inside-newsroom.ts";
import { get, items, newsroom } from "./support.ts";
import { DAY, deploy, MINUTE, NOON, outlet, poll, stateOf } from "./feed-state-support.ts";
import { at, published } from "./polled-reports-support.ts";

const AHEAD = NOON + 3_650 * DAY;
const museum = {
  title: "Museum in Gdansk returns a stolen Vermeer",
  summary: "Missing since 1943.",
};
const ferry = { title: "Ferry runs aground off Stavanger", summary: "Tugs took all ashore." };

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
});

/** Files a report of the outlet b that is new at that minute. */
const fileAt = (minute: number, title: string) =>
  newsroom().filePolls(
    [
      poll("b", at(minute), [
        {
          url: `https://b.example/${minute}`,
          title,
          summary: "",
          published: published(at(minute)),
        },
      ]),
    ],
    at(minute),
  );

const due = async (now: number): Promise<string[]> =>
  (await newsroom().leaseDueFeeds(now, 10, MINUTE)).map((state) => state.outlet);

test.each<[what: string, overrides: Parameters<typeof stateOf>[2]]>([
  ["a next poll", { due: AHEAD }],
  ["a last poll", { due: AHEAD + 15 * MINUTE, lastPoll: AHEAD }],
])("%s stored ten years ahead counts as due", async (_, overrides) => {
  await newsroom().filePolls([{ state: stateOf("a", NOON, overrides), reports: null }], NOON);
  expect(await due(at(15))).toContain("a");
});

test("a lease ten years ahead does not withhold a feed", async () => {
  expect(await due(AHEAD)).toEqual(["a", "b"]);
  expect(await due(at(1))).toEqual(["a", "b"]);
});

test("a wait of a week, the longest there is, is kept", async () => {
  const state = stateOf("a", NOON, { due: NOON + 7 * DAY });
  await newsroom().filePolls([{ state, reports: null }], NOON);
  expect(await due(at(15))).toEqual(["b"]);
});

test("what a filing ten years ahead dated does not stay on top, and retention takes nothing", async () => {
  await newsroom().filePolls(
    [poll("b", NOON, [{ url: "https://b.example/1", ...ferry, published: published(at(-60)) }])],
    NOON,
  );
  const first = await items();
  await newsroom().filePolls(
    [poll("a", AHEAD, [{ url: "https://a.example/1", ...museum, published: null }])],
    AHEAD,
  );
  expect((await items())[0]?.date_published).toMatch(/^2036/);
  await fileAt(30, "Comet seen over La Palma");
  const now = await items();
  expect(now.every((item) => Date.parse(item.date_modified) <= at(32))).toBe(true);
  expect(now.every((item) => Date.parse(item.date_published) <= at(32))).toBe(true);
  expect(now.find(({ id }) => id === first[0]?.id)?.summary).toBe(ferry.summary);
  const front = await (await get("/")).text();
  expect(front.indexOf("Comet seen")).toBeLessThan(front.indexOf("Museum in Gdansk"));
  await fileAt(60, "Marathon record falls in Valencia");
  expect((await items())[0]?.title).toBe("Marathon record falls in Valencia");
  expect(await integrityViolations()).toEqual({});
});

test("days that a clock ten years ahead ended are over again when they are", async () => {
  await newsroom().filePolls(
    [poll("b", NOON, [{ url: "https://b.example/1", ...ferry, published: published(at(-60)) }])],
    NOON,
  );
  await newsroom().filePolls(
    [poll("a", AHEAD, [{ url: "https://a.example/1", ...museum, published: null }])],
    AHEAD,
  );
  await fileAt(30, "Comet seen over La Palma");
  const days = async () =>
    (await (await get("/daily/feed.json")).json<{ items: { date_published: string }[] }>()).items;
  expect(await days()).toEqual([]);
  await fileAt(24 * 60, "Marathon record falls in Valencia");
  expect(await days()).toMatchObject([{ date_published: "2026-11-23T06:00:00.000Z" }]);
});
