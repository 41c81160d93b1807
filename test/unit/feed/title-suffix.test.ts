import { expect, test } from "vitest";
import { domainNames, outletSuffixes, withoutSuffix } from "../../../src/feed/title-suffix.ts";

const NAMES = ["RT", "RT World News", ...domainNames("www.rt.com")];

test.each([
  // Suffixes of the outlet: its name, its domain, its feed's title
  ["Russia confirms a letter - RT World News", "Russia confirms a letter"],
  ["Russia confirms a letter | RT", "Russia confirms a letter"],
  ["Russia confirms a letter — RT International", "Russia confirms a letter"],
  ["Russia confirms a letter :: rt.com", "Russia confirms a letter"],
  ["Russia confirms a letter :: Policy :: RT", "Russia confirms a letter"],
  ["Russia confirms a letter | World | RT", "Russia confirms a letter"],
  ["Russia confirms a letter - RT - RT", "Russia confirms a letter"],
  // Not a suffix of the outlet
  ["Russia confirms a letter - Reuters", "Russia confirms a letter - Reuters"],
  [
    "Russia confirms a letter - RT reporter killed",
    "Russia confirms a letter - RT reporter killed",
  ],
  ["Russia-RT", "Russia-RT"],
  ["Ukraine - live", "Ukraine - live"],
  // Kept, since at most one word would remain
  ["RT", "RT"],
  ["Russia - RT", "Russia - RT"],
  ["Live | RT", "Live | RT"],
  // A script without spaces between words
  ["ロシアが書簡を確認 - RT", "ロシアが書簡を確認"],
])("%s becomes %s", (title, clean) => {
  expect(withoutSuffix(title, outletSuffixes([title], NAMES))).toBe(clean);
});

const FIVE = ["One thing", "Another thing", "A third thing", "A fourth thing", "A fifth thing"];

test.each([
  ["most items share is removed", FIVE.map((title) => `${title} - Moskau heute`), FIVE],
  [
    "two of five items share is kept",
    FIVE.map((title, index) => (index < 2 ? `${title} - live` : title)),
    FIVE.map((title, index) => (index < 2 ? `${title} - live` : title)),
  ],
  [
    "all of three items share is kept",
    FIVE.slice(0, 3).map((title) => `${title} - live`),
    FIVE.slice(0, 3).map((title) => `${title} - live`),
  ],
])("a suffix that %s", (_name, titles, clean) => {
  const isName = outletSuffixes(titles, NAMES);
  expect(titles.map((title) => withoutSuffix(title, isName))).toEqual(clean);
});
