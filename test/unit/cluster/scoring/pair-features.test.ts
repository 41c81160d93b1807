import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { compare, PAIR_FEATURES } from "../../../../src/cluster/scoring/pair-features.ts";
import { cold, report } from "../engine-support.ts";

const DAYS_APART = PAIR_FEATURES.findIndex(([name]) => name === "daysApart");
const BY_HOUR = true;
const BY_DATE = false;

test.each<[string, string | null, string | null, boolean, number]>([
  ["the same hour", "2018-08-04T12:00:01Z", "2018-08-04T12:00:01Z", BY_HOUR, 0],
  ["before and after midnight", "2018-08-05T00:10:00Z", "2018-08-04T23:50:00Z", BY_HOUR, 0],
  [
    "the same, where hours tell nothing",
    "2018-08-05T00:10:00Z",
    "2018-08-04T23:50:00Z",
    BY_DATE,
    1,
  ],
  ["from morning to night", "2018-08-04T23:50:00Z", "2018-08-04T00:10:00Z", BY_HOUR, 1],
  [
    "the same, where hours tell nothing",
    "2018-08-04T23:50:00Z",
    "2018-08-04T00:10:00Z",
    BY_DATE,
    0,
  ],
  [
    "a date without an hour, and the evening of it",
    "2018-08-04T23:50:00Z",
    "2018-08-04",
    BY_HOUR,
    0,
  ],
  ["two dates", "2018-08-06", "2018-08-04", BY_HOUR, 2],
  ["filed late", "2018-08-04T12:00:01Z", "2018-08-06T12:00:01Z", BY_HOUR, 2],
  ["months", "2018-08-04", "2018-03-04", BY_HOUR, 8],
  ["one without a date", "2018-08-04", null, BY_HOUR, 1.5],
])("days apart: %s", (_, later, earlier, hasHour, days) => {
  const of = (time: string | null) => ({
    ...extract(report("Quake", { time: time === null ? null : Date.parse(time) }), cold).features,
    hasHour,
  });
  const row = new Float64Array(PAIR_FEATURES.length);
  compare(of(later), of(earlier), row);
  expect(row[DAYS_APART]).toBe(days);
});
