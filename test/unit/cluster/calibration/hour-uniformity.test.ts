import { expect, test } from "vitest";
import { HourUniformity } from "../../../../src/cluster/calibration/hour-uniformity.ts";

const DAY = 20_000;

/** A stream of reports in order of time. @param hour maps a report's position in its day (0 to 1) to a time of day (0 to 1) */
function stream(days: number, reports: number, hour: (part: number) => number): HourUniformity {
  const uniformity = new HourUniformity();
  for (let day = 0; day < days; day++) {
    const hours = Array.from({ length: reports }, (_, i) => hour((i + 0.5) / reports));
    for (const time of hours.toSorted((a, b) => a - b)) uniformity.learn(DAY + day + time);
  }
  return uniformity;
}

const around = (part: number): number => part;
const office = (part: number): number => 0.35 + part / 2;
const midnight = (part: number): number => (0.8 + part / 2) % 1;

test.each<[string, HourUniformity, boolean]>([
  ["nothing seen: informative", new HourUniformity(), true],
  ["hours spread evenly around the clock: not informative", stream(5, 200, around), false],
  ["too few evenly spread hours: informative", stream(3, 30, around), true],
  ["only one day, which is not over: informative", stream(1, 500, around), true],
  ["hours of a working day: informative", stream(5, 200, office), true],
  ["hours of a working day across midnight (UTC): informative", stream(5, 200, midnight), true],
  ["dates only, so that every hour is midnight: informative", stream(5, 200, () => 0), true],
  [
    "one complete day of 5,000 evenly spread reports: not informative",
    stream(2, 5000, around),
    false,
  ],
])("%s", (_, uniformity, informative) => {
  expect(uniformity.isInformative).toBe(informative);
});

test("reports without a date have no effect", () => {
  const uniformity = stream(5, 200, around);
  for (let i = 0; i < 1000; i++) uniformity.learn(Number.NaN);
  expect(uniformity.isInformative).toBe(false);
});

test("hours become informative again after as many real ones as there were even ones", () => {
  const uniformity = stream(5, 200, around);
  for (let day = 5; day < 10; day++)
    for (let i = 0; i < 200; i++) uniformity.learn(DAY + day + office(i / 200));
  expect(uniformity.isInformative).toBe(true);
});
