import { describe, expect, test, vi } from "vitest";
import {
  decode,
  encode,
  explain,
  type ArchivedReport,
  type ReportInput,
} from "../../../src/cluster/index.ts";
import { settings } from "../../../src/cluster/hyperparameters.ts";
import { MemoryArchive } from "./in-memory-archive.ts";
import { Books, orders, report } from "./engine-support.ts";

const HOUR = 3_600_000;
const noon = Date.UTC(2018, 7, 4, 12);

const quake = (id: string, hours: number): ReportInput[] => [
  report("Strong earthquake hits Lombok, dozens dead", {
    id: `${id}1`,
    outlet: "a",
    time: noon + hours * HOUR,
    text: "A magnitude 6.9 earthquake struck the Indonesian island of Lombok on Sunday. Rescuers search the rubble near Mataram.",
  }),
  report("Lombok earthquake: death toll rises as rescuers search rubble", {
    id: `${id}2`,
    outlet: "b",
    time: noon + (hours + 2) * HOUR,
    text: "The magnitude 6.9 quake on the Indonesian island of Lombok destroyed houses in Mataram.",
  }),
  report("Indonesia: dozens killed as magnitude 6.9 quake strikes Lombok", {
    id: `${id}3`,
    outlet: "c",
    time: noon + (hours + 3) * HOUR,
    text: "Tourists flee the Gili islands after the earthquake on Lombok. Hospitals in Mataram are full.",
  }),
];
const other = (): ReportInput[] => [
  report("Maduro survives drone attack in Caracas", {
    id: "m1",
    time: noon,
    text: "Venezuela's president was speaking at a military parade when drones exploded.",
  }),
  report("Apple is first company worth a trillion dollars", {
    id: "p1",
    time: noon,
    text: "Shares of the iPhone maker rose in New York.",
  }),
];

describe("keys and changes", () => {
  test("one event is one story, others are apart", () => {
    const books = new Books();
    books.file(...quake("q", 0), ...other());
    expect(books.fold()).toEqual([["m1"], ["p1"], ["q1", "q2", "q3"]]);
  });

  test("the fold does not hang on the order within a batch", () => {
    const folds = orders([...quake("q", 0), other()[0] as ReportInput]).map((items) => {
      const books = new Books();
      books.file(...items);
      return JSON.stringify(books.fold());
    });
    expect(new Set(folds).size).toBe(1);
  });

  test("the same reports give the same decisions", () => {
    const run = (): unknown => {
      const books = new Books();
      for (const item of [...quake("q", 0), ...other()]) books.file(item);
      return books.log;
    };
    expect(run()).toEqual(run());
  });

  test("a key stays while its story grows", () => {
    const books = new Books();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    books.file(a);
    const key = books.story.get(a.id);
    books.file(b);
    books.file(c);
    expect([a, b, c].map(({ id }) => books.story.get(id))).toEqual([key, key, key]);
    expect(books.log.map(({ kind }) => kind)).toEqual(["open", "join", "join"]);
  });

  test("when two stories turn out to be one, the older key stays", () => {
    const books = new Books();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    books.file(a);
    books.file(b);
    const story = books.story.get(a.id) as string;
    books.file(report("Unrelated cricket result from Lord's", { id: "x" }));
    // An editor's word is the surest way to make two of one, and one of two.
    books.apply(
      books.folder.rule([
        { story: "apart", belong: [], not: [] },
        { story, belong: [], not: [b.id] },
      ]),
    );
    expect(books.story.get(b.id)).not.toBe(story);
    books.apply(books.folder.rule([{ story, belong: [b.id], not: [] }]));
    books.file(c);
    expect(books.story.get(a.id)).toBe(story);
  });

  test("a report that is filed twice is passed over", () => {
    const books = new Books();
    const [a] = quake("q", 0) as [ReportInput];
    books.file(a);
    expect(books.file(a)).toEqual([]);
  });
});

