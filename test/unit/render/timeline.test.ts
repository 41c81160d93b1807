import { expect, test } from "vitest";
import { FIRST_REPORT } from "../../../src/model/story.ts";
import { entry } from "../../../src/render/entry.ts";
import { durationText } from "../../../src/render/format-date.ts";
import { en } from "../../../src/render/strings/en.ts";
import { timeline } from "../../../src/render/timeline.ts";
import { editionOf, storyOf } from "./sample-story.ts";

/** The timeline of reports published at these times, each with the first report as its nearest. */
function timelineOf(...times: (string | null)[]) {
  const [first] = storyOf("x").reports;
  if (!first) throw new Error("no report");
  const story = {
    ...storyOf("x"),
    reports: times.map((value, index) => ({
      ...first,
      url: `https://a.example/${index}`,
      published: value === null ? null : { value, estimated: false },
      evidence: index === 0 ? FIRST_REPORT : { ...FIRST_REPORT, nearest: "https://a.example/0" },
    })),
  };
  return timeline(entry(story, editionOf("Edition")).reports);
}

test.each([
  ["one report", ["2018-08-04"]],
  ["no report with a date", [null, null]],
])("there is no timeline for %s", (_, times) => {
  expect(timelineOf(...times)).toBeNull();
});

test.each<[name: string, times: (string | null)[], kinds: string[], ticks: string[]]>([
  [
    "hours, with hourly ticks",
    ["2018-08-04T06:10Z", "2018-08-04T09:50Z"],
    ["moment", "moment"],
    ["first", "1 h", "2 h", "3 h"],
  ],
  [
    "a day and a moment in it",
    ["2018-08-04", "2018-08-04T12:00Z"],
    ["day", "moment"],
    ["first", "6 h", "12 h", "18 h", "24 h"],
  ],
  [
    "two reports of the same minute",
    ["2018-08-04T12:00Z", "2018-08-04T12:00Z"],
    ["moment", "moment"],
    [],
  ],
  ["a report with a date and one without", ["2018-08-04T12:00Z", null], ["moment", "unknown"], []],
  [
    "months, with dates as ticks",
    ["2018-05-10", "2018-08-04T12:00Z"],
    ["day", "moment"],
    ["first", "30 days", "60 days"],
  ],
])("a timeline of %s", (_, times, kinds, ticks) => {
  const drawn = timelineOf(...times);
  expect(drawn?.marks.map(({ kind }) => kind)).toEqual(kinds);
  for (const { from, to } of drawn?.marks ?? []) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeGreaterThanOrEqual(from);
    expect(to).toBeLessThanOrEqual(1);
  }
  expect(drawn?.marks.map(({ nearest }) => nearest)).toEqual([null, 0]);
  const labels = drawn?.ticks.map(({ elapsed }) => durationText(elapsed, en) ?? "first");
  if (ticks.length > 0) expect(labels).toEqual(ticks);
  expect(labels?.length).toBeLessThanOrEqual(6);
});

test.each([
  ["2018-08-04", false, null],
  ["2018-08-04", true, "estimate"],
  ["2018-08-04T12:00", false, "zone"],
  ["2018-08-04T12:00Z", false, null],
])("%s, estimated: %s, is drawn with the doubt %s", (value, estimated, doubt) => {
  const story = storyOf("x");
  const reports = [...story.reports, ...story.reports].map((report, index) => ({
    ...report,
    url: `https://a.example/${index}`,
    published: { value, estimated },
  }));
  const drawn = timeline(entry({ ...story, reports }, editionOf("Edition")).reports);
  expect(drawn?.marks.map((mark) => mark.doubt)).toEqual([doubt, doubt]);
});

test("at most 24 reports are drawn, and the rest is counted", () => {
  const drawn = timelineOf(
    ...Array.from({ length: 30 }, (_, hour) => `2018-08-04T00:${10 + hour}Z`),
  );
  expect(drawn?.marks).toHaveLength(24);
  expect(drawn?.rest).toBe(6);
});
