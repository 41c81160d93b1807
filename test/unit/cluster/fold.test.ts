import { describe, expect, test } from "vitest";
import { explain, type FiledReport, type ReportInput } from "../../../src/cluster/index.ts";
import { settings } from "../../../src/cluster/hyperparameters.ts";
import { StoryTracker, orders, report } from "./engine-support.ts";
import { HOUR, other, quake } from "./fold-support.ts";

describe("folding and story keys", () => {
  test("reports on one event are one story, and other events are other stories", () => {
    const tracker = new StoryTracker();
    tracker.file(...quake("q", 0), ...other());
    expect(tracker.fold()).toEqual([["m1"], ["p1"], ["q1", "q2", "q3"]]);
  });

  test("the order within a batch does not change the stories", () => {
    const folds = orders([...quake("q", 0), other()[0] as ReportInput]).map((items) => {
      const tracker = new StoryTracker();
      tracker.file(...items);
      return JSON.stringify(tracker.fold());
    });
    expect(new Set(folds).size).toBe(1);
  });

  test("folding is deterministic", () => {
    const run = (): unknown => {
      const tracker = new StoryTracker();
      for (const item of [...quake("q", 0), ...other()]) tracker.file(item);
      return tracker.log;
    };
    expect(run()).toEqual(run());
  });

  test("a story keeps its key while it grows", () => {
    const tracker = new StoryTracker();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    tracker.file(a);
    const key = tracker.story.get(a.id);
    tracker.file(b);
    tracker.file(c);
    expect([a, b, c].map(({ id }) => tracker.story.get(id))).toEqual([key, key, key]);
    expect(tracker.log.map(({ kind }) => kind)).toEqual(["open", "join", "join"]);
  });

  test("when an editor rejoins a report, the older story's key is kept", () => {
    const tracker = new StoryTracker();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    tracker.file(a);
    tracker.file(b);
    const story = tracker.story.get(a.id) as string;
    tracker.file(report("Unrelated cricket result from Lord's", { id: "x" }));
    // An editor's ruling is the most direct way to split and merge stories.
    tracker.apply(
      tracker.engine.rule([
        { story: "apart", belong: [], not: [] },
        { story, belong: [], not: [b.id] },
      ]),
    );
    expect(tracker.story.get(b.id)).not.toBe(story);
    tracker.apply(tracker.engine.rule([{ story, belong: [b.id], not: [] }]));
    tracker.file(c);
    expect(tracker.story.get(a.id)).toBe(story);
  });

  test("a report filed twice is ignored the second time", () => {
    const tracker = new StoryTracker();
    const [a] = quake("q", 0) as [ReportInput];
    tracker.file(a);
    expect(tracker.file(a)).toEqual([]);
  });
});

describe("evidence", () => {
  test("the evidence lists shared names, shared numbers and the hours between", () => {
    const tracker = new StoryTracker();
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    tracker.file(a);
    const [decision] = tracker.file(b);
    if (decision?.kind !== "join") throw new Error("expected a join");
    const { evidence } = decision;
    expect(evidence.with).toBe(a.id);
    expect(evidence.names).toContain("Lombok");
    expect(evidence.numbers).toEqual(["6.9"]);
    expect(evidence.hours).toBe(2);
    expect(evidence.sameTextAs).toBeNull();
    expect(evidence.score).toBeGreaterThan(evidence.threshold);
  });

  test("the evidence of an agency copy names the report with the same text", () => {
    const tracker = new StoryTracker();
    const [a] = quake("q", 0) as [ReportInput];
    tracker.file(a);
    const [decision] = tracker.file({
      ...a,
      id: "copy",
      outlet: "z",
      time: (a.time as number) + HOUR,
    });
    expect(decision?.kind === "join" && decision.evidence.sameTextAs).toBe(a.id);
  });

  test("explain says whether two reports are about one event", () => {
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    expect(explain(a, b).one).toBe(true);
    expect(explain(a, other()[0] as ReportInput).one).toBe(false);
  });
});

describe("memory", () => {
  test("a story that left the working set is not found any more", () => {
    const tracker = new StoryTracker({ workingSetSize: 200 });
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    tracker.file(a);
    for (let i = 0; i < 600; i++)
      tracker.file(report(`Parish council ${i} debates hedge number ${i * 7}`));
    expect(tracker.engine.stored(a.id)).toBeUndefined();
    tracker.file(b);
    expect(tracker.story.get(b.id)).not.toBe(tracker.story.get(a.id));
  });

  test("after a restart, new reports join the stories from before", () => {
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    const before = new StoryTracker();
    before.file(a);
    const stored = before.engine.stored(a.id);
    if (!stored) throw new Error("expected a report in memory");
    const after = new StoryTracker();
    after.engine.restore([stored]);
    after.file(b);
    expect(after.story.get(b.id)).toBe(before.story.get(a.id));
  });
});

