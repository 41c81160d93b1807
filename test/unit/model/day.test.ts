import { expect, test } from "vitest";
import { dayAfter, dayOf, endOf, isDay } from "../../../src/model/day.ts";

test.each<[timezone: string, hour: number, moment: string, day: string, end: string]>([
  ["UTC", 6, "2026-11-29T05:59Z", "2026-11-29", "2026-11-29T06:00Z"],
  ["UTC", 6, "2026-11-29T06:00Z", "2026-11-29", "2026-11-29T06:00Z"],
  ["UTC", 6, "2026-11-29T06:01Z", "2026-11-30", "2026-11-30T06:00Z"],
  ["UTC", 0, "2026-12-31T12:00Z", "2027-01-01", "2027-01-01T00:00Z"],
  ["Europe/Berlin", 6, "2026-11-29T04:59Z", "2026-11-29", "2026-11-29T05:00Z"],
  ["Europe/Berlin", 6, "2026-07-29T04:01Z", "2026-07-30", "2026-07-30T04:00Z"],
  ["America/Los_Angeles", 18, "2026-11-30T01:00Z", "2026-11-29", "2026-11-30T02:00Z"],
  ["Asia/Kolkata", 6, "2026-11-29T00:31Z", "2026-11-30", "2026-11-30T00:30Z"],
  ["Pacific/Auckland", 6, "2026-11-28T16:59Z", "2026-11-29", "2026-11-28T17:00Z"],
  // The days on which clocks change have 23 and 25 hours.
  ["Europe/Berlin", 6, "2026-03-29T03:00Z", "2026-03-29", "2026-03-29T04:00Z"],
  ["Europe/Berlin", 6, "2026-10-25T04:30Z", "2026-10-25", "2026-10-25T05:00Z"],
])("in %s, where days end at %s, %s belongs to %s", (timezone, daily, moment, day, end) => {
  const settings = { timezone, daily };
  expect(dayOf(Date.parse(moment), settings)).toBe(day);
  expect(endOf(day, settings)).toBe(Date.parse(end));
});

test.each([
  ["2026-11-29", true],
  ["2026-02-30", false],
  ["2026-1-1", false],
  ["yesterday", false],
  ["", false],
])("%j is a day: %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});

test("the day after the last of February is the first of March", () => {
  expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
  expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
});
