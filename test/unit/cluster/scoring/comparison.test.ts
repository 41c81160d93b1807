/** Each input of the pair model, by the smallest pair of reports that shows it. */
import { expect, test } from "vitest";
import { extract, type Features } from "../../../../src/cluster/features/extract.ts";
import type { TermStatistics } from "../../../../src/cluster/features/term-statistics.ts";
import type { ReportInput } from "../../../../src/cluster/index.ts";
import { Comparison } from "../../../../src/cluster/scoring/comparison.ts";
import { INPUT, PAIR_INPUTS, type PairInput } from "../../../../src/cluster/scoring/pair-inputs.ts";
import { coldStatistics, report } from "../engine-support.ts";

const noon = Date.UTC(2018, 7, 5, 12);
const HOUR = 3_600_000;
/** Every word has this weight and rarity, apart from what "a.example" repeats. */
const WEIGHT = 6;
const FURNITURE_WEIGHT = 3;

const statistics: TermStatistics = {
  ...coldStatistics,
  probability: () => Math.exp(-WEIGHT),
  // With one report of furniture as chance and ten as the prior's weight, this gives the weight above.
  atOutlet: (_outlet, term) =>
    furniture.has(term) ? { reports: 10, withTerm: 20 * Math.exp(-FURNITURE_WEIGHT) + 1 } : none,
};
const none = { reports: 0, withTerm: 0 };
const furniture = new Set(
  extract(report("Subscribe"), coldStatistics).features.terms.subarray(0, 1),
);

type Side = [title: string, overrides?: Partial<ReportInput>];
const featuresOf = ([title, overrides]: Side): Features =>
  extract(report(title, { outlet: "a.example", ...overrides }), statistics).features;

const inputsOf = (later: Side, earlier: Side): Record<PairInput, number> => {
  const row = new Comparison().inputs(featuresOf(later), featuresOf(earlier));
  return Object.fromEntries(Object.entries(INPUT).map(([name, at]) => [name, row[at]])) as Record<
    PairInput,
    number
  >;
};

/** Each word is a term of its own: names begin with a capital, and all words are equally heavy. */
const LATER: Side = [
  "They saw Zagreb flooded 14 times",
  { text: "Kuznetsov evacuated bulldozers." },
];
const EARLIER: Side = [
  "They saw Zagreb drained 15 times",
  { text: "Lindqvist evacuated bulldozers." },
];

