/** The roles and weights of a report's words. */
import { describe, expect, test } from "vitest";
import { SlidingWindowIndex } from "../../../../src/cluster/candidates/sliding-window-index.ts";
import {
  extract,
  type Features,
  tokenizeReport,
} from "../../../../src/cluster/features/extract.ts";
import type { TermStatistics } from "../../../../src/cluster/features/term-statistics.ts";
import { NATS, ROLE, SET } from "../../../../src/cluster/features/report-terms.ts";
import { hash, type ReportInput } from "../../../../src/cluster/index.ts";
import { type ReportNode, reportNode } from "../../../../src/cluster/state/cluster.ts";
import { coldStatistics, report } from "../engine-support.ts";

interface Word {
  roles: string[];
  weight: number;
  editionWeight: number;
}

/** A word of an English report as it was packed; undefined if it is not there. */
function wordOf(features: Features, word: string): Word | undefined {
  const terms = features.terms.subarray(0, features.roles.length);
  const term = /\d/.test(word)
    ? extract(report(word), coldStatistics).features.terms[0]
    : hash(word);
  const at = terms.indexOf(term as number);
  if (at < 0) return undefined;
  const bits = features.roles[at] as number;
  return {
    roles: Object.entries(ROLE).flatMap(([role, bit]) => (bits & bit ? [role] : [])),
    weight: NATS[features.weights[at] as number] as number,
    editionWeight: NATS[features.editionWeights[at] as number] as number,
  };
}

const featuresOf = (
  title: string,
  overrides: Partial<ReportInput> = {},
  statistics: TermStatistics = coldStatistics,
): Features => extract(report(title, overrides), statistics).features;

const inSentences = (capital: number, lower: number): TermStatistics => ({
  ...coldStatistics,
  capitals: () => ({ capital, lower }),
});

test.each<[string, string, string, boolean]>([
  [
    "if it is capitalized in a sentence",
    "The president met Gerasimov in the city",
    "gerasimov",
    true,
  ],
  ["but not if it is common", "The president met Gerasimov in the city", "city", false],
  [
    "but not if it is in lower case",
    "The president met Gerasimov by bulldozers",
    "bulldozers",
    false,
  ],
  [
    "but not if it is common, in title case",
    "President Met Gerasimov In Every City",
    "city",
    false,
  ],
  ["if it is rare, in title case", "President Met Gerasimov In Every City", "gerasimov", true],
  ["if it is rare and nothing is capitalized", "the president met gerasimov", "gerasimov", true],
  [
    "but not if it is common and nothing is capitalized",
    "the president met gerasimov in the city",
    "city",
    false,
  ],
  ["but not if it is a number", "The president met 14 ministers", "14", false],
])("a word counts as a name %s: %s", (_, title, word, isName) => {
  const found = wordOf(featuresOf(title), word);
  expect(found?.roles.includes("name")).toBe(isName);
});

test.each<[string, string, TermStatistics, boolean]>([
  [
    "in title case, if the edition never wrote it small",
    "Bulldozers Flatten Camp",
    inSentences(0, 0),
    true,
  ],
  [
    "in title case, not if the edition writes it small",
    "Bulldozers Flatten Camp",
    inSentences(0, 9),
    false,
  ],
  [
    "inside a sentence, whatever the edition writes",
    "They met Bulldozers today",
    inSentences(0, 9),
    true,
  ],
])("a rare capitalized word is a name %s", (_, title, statistics, isName) => {
  const found = wordOf(featuresOf(title, {}, statistics), "bulldozers");
  expect(found?.roles.includes("name")).toBe(isName);
});

test.each<[string, string, string, string[]]>([
  ["a name of the headline", "Camp near Rukban evacuated", "rukban", ["title", "name"]],
  ["a plain word of the headline", "Camp near Rukban evacuated", "evacuated", ["title", "lower"]],
  ["a number of the headline", "Rukban: 91 dead", "91", ["title", "number"]],
  ["a name of the text", "Camp", "tanf", ["name", "capital"]],
  ["a plain word of the text", "Camp", "minefields", ["lower"]],
  ["a word at the start of a sentence", "Camp", "kuznetsov", ["name"]],
  ["a word of the URL alone", "Camp", "withdrawal", []],
])("the roles of %s", (_, title, word, roles) => {
  const features = featuresOf(title, {
    text: "Kuznetsov went to Tanf past minefields.",
    url: "https://a.example/world/army-withdrawal-begins",
  });
  expect(wordOf(features, word)?.roles).toEqual(roles);
});

test("each set has a maximum number of terms", () => {
  const text = Array.from({ length: 400 }, (_, i) => `Word${i}a`).join(" ");
  const { starts } = featuresOf(text, { text });
  const sizeOf = (set: number): number => (starts[set + 1] as number) - (starts[set] as number);
  const { words, bigrams, grams, spellings } = SET;
  expect([words, bigrams, grams, spellings].map(sizeOf)).toEqual([90, 80, 100, 40]);
});

const NOTICE = "Subscribe to our puffin newsletter";

describe("what one outlet repeats", () => {
  /** An edition to which these reports were filed as one batch. */
  function edition(batch: readonly ReportInput[]): SlidingWindowIndex<ReportNode> {
    const index = new SlidingWindowIndex<ReportNode>(1_000);
    index.announce(batch.map((item) => tokenizeReport(item, "")));
    for (const item of batch) index.add(reportNode(item.id, extract(item, index), index.next));
    return index;
  }
  const fillers = (count: number, outlet: string, text = ""): ReportInput[] =>
    Array.from({ length: count }, (_, i) =>
      report(`Council${outlet}${i} debates hedge${i}`, { outlet, text }),
    );
  const next = (outlet: string | null): ReportInput =>
    report("Ferry aground", { outlet, text: NOTICE });

  test.each<[string, ReportInput[], string | null, boolean]>([
    ["in its earlier reports weighs less there", fillers(20, "a", NOTICE), "a", true],
    ["weighs the same at another outlet", fillers(20, "a", NOTICE), "b", false],
    ["weighs the same where the outlet is unknown", fillers(20, "a", NOTICE), null, false],
    ["once is no furniture", [...fillers(19, "a"), ...fillers(1, "a", NOTICE)], "a", false],
  ])("%s", (_, before, outlet, isFurniture) => {
    const index = edition(before);
    index.announce([tokenizeReport(next(outlet), "en")]);
    const word = wordOf(extract(next(outlet), index).features, "puffin");
    const difference = (word?.editionWeight ?? 0) - (word?.weight ?? 0);
    if (isFurniture) expect(difference).toBeGreaterThan(1.5);
    else expect(difference).toBe(0);
  });

  test("weighs less from the first report of an outlet's first batch", () => {
    const batch = fillers(20, "a", NOTICE);
    const index = new SlidingWindowIndex<ReportNode>(1_000);
    index.announce(batch.map((item) => tokenizeReport(item, "")));
    const word = wordOf(extract(batch[0] as ReportInput, index).features, "puffin");
    expect((word?.editionWeight ?? 0) - (word?.weight ?? 0)).toBeGreaterThan(1.5);
  });

  test("weighs the same again once its reports have left the window", () => {
    const index = new SlidingWindowIndex<ReportNode>(64);
    for (const item of [...fillers(20, "a", NOTICE), ...fillers(80, "b")]) {
      index.announce([tokenizeReport(item, "")]);
      index.add(reportNode(item.id, extract(item, index), index.next));
    }
    index.announce([tokenizeReport(next("a"), "en")]);
    const word = wordOf(extract(next("a"), index).features, "puffin");
    expect(word?.weight).toBe(word?.editionWeight);
  });
});
