/** What it costs in rows to bring a newsroom of the program before over to this one. */
import { runInDurableObject } from "cloudflare:test";
import { expect, test } from "vitest";
import { migrate } from "../../src/store/schema.ts";
import { ROWS_PER_DAY, UpgradeRunner } from "../../src/store/upgrades.ts";
import { fillEarlier, LAST_EARLIER } from "./earlier-newsroom.ts";
import { DAY, MINUTE, NOON } from "./feed-state-support.ts";
import { countRows } from "./row-counts.ts";
import { newsroom } from "./support.ts";

const STORIES = 3_600;
/** Maximum number of rows written by one invocation. */
const BUDGET = 5_000;

test("a newsroom with 3,600 stories is upgraded in slices, within the budgets of an invocation and of a day", async () => {
  await runInDurableObject(newsroom(), async (_, { storage }) => {
    await storage.deleteAll();
    fillEarlier(storage, LAST_EARLIER, STORIES);
  });
  const opened = await countRows((_, storage) => Promise.resolve(migrate(storage)));
  expect(opened.written).toBeLessThan(BUDGET);

  /** Rows written by each slice, and by all slices of each day. */
  const slices: number[] = [];
  const days: number[] = [];
  for (let day = 0, finished = false; !finished; day++) {
    days.push(0);
    for (let minute = 0; minute < 60 && !finished; minute++) {
      const { written, result } = await countRows((_, storage) =>
        Promise.resolve(new UpgradeRunner(storage).run(NOON + day * DAY + minute * MINUTE)),
      );
      slices.push(written);
      days[day] = (days[day] as number) + written;
      finished = result;
    }
  }
  // Otherwise there was nothing to upgrade.
  expect(slices.length).toBeGreaterThan(1);
  expect(Math.max(...slices)).toBeLessThan(BUDGET / 2);
  expect(Math.max(...days)).toBeLessThan(ROWS_PER_DAY * 1.05);
}, 60_000);