test.each<[PairInput, number, Side, Side]>([
  ["cosine", 1, ["Zagreb flooded"], ["Zagreb flooded"]],
  ["cosine", 0, ["Zagreb flooded"], ["Hedges trimmed"]],
  ["cosine", 0.5, ["Zagreb flooded"], ["Zagreb trimmed"]],
  ["titleCosine", 0.5, ["Zagreb flooded", { text: "Hedges trimmed" }], ["Zagreb trimmed"]],
  ["rarityCosine", 5, ["Zagreb flooded"], ["Zagreb flooded"]],
  ["gramCosine", 1, ["Zagreb"], ["Zagreb"]],
  ["titleCoveredMin", 0.5, ["Zagreb flooded"], ["Zagreb"]],
  ["titleCoveredMax", 1, ["Zagreb flooded"], ["Zagreb"]],
  ["titleCoveredMin", 1, ["Zagreb flooded"], ["Zagreb", { text: "flooded" }]],
  ["titleCoveredEditionMin", 0.5, ["Zagreb subscribe"], ["Zagreb"]],
  ["titlePlainCoveredMin", 0.5, ["Zagreb flooded, drained"], ["Zagreb flooded, trimmed"]],
  ["weight1", WEIGHT, LATER, EARLIER],
  ["weight2", WEIGHT, LATER, EARLIER],
  ["weight3", 0, ["Zagreb flooded"], ["Zagreb flooded"]],
  ["rarity1", 5, LATER, EARLIER],
  ["rarity2", 0, ["Zagreb"], ["Zagreb flooded"]],
  ["weight", 2 * WEIGHT, ["Zagreb flooded"], ["flooded Zagreb"]],
  ["specific", 2, ["Zagreb flooded"], ["flooded Zagreb"]],
  ["verySpecific", 0, ["Zagreb flooded"], ["flooded Zagreb"]],
  ["titleWeight", WEIGHT, ["Zagreb", { text: "flooded" }], ["Zagreb flooded"]],
  ["titleWeight1", WEIGHT, ["Zagreb"], ["Zagreb flooded"]],
  ["plainWeight", WEIGHT, ["Zagreb", { text: "It flooded" }], ["In Zagreb bridges flooded"]],
  ["titlePlainWeight", 0, ["Zagreb", { text: "It flooded" }], ["In Zagreb bridges flooded"]],
  ["names", 1, ["bridges in Zagreb flooded"], ["bridges near Zagreb drained"]],
  ["nameWeight", WEIGHT, ["bridges in Zagreb flooded"], ["bridges near Zagreb drained"]],
  ["nameWeight1", WEIGHT, ["bridges in Zagreb flooded"], ["bridges near Zagreb drained"]],
  ["numbers", 1, ["flooded 14 times"], ["drained 14 times"]],
  ["numbers", 0, ["flooded 14 times"], ["drained 15 times"]],
  ["ownTitleNames", 1, ["bridges in Zagreb"], ["hedges", { text: "bridges in Zagreb" }]],
  ["otherTitleNames", 0, ["bridges in Zagreb"], ["hedges", { text: "bridges in Zagreb" }]],
  ["bothTitleNames", 1, ["bridges in Zagreb"], ["hedges in Zagreb"]],
  ["bigrams", 1, ["Zagreb flooded"], ["Zagreb flooded"]],
  ["bigrams", 0, ["Zagreb flooded"], ["flooded Zagreb"]],
  ["bigramWeight", WEIGHT, ["Zagreb flooded"], ["Zagreb flooded"]],
  ["spellings", 1, ["bridges in Zagreb"], ["ponts de Zagreb", { language: "fr" }]],
  ["spellingWeight", WEIGHT, ["bridges in Zagreb"], ["ponts de Zagreb", { language: "fr" }]],
  ["spellings", 0, ["bridges in Zagreb"], ["мосты в Загребе", { language: "ru" }]],
  ["skeletons", 1, ["letter to Dunford"], ["письмо к Данфорду", { language: "ru" }]],
  ["skeletonWeight", WEIGHT, ["letter to Dunford"], ["письмо к Данфорду", { language: "ru" }]],
  ["editionWeight1", WEIGHT, ["subscribe"], ["subscribe"]],
  ["editionWeight", 2 * WEIGHT, ["subscribe Zagreb"], ["subscribe Zagreb"]],
  ["furniture", WEIGHT - FURNITURE_WEIGHT, ["subscribe Zagreb"], ["subscribe Zagreb"]],
  ["furniture", 0, ["Zagreb"], ["Zagreb"]],
  ["genericShare", 0.75, ["subscribe Zagreb"], ["subscribe Zagreb"]],
  ["namesMissingMin", 0, ["bridges in Zagreb"], ["bridges"]],
  ["namesMissingMax", WEIGHT, ["bridges in Zagreb"], ["bridges"]],
  ["titleNamesMissingMin", WEIGHT, ["bridges in Zagreb"], ["bridges in Hirtshals"]],
  ["titleNamesMissingMax", WEIGHT, ["bridges in Zagreb"], ["bridges in Hirtshals"]],
  ["titleMissingMin", 0, ["Zagreb flooded"], ["Zagreb"]],
  ["titleMissingMax", WEIGHT, ["Zagreb flooded"], ["Zagreb"]],
  ["titlePlainMissingMin", 0, ["Zagreb bridges flooded"], ["Zagreb bridges"]],
  ["titlePlainMissingMax", WEIGHT, ["Zagreb bridges flooded"], ["Zagreb bridges"]],
  ["numberClash", 1, ["flooded 14 times"], ["flooded 15 times"]],
  ["numberClash", 0, ["flooded 14 times"], ["flooded 14 times"]],
  ["numberClash", 0, ["flooded 14 times"], ["flooded many times"]],
  ["slotClash", 2, ["bridges in Zagreb, 14 times"], ["bridges in Hirtshals, 15 times"]],
  ["ownMissing1", WEIGHT, ["Zagreb flooded"], ["Zagreb"]],
  ["otherMissing1", 0, ["Zagreb flooded"], ["Zagreb"]],
  ["titleWords", 1, ["Zagreb flooded"], ["Zagreb"]],
  ["words", 2, ["Zagreb flooded"], ["Zagreb", { text: "hedges trimmed" }]],
  ["hours", 5, ["Zagreb", { time: noon + 5 * HOUR }], ["Zagreb", { time: noon }]],
  ["hours", 240, ["Zagreb", { time: noon + 9_000 * HOUR }], ["Zagreb", { time: noon }]],
  ["hours", -1, ["Zagreb", { time: noon }], ["Zagreb"]],
  [
    "urlDays",
    2,
    ["Zagreb", { url: "https://a.example/2018/08/05/a" }],
    ["Zagreb", { url: "https://b.example/2018/08/03/b" }],
  ],
  [
    "urlDays",
    8,
    ["Zagreb", { url: "https://a.example/2018/08/05/a" }],
    ["Zagreb", { url: "https://b.example/2017/08/03/b" }],
  ],
  ["urlDays", -1, ["Zagreb", { url: "https://a.example/2018/08/05/a" }], ["Zagreb"]],
  ["sameOutlet", 1, ["Zagreb"], ["Zagreb"]],
  ["sameOutlet", 0, ["Zagreb"], ["Zagreb", { outlet: "b.example" }]],
  ["sameOutlet", 0, ["Zagreb", { outlet: null }], ["Zagreb", { outlet: null }]],
  [
    "sameOutletSection",
    1,
    ["Zagreb", { url: "https://a.example/sport/1" }],
    ["Zagreb", { url: "https://a.example/sport/2" }],
  ],
  [
    "sameOutletSection",
    0,
    ["Zagreb", { url: "https://a.example/sport/1" }],
    ["Zagreb", { url: "https://a.example/world/2" }],
  ],
  [
    "sameSection",
    1,
    ["Zagreb", { url: "https://a.example/sport/1" }],
    ["Zagreb", { url: "https://b.example/sport/2" }],
  ],
  [
    "sameSection",
    -1,
    ["Zagreb", { url: "https://a.example/sport/1" }],
    ["Zagreb", { url: "https://b.example/world/2" }],
  ],
  ["sameSection", 0, ["Zagreb", { url: "https://a.example/sport/1" }], ["Zagreb"]],
  ["sameLanguage", 1, ["Zagreb"], ["Zagreb"]],
  ["sameLanguage", 0, ["Zagreb"], ["Zagreb", { language: "fr" }]],
])("%s is %d for %j and %j", (name, value, later, earlier) => {
  expect(inputsOf(later, earlier)[name]).toBeCloseTo(value, 1);
});

