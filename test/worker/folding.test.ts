import { reset } from "cloudflare:test";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Report } from "../../src/model/report.ts";
import neighbours from "../fixtures/neighbours.json" with { type: "json" };
import { items, newsroom, report } from "./support.ts";

/** An empty newsroom: what follows is folded by what the reports say, without an editor. */
async function empty(): Promise<void> {
  await reset();
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
}

beforeEach(empty);

const five = content.reports;

const shuffled = (reports: Report[]) => fc.shuffledSubarray(reports, { minLength: reports.length });

const stories = async (): Promise<string[][]> =>
  (await items()).map(({ _storyfold }) => _storyfold.reports.map(({ url }) => url).toSorted());

/** Files the reports in batches of a size. */
async function file(reports: readonly Report[], size: number): Promise<void> {
  for (let at = 0; at < reports.length; at += size)
    await newsroom().file("feed:test", reports.slice(at, at + size));
}

describe("the five reports of one letter", () => {
  const one = [five.map(({ url }) => url).toSorted()];

  test("are one story in any order of filing, in batches of any size", async () => {
    await fc.assert(
      fc
        .asyncProperty(shuffled(five), fc.integer({ min: 1, max: 5 }), async (order, size) => {
          await file(order, size);
          expect(await stories()).toEqual(one);
        })
        .beforeEach(empty),
      { numRuns: 30 },
    );
  });

  test("stay apart from what happened around them, to the same people and in Syria", async () => {
    const around = neighbours.map((neighbour) =>
      report({
        ...neighbour,
        url: `https://example.com/${neighbour.id}`,
        summary: neighbour.text,
        published: { value: neighbour.published, estimated: false },
      }),
    );
    await fc.assert(
      fc
        .asyncProperty(
          shuffled([...five, ...around]),
          fc.integer({ min: 1, max: 31 }),
          async (order, size) => {
            await file(order, size);
            const found = (await stories()).find((urls) => urls.includes(one[0]?.[0] ?? ""));
            expect(found).toEqual(one[0]);
          },
        )
        .beforeEach(empty),
      { numRuns: 10 },
    );
  });
});
