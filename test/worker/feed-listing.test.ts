import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { get, items, newsroom } from "./support.ts";
import { deploy, NOON, outlet, poll } from "./feed-state-support.ts";
import { at, iso, published } from "./polled-reports-support.ts";

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
});

const TITLES = [
  "Bank robber caught in Nairn",
  "Councillor took bribes, files show",
  "Heather blooms early on Arran",
  "New ferry for Islay delayed",
  "Otter seen in Perth",
];
/** The n-th latest report of the feed. */
const item = (n: number): Partial<FeedReport> => ({
  url: `https://a.example/${n}`,
  guid: `${n}`,
  title: TITLES[n] ?? `Report ${n}`,
  summary: "",
  published: published(at(n === 5 ? 5 : -60 * (n + 1))),
});
const file = (minutes: number, ...numbers: number[]) =>
  newsroom().filePolls([poll("a", at(minutes), numbers.map(item))], at(minutes));

/** The paths of reports that are marked as removed, with the time. */
async function removed(): Promise<string[]> {
  const answer = await newsroom().requestDocument(
    "/x",
    { kind: "latest", limit: 9 },
    content.build,
    null,
  );
  if (answer.kind !== "stories") throw new Error(answer.kind);
  return answer.stories
    .flatMap(({ reports }) =>
      reports.flatMap((each) =>
        each.removed === null ? [] : `${new URL(each.url).pathname} ${iso(each.removed)}`,
      ),
    )
    .toSorted();
}

describe("a report that its feed no longer lists", () => {
  test.each<[name: string, then: number[], marked: string[]]>([
    ["is marked if older ones are still listed", [0, 2, 3, 4], [`/1 ${iso(at(15))}`]],
    ["is not marked if it was among the oldest", [0, 1, 2], []],
    ["is not marked if it was the latest: an older version of the feed", [1, 2, 3, 4], []],
    ["is not marked if many are missing: the feed is not in order of time", [0, 3, 4], []],
    ["is marked though only one older one is listed", [0, 1, 2, 4], [`/3 ${iso(at(15))}`]],
    ["is not marked if a new one pushed it out and the oldest is pinned", [5, 0, 1, 2, 4], []],
    ["is not marked while it is listed", [0, 1, 2, 3, 4], []],
    ["is not marked if the feed is empty", [], []],
  ])("%s", async (_, then, marked) => {
    await file(0, 0, 1, 2, 3, 4);
    await file(15, ...then);
    expect(await removed()).toEqual(marked);
  });

  test("loses the mark when it is listed again, and is not marked a second time", async () => {
    const listed = [
      [0, 1, 2, 3, 4],
      [0, 2, 3, 4],
      [0, 1, 2, 3, 4],
      [0, 2, 3, 4],
    ];
    const marks: number[] = [];
    const changes: boolean[] = [];
    for (const [index, numbers] of listed.entries()) {
      changes.push((await file(15 * index, ...numbers)).changed);
      marks.push((await removed()).length);
    }
    expect(marks).toEqual([0, 1, 0, 0]);
    expect(changes).toEqual([true, true, true, false]);
  });

  test("says so on its story's page and in its data", async () => {
    await file(0, 0, 1, 2, 3, 4);
    await file(15, 0, 2, 3, 4);
    const story = (await items()).find(({ title }) => title === TITLES[1]);
    const path = new URL(story?.url ?? "").pathname;
    expect(await (await get(path)).text()).toContain("no longer in the outlet’s feed");
    const data = await (await get(`${path}.json`)).json<{ reports: { removed?: string }[] }>();
    expect(data.reports[0]?.removed).toBe(iso(at(15)));
  });
});

describe("a feed whose clock is twelve hours behind", () => {
  /** Headlines of stories of their own, since one story shows only a few reports of an outlet. */
  const headlines = [
    ...TITLES,
    "School roof blown off in Wick",
    "Dredger sinks in Oban harbour",
    "Election postponed on Lewis",
  ];
  /** Polls that bring one new report each, dated twelve hours early. */
  async function behind(count: number, from = 0): Promise<void> {
    for (let n = from; n < from + count; n++) {
      const early = {
        ...item(0),
        url: `https://a.example/early/${n}`,
        guid: `early ${n}`,
        title: headlines[n] ?? `Report ${n}`,
        published: published(at(30 * n - 12 * 60)),
      };
      await newsroom().filePolls([poll("a", at(30 * n), [early])], at(30 * n));
    }
  }
  const dates = async (): Promise<(string | null)[]> =>
    (await items()).flatMap(({ _storyfold }) =>
      (_storyfold.reports as { published?: string | null }[]).map((each) => each.published ?? null),
    );

  test("has its reports dated by first sight, once that is clear, and says so", async () => {
    await behind(6);
    expect((await newsroom().feedHealth(NOON))[0]?.notes).toEqual([
      "its dates are hours too early, so new reports are dated when they are first seen",
    ]);
    await behind(2, 6);
    expect(await dates()).toHaveLength(8);
    expect((await dates()).filter((date) => date === null)).toHaveLength(2);
  });

  test("has no effect on another feed", async () => {
    await behind(6);
    await newsroom().filePolls(
      [poll("b", at(400), [{ ...item(0), url: "https://b.example/1" }])],
      at(400),
    );
    expect((await newsroom().feedHealth(NOON))[1]?.notes).toEqual([]);
    expect(await dates()).toContain(iso(at(-60)));
  });
});