/** Inputs that differ if the two reports change places. */
const DIRECTED: Partial<Record<PairInput, PairInput>> = {
  ownTitleNames: "otherTitleNames",
  otherTitleNames: "ownTitleNames",
  ownMissing1: "otherMissing1",
  otherMissing1: "ownMissing1",
};

test.each(PAIR_INPUTS)("%s does not depend on which report is the later one", (name) => {
  expect(inputsOf(LATER, EARLIER)[name]).toBeCloseTo(
    inputsOf(EARLIER, LATER)[DIRECTED[name] ?? name],
    9,
  );
});

test("a comparison leaves nothing behind for the next", () => {
  const comparison = new Comparison();
  const pairs: [Side, Side][] = [
    [LATER, EARLIER],
    [["Hedges"], ["Hedges"]],
    [[""], [""]],
    [LATER, ["Hedges"]],
  ];
  const features = pairs.map(([a, b]) => [featuresOf(a), featuresOf(b)] as const);
  const fresh = features.map(([a, b]) => [...new Comparison().inputs(a, b)]);
  for (const order of [features, features.toReversed()]) {
    const rows = order.map(([a, b]) => [...comparison.inputs(a, b)]);
    expect(order === features ? rows : rows.toReversed()).toEqual(fresh);
  }
});
