import { describe, expect, test } from "vitest";
import type { ReportInput } from "../../../src/cluster/index.ts";
import fiveReports from "../../fixtures/five-reports.json" with { type: "json" };
import { report, StoryTracker } from "./engine-support.ts";

const HOUR = 3_600_000;
const noon = Date.UTC(2018, 7, 5, 12);

/**
 * Five headlines of the same hours at five outlets. The first two are of one event, and the others of one event each;
 * the second of the pair comes after reports of other events.
 */
function reportsIn(language: string | null, headlines: readonly string[]): ReportInput[] {
  return [0, 2, 3, 1, 4].map((index, hour) =>
    report(headlines[index] as string, {
      id: `${index}`,
      outlet: `outlet${index}`,
      time: noon + hour * HOUR,
      language,
    }),
  );
}

const EXPECTED = [["0", "1"], ["2"], ["3"], ["4"]];

describe.each(Object.entries(fiveReports))("of five reports in %s", (language, headlines) => {
  test("only the two of one event are one story", () => {
    const tracker = new StoryTracker();
    tracker.file(...reportsIn(language, headlines));
    expect(tracker.fold()).toEqual(EXPECTED);
  });

  test("only the two of one event are one story if no language is given", () => {
    const tracker = new StoryTracker();
    tracker.file(...reportsIn(null, headlines));
    expect(tracker.fold()).toEqual(EXPECTED);
  });
});
