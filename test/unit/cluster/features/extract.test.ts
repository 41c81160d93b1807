import { expect, test } from "vitest";
import { extract } from "../../../../src/cluster/features/extract.ts";
import { hash } from "../../../../src/cluster/text/hash.ts";
import { PART } from "../../../../src/cluster/features/sparse-vectors.ts";
import { cold, report } from "../engine-support.ts";

test.each([
  ["by its capital", "The president met Gerasimov in the city", "gerasimov", true],
  ["not a common word", "The president met Gerasimov in the city", "city", false],
  ["nor any other word", "The president met Gerasimov beside bulldozers", "bulldozers", false],
  [
    "where all have capitals, if it is not common",
    "President Met Gerasimov In City",
    "city",
    false,
  ],
  ["where none has, if it is not common", "the president met gerasimov", "gerasimov", true],
  [
    "where none has, but not a common word",
    "the president met gerasimov in the city",
    "city",
    false,
  ],
])("a word is a name %s: %s", (_how, title, word, named) => {
  const { terms, starts } = extract(report(title, { language: "en" }), cold).features;
  const names = terms.subarray(starts[PART.names], starts[PART.names + 1]);
  expect(names.includes(hash(word))).toBe(named);
});
