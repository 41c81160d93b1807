import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { newsroom } from "./support.ts";
import { deploy, feedOf, NOON, outlet, poll, pollOf } from "./feed-state-support.ts";
import { A, addresses, at, published, shown } from "./polled-reports-support.ts";

const WORLD = feedOf("a", { url: "https://a.example/world.xml" });
const LOCAL = feedOf("a", { url: "https://a.example/local.xml" });

beforeEach(async () => {
  await reset();
  await deploy([{ ...outlet("a"), feeds: [feedOf("a"), WORLD, LOCAL] }, outlet("b")]);
});

const DAY = 24 * 60;
const wolves: Partial<FeedReport> = {
  url: "https://a.example/wolves",
  guid: "w1",
  title: "Parliament in Hamar votes on the wolf hunt",
  summary: "Sheep farmers and biologists await the vote.",
  published: published(at(-60)),
};

/** Files one list of items after the other, a quarter of an hour apart. */
async function file(...polls: Partial<FeedReport>[][]): Promise<boolean[]> {
  const changes: boolean[] = [];
  for (const [index, reports] of polls.entries()) {
    const moment = at(15 * index);
    changes.push((await newsroom().filePolls([poll("a", moment, reports)], moment)).changed);
  }
  return changes;
}

const times = <T>(count: number, item: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => item(n));

describe("one item, however its feed lists it", () => {
  const flip = (n: number, one: string, other: string): string => (n % 2 === 0 ? one : other);

  test.each<[name: string, again: (n: number) => Partial<FeedReport>, address: string]>([
    [
      "moves to https",
      (n) => ({ url: `http${n > 0 ? "s" : ""}://a.example/wolves`, guid: null }),
      "https://a.example/wolves",
    ],
    [
      "flips between http and https",
      (n) => ({ url: `http${flip(n, "", "s")}://a.example/wolves`, guid: `${n}` }),
      "https://a.example/wolves",
    ],
    [
      "flips between hosts",
      (n) => ({ url: `https://${flip(n, "www.", "")}a.example/wolves`, guid: `${n}` }),
      "https://www.a.example/wolves",
    ],
    [
      "appears on the mobile and the AMP host",
      (n) => ({ url: `https://${flip(n, "m.", "amp.")}a.example/wolves`, guid: `${n}` }),
      "https://m.a.example/wolves",
    ],
    [
      "flips between two editions of the site",
      (n) => ({ url: `https://${flip(n, "uk", "us")}.a.example/wolves`, guid: `${n}` }),
      "https://us.a.example/wolves",
    ],
    [
      "loses its slash",
      (n) => ({ url: `https://a.example/wolves${flip(n, "/", "")}`, guid: null }),
      "https://a.example/wolves/",
    ],
  ])("%s: one report, which stops changing", async (_, again, address) => {
    const changes = await file(...times(8, (n) => [{ ...wolves, ...again(n) }]));
    expect(await addresses()).toEqual([address]);
    expect(changes.slice(3)).not.toContain(true);
  });

  test.each<[name: string, again: (n: number) => Partial<FeedReport>]>([
    ["address and guid", (n) => ({ url: `https://a.example/${n}`, guid: `${n}` })],
    [
      "address and guid, without a date",
      (n) => ({ url: `https://a.example/${n}`, guid: `${n}`, published: null }),
    ],
    [
      "address, guid and date",
      (n) => ({ url: `https://a.example/${n}`, guid: `${n}`, published: published(at(15 * n)) }),
    ],
    [
      "address, guid and date, without a text",
      (n) => ({
        url: `https://a.example/${n}`,
        guid: `${n}`,
        summary: "",
        published: published(at(15 * n)),
      }),
    ],
    [
      "address and guid, without a text",
      (n) => ({ url: `https://a.example/${n}`, guid: `${n}`, summary: "" }),
    ],
  ])("with another %s at every poll: one report, which stops changing", async (_, again) => {
    const changes = await file(...times(12, (n) => [{ ...wolves, ...again(n) }]));
    expect(await addresses()).toHaveLength(1);
    expect(changes.slice(5)).not.toContain(true);
    expect(await newsroom().health(NOON)).toMatchObject({ reports: 1 });
  });
});

