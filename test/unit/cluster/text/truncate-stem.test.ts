import { expect, test } from "vitest";
import { hashStem } from "../../../../src/cluster/text/truncate-stem.ts";

test.each([
  ["ru", "герасимов", "герасимову", true],
  ["pl", "trump", "trumpa", true],
  ["fi", "presidentti", "presidentin", true],
  ["de", "sanktion", "sanktionen", true],
  ["ru", "суд", "судно", false],
  ["en", "internet", "international", false],
])("in %s, %s and %s have the same stem: %s", (language, one, other, same) => {
  expect(hashStem(one, language) === hashStem(other, language)).toBe(same);
});
