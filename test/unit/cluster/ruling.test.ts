import { describe, expect, test } from "vitest";
import type { ReportInput } from "../../../src/cluster/index.ts";
import { settings } from "../../../src/cluster/hyperparameters.ts";
import { StoryTracker, report } from "./engine-support.ts";
import { HOUR, other, quake } from "./fold-support.ts";

describe("an editor's ruling", () => {
  test("reports listed under `belong` are one story, whatever their text", () => {
    const tracker = new StoryTracker();
    tracker.file(...other());
    const key = tracker.story.get("m1") as string;
    tracker.apply(tracker.engine.rule([{ story: key, belong: ["m1", "p1"], not: [] }]));
    expect(tracker.fold()).toEqual([["m1", "p1"]]);
    expect(tracker.story.get("p1")).toBe(key);
  });

  test("a report listed under `not` leaves the story and stays out", () => {
    const tracker = new StoryTracker();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    tracker.file(a, b);
    const key = tracker.story.get(a.id) as string;
    tracker.apply(tracker.engine.rule([{ story: key, belong: [a.id], not: [b.id] }]));
    expect(tracker.story.get(b.id)).not.toBe(key);
    tracker.file(c);
    expect(tracker.story.get(a.id)).toBe(key);
    expect(tracker.story.get(b.id)).not.toBe(key);
  });

  test("a report listed under `not` stays out even when it can no longer be reassigned", () => {
    const tracker = new StoryTracker();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    tracker.file(a, b);
    const key = tracker.story.get(a.id) as string;
    tracker.apply(tracker.engine.rule([{ story: key, belong: [a.id], not: [b.id] }]));
    const time = (a.time as number) + (settings.openHours + 24) * HOUR;
    tracker.file(report("Cricket result from Lord's", { time }));
    tracker.file(c, { ...b, id: "copy" }, { ...a, id: "twin" });
    expect(tracker.story.get(a.id)).toBe(key);
    expect(tracker.story.get(b.id)).not.toBe(key);
  });

  test("later reports fold into the story that it made", () => {
    const tracker = new StoryTracker();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    tracker.file(a, ...other());
    const key = tracker.story.get(a.id) as string;
    tracker.apply(tracker.engine.rule([{ story: key, belong: [a.id, "m1"], not: [] }]));
    tracker.file(b, c);
    expect([b, c].map(({ id }) => tracker.story.get(id))).toEqual([key, key]);
  });
});
