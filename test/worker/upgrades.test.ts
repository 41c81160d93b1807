/** Upgrades run in slices, within their budgets of rows. */
import { reset, runInDurableObject } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import type { Newsroom } from "../../src/store/newsroom.ts";
import {
  ROWS_PER_DAY,
  ROWS_PER_SLICE,
  UpgradeRunner,
  type Upgrade,
} from "../../src/store/upgrades.ts";
import { DAY, NOON } from "./feed-state-support.ts";
import { newsroom } from "./support.ts";

const ROWS = 30_000;
/** Rows that one step moves. */
const STEP = 100;

beforeEach(() => reset());

/** Runs something in a database with a table of numbers, of which each is to be negated once. */
const withNumbers = (run: (storage: DurableObjectStorage) => void): Promise<void> =>
  runInDurableObject(newsroom(), (_: Newsroom, { storage }) => {
    storage.sql.exec(
      `CREATE TABLE numbers (id INTEGER PRIMARY KEY, value INTEGER NOT NULL);
       WITH RECURSIVE all_numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM all_numbers WHERE n < ${ROWS})
       INSERT INTO numbers SELECT n, n FROM all_numbers`,
    );
    storage.kv.delete("upgrades");
    run(storage);
  });

const negate: Upgrade = (sql, cursor) => {
  const moved = sql
    .exec<{ id: number }>(
      "UPDATE numbers SET value = -value WHERE id > ? AND id <= ? RETURNING id",
      cursor,
      cursor + STEP,
    )
    .toArray();
  return moved.length > 0 ? cursor + STEP : null;
};

const moved = ({ sql }: DurableObjectStorage): number =>
  sql.exec<{ moved: number }>("SELECT count(*) AS moved FROM numbers WHERE value < 0").one().moved;

test("a slice ends with its budget, a day with its own, and the next day goes on from there", () =>
  withNumbers((storage) => {
    const slices: number[] = [];
    const run = (now: number): boolean => {
      const before = moved(storage);
      // A new runner each time, as after hibernation.
      const finished = new UpgradeRunner(storage, [negate]).run(now);
      slices.push(moved(storage) - before);
      return finished;
    };
    for (let minute = 0; minute < 20; minute++) expect(run(NOON + minute)).toBe(false);
    expect(Math.max(...slices)).toBeLessThan(ROWS_PER_SLICE + STEP);
    expect(moved(storage)).toBeGreaterThan(ROWS_PER_DAY - STEP);
    expect(moved(storage)).toBeLessThan(ROWS_PER_DAY + STEP);
    for (let minute = 0; minute < 5; minute++) run(NOON + DAY + minute);
    expect(run(NOON + DAY + 6)).toBe(true);
    expect(moved(storage)).toBe(ROWS);
  }));

test("a step that fails is rolled back with its slice, and tried again", () =>
  withNumbers((storage) => {
    let fails = true;
    const unsteady: Upgrade = (sql, cursor) => {
      const next = negate(sql, cursor);
      if (cursor === 5 * STEP && fails) throw new Error("out of storage");
      return next;
    };
    expect(() => new UpgradeRunner(storage, [unsteady]).run(NOON)).toThrow("out of storage");
    expect(moved(storage)).toBe(0);
    fails = false;
    new UpgradeRunner(storage, [unsteady]).run(NOON);
    expect(moved(storage)).toBe(ROWS_PER_SLICE);
  }));

test("upgrades run in order, and each of them once", () =>
  withNumbers((storage) => {
    const order: string[] = [];
    const named =
      (name: string): Upgrade =>
      (_, cursor) => {
        order.push(name + cursor);
        return cursor < 2 ? cursor + 1 : null;
      };
    new UpgradeRunner(storage, [named("a")]).run(NOON);
    new UpgradeRunner(storage, [named("a"), named("b")]).run(NOON);
    new UpgradeRunner(storage, [named("a"), named("b")]).run(NOON);
    expect(order).toEqual(["a0", "a1", "a2", "b0", "b1", "b2"]);
  }));
