import { reset } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { FeedReport } from "../../src/model/outlet-feed.ts";
import { integrityViolations } from "./inside-newsroom.ts";
import { get, items, newsroom } from "./support.ts";
import { deploy, outlet, poll } from "./feed-state-support.ts";
import { A, at, B, published } from "./polled-reports-support.ts";

beforeEach(async () => {
  await reset();
  await deploy([outlet("a"), outlet("b"), outlet("c")]);
});

const volcano = { title: "Volcano erupts near Hirtshals", summary: "Ash fell on the harbour." };
const budget = { title: "Parliament votes on the budget", summary: "Pensions rise in January." };
const junk = { title: "What outlet a does not tell you", summary: "Visit us instead." };

const file = (id: string, minutes: number, ...reports: Partial<FeedReport>[]) =>
  newsroom().filePolls([poll(id, at(minutes), reports)], at(minutes));

/** Each report as "outlet: headline", with the outlet that it cites. */
const shown = async (): Promise<string[]> =>
  (await (await get("/feed.json")).json<{ items: Shown[] }>()).items
    .flatMap(({ _storyfold }) => _storyfold.reports)
    .map(({ outlet: id, title, via }) => `${id}: ${title}${via === undefined ? "" : ` (${via})`}`)
    .toSorted();

interface Shown {
  _storyfold: { reports: { outlet: string; title: string; via?: string }[] };
}

describe("a report at an address of another outlet's site", () => {
  test.each<[name: string, steps: [id: string, report: Partial<FeedReport>][], expected: string[]]>(
    [
      ["cites that outlet", [["b", { url: A, ...junk }]], [`b: ${junk.title} (A)`]],
      [
        "goes to that outlet once its own feed lists it",
        [
          ["b", { url: A, ...junk }],
          ["a", { url: A, ...volcano }],
        ],
        [`a: ${volcano.title}`],
      ],
      [
        "goes to that outlet also if the other one gave a variant of the address",
        [
          ["b", { url: A.replace("https://", "http://www."), ...junk }],
          ["a", { url: A, ...volcano }],
          ["b", { url: A.replace("https://", "http://www."), ...junk, title: "Again" }],
        ],
        [`a: ${volcano.title}`],
      ],
      [
        "stays there",
        [
          ["b", { url: A, ...junk }],
          ["a", { url: A, ...volcano }],
          ["b", { url: A, ...junk, title: "Again" }],
        ],
        [`a: ${volcano.title}`],
      ],
      [
        "does not take the address along when it moves",
        [
          ["b", { url: A, guid: "1", ...junk }],
          ["b", { url: "https://b.example/1", guid: "1", ...junk }],
          ["a", { url: A, ...volcano }],
        ],
        [`a: ${volcano.title}`, `b: ${junk.title}`],
      ],
      [
        "cannot be moved to",
        [
          ["b", { url: "https://b.example/1", guid: "1", ...budget }],
          ["b", { url: A, guid: "1", ...budget }],
          ["a", { url: A, ...volcano }],
        ],
        [`a: ${volcano.title}`, `b: ${budget.title}`],
      ],
      [
        "is not taken from an outlet at a site of nobody",
        [
          ["b", { url: "https://nobody.example/1", ...volcano }],
          ["a", { url: "https://nobody.example/1", ...junk }],
        ],
        [`b: ${volcano.title}`],
      ],
    ],
  )("%s", async (_, steps, expected) => {
    for (const [n, [id, report]] of steps.entries()) await file(id, 15 * n, report);
    expect(await shown()).toEqual(expected);
    expect(await integrityViolations()).toEqual({});
  });

  test("is folded again with its owner's words, and its page leads to where it is", async () => {
    await file("c", 0, { url: "https://c.example/1", ...volcano });
    await file("b", 1, { url: A, ...junk });
    const before = (await items()).map(({ url }) => new URL(url).pathname);
    expect(before).toHaveLength(2);
    await file("a", 15, { url: A, ...volcano });
    const [story, ...others] = await items();
    expect(others).toEqual([]);
    expect(story?._storyfold.reports.map(({ outlet: id }) => id)).toEqual(["c", "a"]);
    expect(await Promise.all(before.map(async (path) => (await get(path)).status))).toEqual(
      expect.arrayContaining([200, 301]),
    );
  });

  test("in the same filing goes to its owner at once", async () => {
    const early = published(at(-120));
    await newsroom().filePolls(
      [
        poll("b", at(0), [{ url: A, ...junk, published: early }]),
        poll("a", at(0), [{ url: A, ...volcano }]),
      ],
      at(0),
    );
    expect(await shown()).toEqual([`a: ${volcano.title}`]);
    expect((await items())[0]?.title).toBe(volcano.title);
  });
});

describe("a later report of another outlet", () => {
  test.each([
    ["two hours earlier", -120],
    ["two days earlier", -48 * 60],
  ])("dated %s changes neither headline, summary, date nor first link", async (_, minutes) => {
    await file("a", 0, { url: A, ...volcano, published: published(at(-30)) });
    const kept = async () => {
      const [item] = await items();
      return [
        item?.id,
        item?.title,
        item?.summary,
        item?.date_published,
        item?._storyfold.reports[0]?.url,
      ];
    };
    const before = await kept();
    await file("b", 15, {
      url: B.replace("a.", "b."),
      title: volcano.title,
      summary: `${volcano.summary} Only here.`,
      published: published(at(minutes)),
    });
    expect((await items())[0]?._storyfold.reports).toHaveLength(2);
    expect(await kept()).toEqual(before);
  });

  test("does not give its summary to a story that has one", async () => {
    await file("a", 0, { url: A, ...volcano, summary: "" });
    await file("b", 15, { url: "https://b.example/1", ...volcano });
    await file("c", 30, {
      url: "https://c.example/1",
      ...volcano,
      summary: `Only here: ${volcano.summary}`,
    });
    const [story, ...others] = await items();
    expect(others).toEqual([]);
    expect(story?.summary).toBe(volcano.summary);
  });
});
