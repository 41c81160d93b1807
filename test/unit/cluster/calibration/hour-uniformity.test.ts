import { expect, test } from "vitest";
import { HourUniformity } from "../../../../src/cluster/calibration/hour-uniformity.ts";

const DAY = 20_000;

/** A stream of so many days and reports a day, in order of time, each at an hour from 0 to 1. */
function stream(days: number, reports: number, hour: (part: number) => number): HourUniformity {
  const clock = new HourUniformity();
  for (let day = 0; day < days; day++) {
    const hours = Array.from({ length: reports }, (_, i) => hour((i + 0.5) / reports));
    for (const one of hours.toSorted((a, b) => a - b)) clock.learn(DAY + day + one);
  }
  return clock;
}

const around = (part: number): number => part;
const office = (part: number): number => 0.35 + part / 2;
const midnight = (part: number): number => (0.8 + part / 2) % 1;

test.each<[string, HourUniformity, boolean]>([
  ["nothing was seen", new HourUniformity(), true],
  ["hours spread evenly around the clock were made up", stream(5, 200, around), false],
  ["though few of them may be chance", stream(3, 30, around), true],
  ["a day that has only begun is no rhythm", stream(1, 500, around), true],
  ["a newsroom works by day", stream(5, 200, office), true],
  ["elsewhere its day has midnight in it", stream(5, 200, midnight), true],
  ["dates only: midnight in the place of an hour", stream(5, 200, () => 0), true],
  ["a large stream of one day, with the first report of the next", stream(2, 5000, around), false],
])("%s", (_, clock, tells) => {
  expect(clock.isInformative).toBe(tells);
});

test("reports without a date say nothing", () => {
  const clock = stream(5, 200, around);
  for (let i = 0; i < 1000; i++) clock.learn(Number.NaN);
  expect(clock.isInformative).toBe(false);
});

test("a stream that gets real hours is believed again, after as many reports as it was doubted for", () => {
  const clock = stream(5, 200, around);
  for (let day = 5; day < 10; day++)
    for (let i = 0; i < 200; i++) clock.learn(DAY + day + office(i / 200));
  expect(clock.isInformative).toBe(true);
});
