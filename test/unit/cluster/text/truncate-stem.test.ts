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
])("in %s, %s and %s have the same stem: %s", (language, one, other, same) => {
  expect(hashStem(one, language) === hashStem(other, language)).toBe(same);
});

const GERMAN =
  "Die Frau ist nach dem Unfall nicht mehr in der Stadt, und das hat sie auch so gewollt";
const ENGLISH = "The woman is not in the city any more and that is what she wanted for all of them";

describe("the detected language is", () => {
  test.each([
    ["the tag's", "de-AT", GERMAN, "", "de"],
    ["that of the words, when there is no tag", null, GERMAN, "en", "de"],
    ["that of the words, when the tag is clearly wrong", "en-US", GERMAN, "en", "de"],
    [
      "the usual language, when more of the words are in it",
      "de",
      "Ban on the city for all",
      "en",
      "en",
    ],
    ["the tag's, when the words are little evidence", "de", "Merkel in Ankara", "en", "de"],
    [
      "the usual language, when there is neither a tag nor a known word",
      null,
      "Merkel",
      "pl",
      "pl",
    ],
    ["the tag's, when there is no word list for it", "gl", ENGLISH, "en", "gl"],
  ])("%s", (_why, tag, text, usual, language) => {
    const terms = tokenize(text, 60).folded.map((word) => hash(word));
    expect(languageOf(tag, terms, usual)).toBe(language);
  });
});