describe("while a report can be reassigned", () => {
  /** A report of another event, that many hours after the first earthquake report. */
  const later = (hours: number): ReportInput =>
    report("Cricket result from Lord's", {
      outlet: "z",
      time: (quake("q", 0)[0]?.time as number) + hours * HOUR,
    });
  const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
  /** The second report before and after its outlet corrects it. */
  const draft = { ...b, title: "Live updates", text: "" };

  test.each([
    [0, true, "without a restart"],
    [settings.openHours - 1, true, "without a restart"],
    [settings.openHours + 3, false, "without a restart"],
    [0, true, "after a restart"],
    [settings.openHours - 1, true, "after a restart"],
    [settings.openHours + 3, false, "after a restart"],
  ])("a correction after %d hours moves it: %s, %s", (hours, moves, when) => {
    const tracker = new StoryTracker();
    tracker.file(a, draft);
    expect(tracker.story.get(b.id)).not.toBe(tracker.story.get(a.id));
    tracker.file(later(hours));
    if (when === "after a restart") tracker.restart();
    tracker.engine.amend(b);
    tracker.file(later(hours));
    expect(tracker.story.get(b.id) === tracker.story.get(a.id)).toBe(moves);
  });

  test("a report that was corrected settles like any other", () => {
    const tracker = new StoryTracker();
    tracker.file(a, draft);
    tracker.engine.amend({ ...draft, title: "Live: latest updates" });
    tracker.file(later(1));
    tracker.file(later(settings.openHours + 3));
    tracker.engine.amend(b);
    tracker.file(later(settings.openHours + 3));
    expect(tracker.story.get(b.id)).not.toBe(tracker.story.get(a.id));
  });

  test("the number of other reports does not matter", () => {
    const tracker = new StoryTracker();
    tracker.file(a, draft);
    for (let i = 0; i < 300; i++)
      tracker.file(report(`Parish council ${i} debates hedge number ${i * 7}`, { time: a.time }));
    tracker.engine.amend(b);
    tracker.file(later(1));
    expect(tracker.story.get(b.id)).toBe(tracker.story.get(a.id));
  });

  test("a correction to another event takes it out of its story", () => {
    const tracker = new StoryTracker();
    tracker.file(a, b);
    expect(tracker.story.get(b.id)).toBe(tracker.story.get(a.id));
    tracker.engine.amend({ ...(other()[0] as ReportInput), id: b.id, outlet: b.outlet });
    tracker.file(later(1));
    expect(tracker.story.get(b.id)).not.toBe(tracker.story.get(a.id));
  });
});

test("restarts before every batch change nothing in the stories", () => {
  const days = settings.openHours / 24 + 1;
  const events = [0, 5, 24, days * 24, days * 24 + 5].flatMap((hours) => [
    ...quake(`q${hours}`, hours),
    ...other(),
  ]);
  const never = new StoryTracker();
  const always = new StoryTracker();
  for (const event of events) {
    never.file(event);
    always.restart();
    always.file(event);
  }
  expect(always.fold()).toEqual(never.fold());
});

test("a restart between two batches changes nothing in the stories of settled reports", () => {
  const early = [...quake("early", 0), ...other()];
  const days = settings.openHours / 24 + 1;
  const cricket = report("Cricket result from Lord's", {
    time: (early[0]?.time as number) + days * 24 * HOUR,
  });
  const late = [...quake("late", days * 24), ...quake("again", days * 24 + 5)];
  const never = new StoryTracker();
  never.file(...early);
  never.file(cricket);

  const stopped = new StoryTracker({ mint: ({ id }) => `new-${id}` });
  stopped.engine.restore(
    [...early, cricket].map(({ id }) => {
      const stored = never.engine.stored(id) as FiledReport;
      stopped.story.set(id, stored.story);
      return stored;
    }),
  );
  never.file(...late);
  stopped.file(...late);
  expect(stopped.fold()).toEqual(never.fold());
});

describe("hostile reports", () => {
  test.each([
    ["empty strings", ["", ""]],
    ["one word", ["Breaking", "Update"]],
    ["control characters and markup", ["\u0000\u202e<script>alert(1)</script>", "]]>&amp;\ud800"]],
  ])("reports of %s do not fold", (_, [a, b]) => {
    const tracker = new StoryTracker();
    tracker.file(report(a as string), report(b as string));
    expect(tracker.fold()).toHaveLength(2);
  });

  test("empty reports stay separate stories", () => {
    const tracker = new StoryTracker();
    tracker.file(report(""), report(""), report(""));
    expect(tracker.fold()).toHaveLength(3);
  });
});
