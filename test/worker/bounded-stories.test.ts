import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import type { DocumentRequest } from "../../src/store/api.ts";
import { ALL_STORIES } from "../../src/model/selection.ts";
import { resolvableAddresses } from "./inside-newsroom.ts";
import { get, items, newsroom } from "./support.ts";
import { DAY, deploy, feedOf, MINUTE, NOON, outlet, poll, pollOf } from "./feed-state-support.ts";
import { iso } from "./polled-reports-support.ts";
import { countRows } from "./row-counts.ts";

/** Maximum number of rows that a request for a document of one story reads, however many reports it has. */
const MAX_ROWS = 400;
/** An RPC answer may have 32 MiB. */
const MAX_ANSWER = 8_000_000;

const LONG = "The council met again and said the same at length. ".repeat(90);

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b")]);
});

/** Reports of one headline, the later the number the later published. */
const reports = (id: string, from: number, count: number): Partial<FeedReport>[] =>
  Array.from({ length: count }, (_, k) => ({
    url: `https://${id}.example/${from + k}`,
    guid: `${from + k}`,
    title: "Council of Hirtshals votes on the harbour tax",
    summary: `${LONG}${from + k}`,
    tags: Array.from({ length: 20 }, (__, tag) => `tag ${(from + k) * 20 + tag} ${"x".repeat(60)}`),
    published: { value: iso(NOON - DAY + (from + k) * 1_000), estimated: false },
  }));

/** The rows that a request reads, and the size of its answer. */
async function measured(request: DocumentRequest): Promise<{ rows: number; bytes: number }> {
  const { read, result } = await countRows((instance) =>
    instance.requestDocument(null, request, "", null),
  );
  return { rows: read, bytes: JSON.stringify(result).length };
}