describe("an editor's word", () => {
  test("reports that belong are one story, whatever they say", () => {
    const books = new Books();
    books.file(...other());
    const key = books.story.get("m1") as string;
    books.apply(books.folder.rule([{ story: key, belong: ["m1", "p1"], not: [] }]));
    expect(books.fold()).toEqual([["m1", "p1"]]);
    expect(books.story.get("p1")).toBe(key);
  });

  test("a report that does not belong leaves, and stays away", () => {
    const books = new Books();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    books.file(a, b);
    const key = books.story.get(a.id) as string;
    books.apply(books.folder.rule([{ story: key, belong: [a.id], not: [b.id] }]));
    expect(books.story.get(b.id)).not.toBe(key);
    books.file(c);
    expect(books.story.get(a.id)).toBe(key);
    expect(books.story.get(b.id)).not.toBe(key);
  });

  test("a report that does not belong stays away also when nobody can move it any more", () => {
    const books = new Books();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    books.file(a, b);
    const key = books.story.get(a.id) as string;
    books.apply(books.folder.rule([{ story: key, belong: [a.id], not: [b.id] }]));
    const rest = Array.from({ length: settings.openWindow }, (_, i) =>
      report(`${i}alpha ${i}beta ${i}gamma`, { id: `rest${i}` }),
    );
    books.file(...rest);
    books.file(c, { ...b, id: "copy" }, { ...a, id: "twin" });
    expect(books.story.get(a.id)).toBe(key);
    expect(books.story.get(b.id)).not.toBe(key);
  });

  test("later reports fold around it", () => {
    const books = new Books();
    const [a, b, c] = quake("q", 0) as [ReportInput, ReportInput, ReportInput];
    books.file(a, ...other());
    const key = books.story.get(a.id) as string;
    books.apply(books.folder.rule([{ story: key, belong: [a.id, "m1"], not: [] }]));
    books.file(b, c);
    expect([b, c].map(({ id }) => books.story.get(id))).toEqual([key, key]);
  });
});

describe("evidence", () => {
  test("names, words, numbers and hours are told", () => {
    const books = new Books();
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    books.file(a);
    const [decision] = books.file(b);
    if (decision?.kind !== "join") throw new Error("expected a join");
    const { evidence } = decision;
    expect(evidence.with).toBe(a.id);
    expect(evidence.names).toContain("Lombok");
    expect(evidence.numbers).toEqual(["6.9"]);
    expect(evidence.hours).toBe(2);
    expect(evidence.sameTextAs).toBeNull();
    expect(evidence.score).toBeGreaterThan(evidence.threshold);
  });

  test("a wire copy is told from a report of its own", () => {
    const books = new Books();
    const [a] = quake("q", 0) as [ReportInput];
    books.file(a);
    const [decision] = books.file({
      ...a,
      id: "copy",
      outlet: "z",
      time: (a.time as number) + HOUR,
    });
    expect(decision?.kind === "join" && decision.evidence.sameTextAs).toBe(a.id);
  });

  test("any two reports can be explained", () => {
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    expect(explain(a, b).one).toBe(true);
    expect(explain(a, other()[0] as ReportInput).one).toBe(false);
  });
});

describe("memory", () => {
  test("stored features come back as they were", () => {
    const books = new Books();
    const [a] = quake("q", 0) as [ReportInput];
    books.file(a);
    const stored = books.folder.stored(a.id);
    expect(stored && decode(encode(stored.features))).toEqual(stored?.features);
  });

  test("a story that memory let go is found again in the archive", () => {
    const archive = new MemoryArchive();
    const books = new Books({ workingSetSize: 200, archive });
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    const store = (item: ReportInput): void => {
      const stored = books.folder.stored(item.id);
      if (!stored) return;
      const filed: ArchivedReport = {
        id: item.id,
        story: books.story.get(item.id) as string,
        opened: 1,
        features: decode(encode(stored.features)),
      };
      archive.store(filed, stored.terms);
    };
    const asked = vi.spyOn(archive, "byTerms");
    books.file(a);
    store(a);
    for (let i = 0; i < 600; i++) {
      const item = report(`Parish council ${i} debates hedge number ${i * 7}`);
      books.file(item);
      store(item);
      if (i < 190) expect(asked, "as long as memory holds all").not.toHaveBeenCalled();
    }
    expect(books.folder.stored(a.id)).toBeUndefined();
    books.file(b);
    expect(books.story.get(b.id)).toBe(books.story.get(a.id));
  });

  test("after a restart new reports join the old stories", () => {
    const [a, b] = quake("q", 0) as [ReportInput, ReportInput];
    const before = new Books();
    before.file(a);
    const features = before.folder.stored(a.id)?.features;
    if (!features) throw new Error("expected features");
    const after = new Books();
    after.folder.restore([{ id: a.id, story: "old", opened: 7, features }]);
    after.file(b);
    expect(after.story.get(b.id)).toBe("old");
  });
});

describe("hostile reports", () => {
  test.each([
    ["nothing at all", ["", ""]],
    ["one word", ["Breaking", "Update"]],
    ["control characters and markup", ["\u0000\u202e<script>alert(1)</script>", "]]>&amp;\ud800"]],
  ])("%s folds nothing together", (_, [a, b]) => {
    const books = new Books();
    books.file(report(a as string), report(b as string));
    expect(books.fold()).toHaveLength(2);
  });

  test("empty reports are not one another's story", () => {
    const books = new Books();
    books.file(report(""), report(""), report(""));
    expect(books.fold()).toHaveLength(3);
  });
});
