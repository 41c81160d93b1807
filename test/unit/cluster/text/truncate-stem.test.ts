import { describe, expect, test } from "vitest";
import { languageOf } from "../../../../src/cluster/text/language.ts";
import { hash } from "../../../../src/cluster/text/hash.ts";
import { hashStem } from "../../../../src/cluster/text/truncate-stem.ts";
import { tokenize } from "../../../../src/cluster/text/tokenize.ts";

test.each([
  ["ru", "герасимов", "герасимову", true],
  ["pl", "trump", "trumpa", true],
  ["fi", "presidentti", "presidentin", true],
  ["de", "sanktion", "sanktionen", true],
  ["ru", "суд", "судно", false],
  ["en", "internet", "international", false],
])("in %s, %s and %s are one word: %s", (language, one, other, same) => {
  expect(hashStem(one, language) === hashStem(other, language)).toBe(same);
});

const GERMAN =
  "Die Frau ist nach dem Unfall nicht mehr in der Stadt, und das hat sie auch so gewollt";
const ENGLISH = "The woman is not in the city any more and that is what she wanted for all of them";

describe("the language is", () => {
  test.each([
    ["its tag's", "de-AT", GERMAN, "", "de"],
    ["that of its words, where it has no tag", null, GERMAN, "en", "de"],
    ["that of its words, where the tag is plainly wrong", "en-US", GERMAN, "en", "de"],
    ["the usual one, where it has more of the words", "de", "Ban on the city for all", "en", "en"],
    ["its tag's, where the words say little", "de", "Merkel in Ankara", "en", "de"],
    ["the usual one, where there is neither tag nor word", null, "Merkel", "pl", "pl"],
    ["its tag's, where no list is there to judge it by", "gl", ENGLISH, "en", "gl"],
  ])("%s", (_why, tag, text, usual, language) => {
    const terms = tokenize(text, 60).folded.map((word) => hash(word));
    expect(languageOf(tag, terms, usual)).toBe(language);
  });
});
