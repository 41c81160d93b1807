import { describe, expect, test } from "vitest";
import { languageOf, primary } from "../../../../src/cluster/text/language.ts";
import fiveReports from "../../../fixtures/five-reports.json" with { type: "json" };

const GERMAN =
  "Die Frau ist nach dem Unfall nicht mehr in der Stadt, und das hat sie auch so gewollt";
const ENGLISH = "The woman is not in the city any more and that is what she wanted for all of them";
const HINDI = "युवा अभिनेत्री ने अपनी पहली मुख्य भूमिका के लिए पुरस्कार जीता";

describe("the detected language is", () => {
  test.each([
    ["the tag's", "de-AT", GERMAN, "", "de"],
    ["that of the text, when there is no tag", null, GERMAN, "en", "de"],
    ["that of the text, when the tag is clearly wrong", "en-US", GERMAN, "en", "de"],
    ["that of the text, when its script is not the tag's", "en", HINDI, "en", "hi"],
    ["the usual one, when the tag is clearly wrong", "de", ENGLISH, "en", "en"],
    ["the tag's, when the text is little evidence", "de", "Merkel in Ankara", "en", "de"],
    [
      "the tag's, when languages are close",
      "no",
      "Landmænd spærrer veje med traktorer",
      "da",
      "no",
    ],
    ["the tag's, when there is no text", "de", "2026", "en", "de"],
    ["the usual one, when there is neither a tag nor a letter", null, "2026", "pl", "pl"],
    ["the usual one, when the text is little evidence", null, "Merkel", "pl", "pl"],
    ["unknown, when nothing is known", null, "2026", "", ""],
    ["the tag's, when there are no tables for it", "gl", ENGLISH, "en", "gl"],
    ["that of the script, even if there are no tables for it", null, "საქართველო", "en", "ka"],
    [
      "Japanese, when there are kana among the Chinese characters",
      null,
      "東京で大きな地震",
      "",
      "ja",
    ],
    [
      "that of most letters, when there are two scripts",
      null,
      "Путин и Трамп у NATO, сказал он",
      "",
      "ru",
    ],
  ])("%s", (_why, tag, text, usual, language) => {
    expect(languageOf(tag, text, usual)).toBe(language);
  });
});

test.each([
  ["en-GB", "en"],
  ["EN", "en"],
  ["nb", "no"],
  ["bs-Latn", "hr"],
  ["fil-PH", "tl"],
  ["iw", "he"],
  ["ms-MY", "id"],
  ["und", null],
  ["", null],
  [null, null],
])("the primary language of the tag %j is %j", (tag, language) => {
  expect(primary(tag)).toBe(language);
});

/** Languages without tables of their own, or too close to another to tell a headline of theirs from it. */
const UNDETECTED = new Set(["az", "gl", "is", "ml", "ms", "sr"]);

test.each(Object.entries(fiveReports).filter(([language]) => !UNDETECTED.has(language)))(
  "at least four of five headlines in %s are detected",
  (language, headlines) => {
    const detected = headlines.filter((headline) => languageOf(null, headline, "") === language);
    expect(detected.length).toBeGreaterThanOrEqual(language === "tr" ? 3 : 4);
  },
);
