import { describe, expect, test } from "vitest";
import {
  afterFiling,
  remainingProminence,
  remainingQuota,
  type Intake,
} from "../../../../src/store/outlets/intake.ts";

const DAY = 24 * 3_600_000;
const NOON = DAY / 2;
const at = (day: number): number => 20_000 * DAY + day * DAY + NOON;

/** The intake after days with these numbers of reports, all of them news. */
const after = (...counts: number[]): Intake | null =>
  counts.reduce<Intake | null>(
    (intake, count, day) => (count === 0 ? intake : afterFiling(intake, count, count, at(day))),
    null,
  );

describe("the quota of a day", () => {
  test.each<[what: string, counts: number[], quota: number]>([
    ["is generous for a new outlet", [], 500],
    ["counts what came today", [400], 100],
    ["is used up", [500], 0],
    ["stays generous in the first week, whatever came on the first day", [500, 10, 10, 0], 500],
    [
      "follows from then on three times the median day",
      [500, 90, 100, 100, 100, 100, 100, 110, 0],
      300,
    ],
    ["has a minimum for a quiet outlet", [5, 1, 0, 0, 0, 1, 0, 0, 0], 200],
    ["does not grow with one day of flood", [5, 1, 1, 1, 500, 1, 1, 1, 0], 200],
    ["has a maximum", [500, ...Array<number>(10).fill(1_900), 0], 2_000],
  ])("%s", (_, counts, quota) => {
    const today = Math.max(counts.length - 1, 0);
    expect(remainingQuota(after(...counts), at(today))).toBe(quota);
  });

  test("begins again the next day", () => {
    expect(remainingQuota(after(500), at(1))).toBe(500);
  });

  test("forgets the days of a clock that ran ahead", () => {
    const ahead = afterFiling(after(10, 10), 300, 300, at(3_650));
    expect(afterFiling(ahead, 1, 1, at(2)).counts).toEqual({ 20002: 1 });
  });
});

describe("the number of reports that count as news of the day", () => {
  test.each<[what: string, counts: number[], left: number]>([
    ["is ten for a new outlet", [], 10],
    ["is ten for a quiet one", [3, 1, 1, 0], 10],
    ["is twice the usual rate", [40, 40, 40, 40, 0], 80],
    ["counts what came today", [40, 40, 40, 40, 70], 10],
  ])("%s", (_, counts, left) => {
    const today = Math.max(counts.length - 1, 0);
    expect(remainingProminence(after(...counts), at(today))).toBe(left);
  });
});