describe("items that look alike stay reports of their own", () => {
  test.each<[name: string, item: (n: number) => Partial<FeedReport>]>([
    [
      "letters under one guid and title",
      (n) => ({
        url: `https://a.example/letter/${n}`,
        guid: "letter",
        title: "The weekend letter",
        summary: times(9, (word) => `issue${n}word${word}`).join(" "),
        published: published(at((n - 4) * DAY)),
      }),
    ],
    [
      "entries of one page",
      (n) => ({
        url: `https://a.example/changes#v${n}`,
        guid: `v${n}`,
        title: `Release ${"ABCD"[n]}`,
        summary: "",
        published: published(at((n - 4) * DAY)),
      }),
    ],
  ])("%s, one at each poll", async (_, item) => {
    await file(...times(4, (n) => [item(n)]));
    await file(...times(4, (n) => [item(n)]));
    expect(await addresses()).toEqual(times(4, (n) => item(n).url));
  });

  test("notices with one headline that are published in the same second", async () => {
    const notice = (n: number): Partial<FeedReport> => ({
      ...wolves,
      title: "Holding(s) in company",
      summary: "",
      url: `https://a.example/notice/${n}`,
      guid: `${n}`,
    });
    const all = times(3, notice);
    await file(all, all, all.slice(1));
    expect(await addresses()).toEqual(all.map(({ url }) => url));
  });
});

describe("one item in two feeds of an outlet", () => {
  const inWorld = { ...wolves, tags: ["World"] };
  const inLocal = { ...wolves, tags: ["Local"] };
  const both = (moment: number) =>
    newsroom().filePolls(
      [pollOf("a", WORLD.url, moment, [inWorld]), pollOf("a", LOCAL.url, moment, [inLocal])],
      moment,
    );

  test("is one report, with the text and tags of the feed that gave it first", async () => {
    expect(await both(NOON)).toMatchObject({ added: 1, amended: 0 });
    expect(await both(at(15))).toMatchObject({ added: 0, amended: 0, changed: false });
    expect(await shown()).toEqual([[`${wolves.url} ${wolves.title}`]]);
  });

  test("at two addresses is one report, by its guid", async () => {
    await newsroom().filePolls(
      [
        pollOf("a", WORLD.url, NOON, [inWorld]),
        pollOf("a", LOCAL.url, NOON, [{ ...inLocal, url: "https://a.example/local/wolves" }]),
      ],
      NOON,
    );
    expect(await addresses()).toHaveLength(1);
  });

  test("is amended by the other feed once content drops the first", async () => {
    await both(NOON);
    await deploy([{ ...outlet("a"), feeds: [LOCAL] }]);
    const corrected = { ...inLocal, title: "Parliament in Hamar postpones the vote" };
    await newsroom().filePolls([pollOf("a", LOCAL.url, at(15), [corrected])], at(15));
    expect(await shown()).toEqual([[`${wolves.url} ${corrected.title}`]]);
  });

  test("keeps a state for each feed, and counts as one outlet", async () => {
    await both(NOON);
    const health = await newsroom().feedHealth(NOON);
    expect(
      health
        .filter((feed) => feed.outlet === "a")
        .map(({ configured, lastPoll }) => [configured, lastPoll]),
    ).toEqual([
      [feedOf("a").url, null],
      [LOCAL.url, NOON],
      [WORLD.url, NOON],
    ]);
  });
});

test("another outlet's report at the http address of a known page is not a second one", async () => {
  await newsroom().filePolls(
    [
      poll("a", NOON, [{ ...wolves, url: A }]),
      poll("b", at(1), [{ ...wolves, url: A.replace("https", "http") }]),
    ],
    at(1),
  );
  expect(await addresses()).toEqual([A]);
});