describe("a story of six hundred reports", () => {
  beforeEach(async () => {
    await newsroom().filePolls([poll("b", NOON, reports("b", 0, 1))], NOON);
    for (let n = 0; n < 3; n++) {
      const now = NOON + n * DAY;
      await newsroom().filePolls([poll("a", now, reports("a", 1 + 200 * n, 200))], now);
    }
    // One outlet's repetitions of a headline are issues of a column, so an editor joins them.
    await newsroom().fileContent({
      digest: "one story",
      reports: [],
      stories: [
        {
          key: "harbour-tax",
          headline: "Council votes on the harbour tax",
          summary: { text: "", html: "" },
          tags: [],
          disagreements: [],
          reports: [...reports("b", 0, 1), ...reports("a", 1, 600)].map(({ url }) => url ?? ""),
          not: [],
        },
      ],
    });
  });

  test.each<[name: string, request: DocumentRequest]>([
    ["the latest stories", { kind: "latest", limit: 50 }],
    ["a list", { kind: "list", selection: ALL_STORIES, limit: 50, outlets: ["a", "b"] }],
  ])("%s read and answer a bounded amount", async (_, request) => {
    const { rows, bytes } = await measured(request);
    expect(rows).toBeLessThan(MAX_ROWS);
    expect(bytes).toBeLessThan(100_000);
  });

  test("its entry shows five of an outlet, and links to all of them", async () => {
    const [item] = await items();
    const shown = item?._storyfold.reports.map((report) => report.outlet) ?? [];
    expect(shown.toSorted()).toEqual(["a", "a", "a", "a", "a", "b"]);
    expect(item?._storyfold).toMatchObject({ counts: { reports: 601, outlets: 2 } });
    expect(item?.tags.length).toBeLessThanOrEqual(30);
    const path = new URL(item?.url ?? "").pathname;
    for (const document of ["/rss.xml", "/atom.xml"])
      expect(await (await get(document)).text()).toContain(`${path}/reports/1`);
    const data = await (await get(`${path}.json`)).json<{ counts: unknown }>();
    expect(data.counts).toMatchObject({ reports: 601, outlets: 2 });
    expect(await (await get(path)).text()).toContain(`href="${path}/reports/1"`);
  });

  test("the list of all its reports has pages of a hundred", async () => {
    const path = new URL((await items())[0]?.url ?? "").pathname;
    const urls = new Set<string>();
    for (let page = 1; page <= 7; page++) {
      const text = await (await get(`${path}/reports/${page}`)).text();
      const found = text.match(/https:\/\/[ab]\.example\/\d+(?=")/g) ?? [];
      expect(found.length).toBe(page < 7 ? 100 : 1);
      for (const url of found) urls.add(url);
    }
    expect(urls.size).toBe(601);
    for (const page of ["8", "0", "x", "1.5"])
      expect((await get(`${path}/reports/${page}`)).status, page).toBe(404);
  });
});

test("an answer of many long stories stays within an RPC answer", async () => {
  const outlets = Array.from({ length: 40 }, (_, n) => outlet(`o${n}`));
  await deploy(outlets);
  for (const [n, { id }] of outlets.entries())
    await newsroom().filePolls(
      [
        poll(
          id,
          NOON,
          reports(id, 1_000 * n, 20).map((report) => ({
            ...report,
            url: `${report.url}/${"y".repeat(1_500)}`,
          })),
        ),
      ],
      NOON + n * MINUTE,
    );
  const { bytes } = await measured({ kind: "latest", limit: 200 });
  expect(bytes).toBeLessThan(MAX_ANSWER);
});

describe("reports beyond an outlet's quota", () => {
  const health = async () =>
    (await newsroom().feedHealth(NOON)).find(({ outlet: id }) => id === "a");

  test("wait, the latest are filed first, and the next day files the others", async () => {
    const all = reports("a", 0, 700).map((report, n) => ({
      ...report,
      title: `Headline ${n} of ${n * 7}`,
    }));
    const first = await newsroom().filePolls([poll("a", NOON, all)], NOON);
    expect(first).toMatchObject({ added: 500, held: { a: 200 } });
    expect(await health()).toMatchObject({ held: 200, etag: null });
    const filed = await resolvableAddresses();
    expect(filed).toContain("https://a.example/699");
    expect(filed).not.toContain("https://a.example/0");
    const again = await newsroom().filePolls([poll("a", NOON + MINUTE, all)], NOON + MINUTE);
    expect(again).toMatchObject({ added: 0, held: { a: 200 } });
    const next = await newsroom().filePolls([poll("a", NOON + DAY, all)], NOON + DAY);
    expect(next).toMatchObject({ added: 200, held: {} });
    expect(await health()).toMatchObject({ held: 0 });
  });

  test("are counted over all feeds of the outlet, and noted for the feed that lists them", async () => {
    const second = "https://a.example/sport";
    await deploy([{ ...outlet("a"), feeds: [feedOf("a"), feedOf("a", { url: second })] }]);
    const polls = [
      poll("a", NOON, reports("a", 0, 300)),
      pollOf("a", second, NOON, reports("a", 300, 300)),
    ];
    expect(await newsroom().filePolls(polls, NOON)).toMatchObject({ added: 500, held: { a: 100 } });
    const feeds = await newsroom().feedHealth(NOON);
    expect(feeds.map(({ url, held, etag }) => [url, held, etag === null])).toEqual([
      [feedOf("a").url, 100, true],
      [second, 0, false],
    ]);
    expect((await newsroom().filePolls(polls, NOON)).added).toBe(0);
  });

  test("do not include known ones whose addresses and ids are all new", async () => {
    const listed = (poller: string) =>
      reports("a", 0, 400).map((report, n) => ({
        ...report,
        url: `https://a.example/${poller}/${n}`,
        guid: `${poller} ${n}`,
        title: `Headline ${n} of ${n * 7}`,
      }));
    await newsroom().filePolls([poll("a", NOON, listed("x"))], NOON);
    const later = NOON + 15 * MINUTE;
    expect(await newsroom().filePolls([poll("a", later, listed("y"))], later)).toMatchObject({
      added: 0,
      held: {},
    });
  });

  test("do not concern other outlets", async () => {
    const both = [poll("a", NOON, reports("a", 0, 700)), poll("b", NOON, reports("b", 0, 3))];
    expect(await newsroom().filePolls(both, NOON)).toMatchObject({ added: 503 });
  });

  test("leave the stories of the day of others on the front page, and in every feed", async () => {
    const flood = reports("a", 0, 400).map((report, n) => ({
      ...report,
      title: `Headline ${n} of ${n * 7}`,
      published: { value: iso(NOON - MINUTE), estimated: false },
    }));
    const own = ["Comet seen over La Palma", "Marathon record falls in Valencia"];
    await newsroom().filePolls(
      [
        poll("a", NOON, flood),
        poll(
          "b",
          NOON,
          own.map((title, n) => ({
            url: `https://b.example/${n}`,
            title,
            summary: "",
            published: { value: iso(NOON - 60 * MINUTE), estimated: false },
          })),
        ),
      ],
      NOON,
    );
    for (const path of ["/", "/latest", "/rss.xml", "/top/rss.xml"]) {
      const text = await (await get(path)).text();
      for (const title of own) expect(text, path).toContain(title);
    }
  });
});
