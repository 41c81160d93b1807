/** Detects the language of a report by its script, its letters and its most frequent words. */
import { commonWords } from "./common-words.generated.ts";
import { addEvidence, languages } from "./language-evidence.ts";

/** Subtags whose words the tables have under another: old codes, and languages that are nearly one. */
const aliases: Readonly<Record<string, string>> = {
  nb: "no",
  nn: "no",
  bs: "hr",
  sh: "sr",
  cnr: "sr",
  fil: "tl",
  iw: "he",
  in: "id",
  ms: "id",
};

/** The primary subtag of a BCP 47 tag: "en" for "en-GB" and "EN"; null if the tag is empty or undetermined. */
export function primary(tag: string | null): string | null {
  const code =
    tag
      ?.slice(0, 3)
      .toLowerCase()
      .replace(/[^a-z]/g, "") ?? "";
  return code.length < 2 || code === "und" ? null : (aliases[code] ?? code);
}

/**
 * Another language overrules the tag if its score is higher by this factor, and by this sum, which takes about four
 * words. Two languages that are close, such as Norwegian and Danish, never come so far apart.
 */
const OVERRULE = { factor: 1.3, sum: 30 };
/** Score that the edition's usual language has in advance: about one word. */
const USUAL = 8;

/**
 * The language of a report. Its tag decides unless the text is clearly in another language, because tags are often
 * wrong. Without a tag, the text decides; the edition's usual language is slightly preferred, and wins if there is no
 * text to judge by.
 */
export function languageOf(tag: string | null, text: string, usual: string): string {
  const tagged = primary(tag);
  // A language without tables cannot be judged by them.
  if (tagged !== null && !(tagged in commonWords)) return tagged;
  const scores = scoresOf(text);
  const preferred = languages.indexOf(usual);
  if (preferred >= 0) scores[preferred] = (scores[preferred] as number) + USUAL;
  const expected = tagged === null ? preferred : languages.indexOf(tagged);
  const expectedScore = scores[expected] ?? 0;
  let best = expected;
  let bestScore = expectedScore;
  for (const [language, score] of scores.entries()) {
    if (score <= bestScore) continue;
    best = language;
    bestScore = score;
  }
  const found = languages[best] ?? usual;
  if (tagged === null) return found;
  const { factor, sum } = OVERRULE;
  return bestScore > factor * expectedScore && bestScore > expectedScore + sum ? found : tagged;
}

/** Only this many characters are read, which bounds the time. */
const MAX_LENGTH = 160;
const word = /[\p{L}\p{M}]+/gu;

/** Score of each of `languages`. */
function scoresOf(text: string): Float64Array {
  const scores = new Float64Array(languages.length);
  // The capital of the Turkish i becomes two characters.
  const lower = text.slice(0, MAX_LENGTH).toLowerCase().replaceAll("i\u0307", "i");
  for (const token of lower.match(word) ?? []) addEvidence(scores, token);
  return scores;
}
