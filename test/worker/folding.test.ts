import { reset } from "cloudflare:test";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { content } from "#content";
import type { Report } from "../../src/model/report.ts";
import { items, newsroom } from "./support.ts";

beforeEach(async () => {
  await reset();
  // An empty newsroom: what follows is folded by what the reports say, without an editor.
  await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
});

const five = content.reports;

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
        .asyncProperty(
          fc.shuffledSubarray(five, { minLength: 5 }),
          fc.integer({ min: 1, max: 5 }),
          async (order, size) => {
            await file(order, size);
            expect(await stories()).toEqual(one);
          },
        )
        .beforeEach(async () => {
          await reset();
          await newsroom().fileContent({ digest: "none", reports: [], stories: [] });
        }),
      { numRuns: 30 },
    );
  });
});
