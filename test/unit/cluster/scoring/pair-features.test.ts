import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { compare, PAIR_FEATURES } from "../../../../src/cluster/scoring/pair-features.ts";
import { coldStatistics, report } from "../engine-support.ts";

const DAYS_APART = PAIR_FEATURES.findIndex(([name]) => name === "daysApart");
const BY_HOUR = true;
const BY_DATE = false;

test.each<[string, string | null, string | null, boolean, number]>([
  ["0 at the same time", "2018-08-04T12:00:01Z", "2018-08-04T12:00:01Z", BY_HOUR, 0],
  ["0 across midnight by hours", "2018-08-05T00:10:00Z", "2018-08-04T23:50:00Z", BY_HOUR, 0],
  ["1 across midnight by dates alone", "2018-08-05T00:10:00Z", "2018-08-04T23:50:00Z", BY_DATE, 1],
  ["1 from morning to night by hours", "2018-08-04T23:50:00Z", "2018-08-04T00:10:00Z", BY_HOUR, 1],
  [
    "0 from morning to night by dates alone",
    "2018-08-04T23:50:00Z",
    "2018-08-04T00:10:00Z",
    BY_DATE,
    0,
  ],
  [
    "0 between a date without an hour and its evening",
    "2018-08-04T23:50:00Z",
    "2018-08-04",
    BY_HOUR,
    0,
  ],
  ["the difference of two dates", "2018-08-06", "2018-08-04", BY_HOUR, 2],
  [
    "the distance, whichever came first",
    "2018-08-04T12:00:01Z",
    "2018-08-06T12:00:01Z",
    BY_HOUR,
    2,
  ],
  ["at most 8", "2018-08-04", "2018-03-04", BY_HOUR, 8],
  ["1.5 when a date is missing", "2018-08-04", null, BY_HOUR, 1.5],
])("the days between two reports are %s", (_, later, earlier, hasHour, days) => {
  const featuresAt = (time: string | null) => ({
    ...extract(report("Quake", { time: time === null ? null : Date.parse(time) }), coldStatistics)
      .features,
    hasHour,
  });
  const row = new Float64Array(PAIR_FEATURES.length);
  compare(featuresAt(later), featuresAt(earlier), row);
  expect(row[DAYS_APART]).toBe(days);
});
