/** What the benchmark of folding counts as a mistake, by the smallest assignments that have it. */
import { describe, expect, test } from "vitest";
import type { Labelled } from "../../bench/protocol.ts";
import { score } from "../../bench/score.ts";

/** A report: its event, its affair if that is another one, and the story that it was folded into. */
type Case = [event: string | null, story: string, more?: { affair?: string; arguable?: boolean }];

const labelled = ([gold, , more]: Case, index: number): Labelled => ({
  id: `${index}`,
  outlet: null,
  url: null,
  title: "",
  text: "",
  time: null,
  language: null,
  gold,
  affair: more?.affair ?? gold,
  arguable: more?.arguable ?? false,
});

const scored = (reports: readonly Case[]): ReturnType<typeof score> =>
  score(
    reports.map(labelled),
    reports.map(([, story]) => story),
  );

describe("what subscribers notice, in per cent", () => {
  test.each<[string, Case[], { foreign: number; wrong: number; twice: number }]>([
    ["nothing is filed", [], { foreign: 0, wrong: 0, twice: 0 }],
    [
      "every story is right",
      [
        ["quake", "s1"],
        ["quake", "s1"],
        ["cup", "s2"],
      ],
      { foreign: 0, wrong: 0, twice: 0 },
    ],
    [
      "one of two stories has an unrelated report",
      [
        ["quake", "s1"],
        ["quake", "s1"],
        ["cup", "s2"],
        ["vote", "s2"],
      ],
      { foreign: 50, wrong: 50, twice: 0 },
    ],
    [
      "a story has the next development of its affair",
      [
        ["quake", "s1", { affair: "lombok" }],
        ["rescue", "s1", { affair: "lombok" }],
      ],
      { foreign: 0, wrong: 100, twice: 0 },
    ],
    [
      "one of two events is shown twice",
      [
        ["quake", "s1"],
        ["quake", "s2"],
        ["cup", "s3"],
        ["cup", "s3"],
      ],
      { foreign: 0, wrong: 0, twice: 50 },
    ],
    [
      "single reports are neither stories nor events",
      [
        ["quake", "s1"],
        ["cup", "s2"],
        ["vote", "s3"],
        ["strike", "s3"],
      ],
      { foreign: 100, wrong: 100, twice: 0 },
    ],
    [
      "a warm-up report is in the story",
      [
        ["quake", "s1"],
        ["quake", "s1"],
        [null, "s1"],
      ],
      { foreign: 0, wrong: 0, twice: 0 },
    ],
    [
      "an arguable report is in the wrong story",
      [
        ["quake", "s1"],
        ["quake", "s1"],
        ["cup", "s1", { arguable: true }],
      ],
      { foreign: 0, wrong: 0, twice: 0 },
    ],
    [
      "an arguable report is missing from its story",
      [
        ["quake", "s1"],
        ["quake", "s1"],
        ["quake", "s2", { arguable: true }],
      ],
      { foreign: 0, wrong: 0, twice: 0 },
    ],
  ])("%s", (_, reports, expected) => {
    const { foreign, wrong, twice } = scored(reports);
    expect({ foreign, wrong, twice }).toEqual(expected);
  });
});

test.each<[string, Case[], { bcubed: [number, number]; pairs: [number, number] }]>([
  [
    "one story of two events",
    [
      ["quake", "s1"],
      ["quake", "s1"],
      ["cup", "s1"],
      ["cup", "s1"],
    ],
    { bcubed: [50, 100], pairs: [100 / 3, 100] },
  ],
  [
    "two stories of one event",
    [
      ["quake", "s1"],
      ["quake", "s1"],
      ["quake", "s2"],
      ["quake", "s2"],
    ],
    { bcubed: [100, 50], pairs: [100, 100 / 3] },
  ],
  [
    "a warm-up report does not count",
    [
      ["quake", "s1"],
      ["quake", "s1"],
      [null, "s1"],
    ],
    { bcubed: [100, 100], pairs: [100, 100] },
  ],
])("precision and recall of %s", (_, reports, { bcubed, pairs }) => {
  const scores = scored(reports);
  expect(scores.bcubed.precision).toBeCloseTo(bcubed[0]);
  expect(scores.bcubed.recall).toBeCloseTo(bcubed[1]);
  expect(scores.pairs.precision).toBeCloseTo(pairs[0]);
  expect(scores.pairs.recall).toBeCloseTo(pairs[1]);
});
