import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { hash } from "../../../../src/cluster/text/hash.ts";
import { PART } from "../../../../src/cluster/features/sparse-vectors.ts";
import { coldStatistics, report } from "../engine-support.ts";

test.each([
  ["if it is capitalized", "The president met Gerasimov in the city", "gerasimov", true],
  ["but not if it is a common word", "The president met Gerasimov in the city", "city", false],
  [
    "but not if it is in lower case",
    "The president met Gerasimov beside bulldozers",
    "bulldozers",
    false,
  ],
  [
    "but not if it is common and all words are capitalized",
    "President Met Gerasimov In City",
    "city",
    false,
  ],
  ["if it is rare and no word is capitalized", "the president met gerasimov", "gerasimov", true],
  [
    "but not if it is common and no word is capitalized",
    "the president met gerasimov in the city",
    "city",
    false,
  ],
])("a word counts as a name %s: %s", (_name, title, word, isName) => {
  const { terms, starts } = extract(report(title, { language: "en" }), coldStatistics).features;
  const names = terms.subarray(starts[PART.names], starts[PART.names + 1]);
  expect(names.includes(hash(word))).toBe(isName);
});
