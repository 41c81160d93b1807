import { expect, test } from "vitest";
import type { Report } from "../../../src/model/report.ts";
import { FIRST_REPORT } from "../../../src/model/story.ts";
import { entry } from "../../../src/render/entry.ts";
import { compareWords } from "../../../src/render/compare-words.ts";
import { editionOf, storyOf } from "./sample-story.ts";

/** The compared words of reports by the outlets a, b and c, in this order: the outlets' ids, then the word. */
function words(...reports: Partial<Report>[]): string[] {
  const [first] = storyOf("x").reports;
  if (!first) throw new Error("no report");
  const story = {
    ...storyOf("x"),
    reports: reports.map((overrides, index) => {
      const outlet = "abc".charAt(index);
      const bare = { ...first, titleIsOurs: false, summary: "", evidence: FIRST_REPORT };
      return { ...bare, outlet, url: `https://${outlet}.example/`, ...overrides };
    }),
  };
  const { shared, own } = compareWords(entry(story, editionOf("Edition")).reports);
  return [
    ...shared.map(({ word, outlets }) => `${outlets.join("")} ${word}`),
    ...own.flatMap(({ outlet, words: alone }) => alone.map((word) => `${outlet} ${word}`)),
  ];
}

test.each<[name: string, reports: Partial<Report>[], expected: string[]]>([
  [
    "long headline words",
    [{ title: "Freighter on fire near port" }, { title: "Tanker on fire near port" }],
    ["a Freighter", "b Tanker"],
  ],
  [
    "only names and numbers of a summary",
    [
      { title: "", summary: "A ship of Aldgate with 23 sailors." },
      { title: "", summary: "The ship has 23 people from Odesa on board." },
    ],
    ["ab 23", "a Aldgate", "b Odesa"],
  ],
  [
    "short headline words that occur again in a summary",
    [{ title: "All about fire", summary: "A fire broke out." }, { title: "Nothing here to see" }],
    ["a fire", "b Nothing"],
  ],
  [
    "one word in several inflections",
    [{ title: "Ministry confirms disclosure" }, { title: "Ministry: nothing disclosed" }],
    ["ab Ministry", "ab disclosure", "a confirms", "b nothing"],
  ],
  [
    "nothing from a headline that the edition wrote",
    [{ title: "Invented by the editor", titleIsOurs: true }, { title: "Printed elsewhere" }],
    ["b Printed", "b elsewhere"],
  ],
  [
    "only reports in the most frequent language",
    [
      { title: "Frachter treibt", language: "de" },
      { title: "Freighter adrift" },
      { title: "Freighter missing", language: "en-GB" },
    ],
    ["bc Freighter", "b adrift", "c missing"],
  ],
  [
    "words of a language without spaces",
    [
      { title: "貨物船が漂流", language: "ja" },
      { title: "貨物船を救助", language: "ja" },
    ],
    ["ab 貨物", "a 漂流", "b 救助"],
  ],
  ["nothing for a single report", [{ title: "Freighter adrift near Oman" }], []],
])("compares %s", (_, reports, expected) => {
  expect(words(...reports)).toEqual(expected);
});
