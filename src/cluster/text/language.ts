/** Detects the language of a report by its script, its letters and its most frequent words. */
import { commonWords } from "./common-words.generated.ts";
import { trigrams } from "./trigrams.generated.ts";

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

/** Scripts of one language each, or of one that is much more frequent in news than the others. */
const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Greek}/u, "el"],
  [/\p{Script=Armenian}/u, "hy"],
  [/\p{Script=Hebrew}/u, "he"],
  [/\p{Script=Bengali}/u, "bn"],
  [/\p{Script=Gurmukhi}/u, "pa"],
  [/\p{Script=Gujarati}/u, "gu"],
  [/\p{Script=Oriya}/u, "or"],
  [/\p{Script=Tamil}/u, "ta"],
  [/\p{Script=Telugu}/u, "te"],
  [/\p{Script=Kannada}/u, "kn"],
  [/\p{Script=Malayalam}/u, "ml"],
  [/\p{Script=Sinhala}/u, "si"],
  [/\p{Script=Thai}/u, "th"],
  [/\p{Script=Lao}/u, "lo"],
  [/\p{Script=Myanmar}/u, "my"],
  [/\p{Script=Georgian}/u, "ka"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Ethiopic}/u, "am"],
  [/\p{Script=Khmer}/u, "km"],
  // Before Han: a word with kana is Japanese.
  [/[\p{Script=Hiragana}\p{Script=Katakana}ー]/u, "ja"],
  [/\p{Script=Han}/u, "zh"],
];
/** Score of a letter that only one language uses. Three letters are worth a frequent word. */
const SCRIPT_LETTER = 3;

/** Only this many characters are read, which bounds the time. */
const MAX_LENGTH = 160;
const FIRST_NON_ASCII = "\u0080";
const word = /[\p{L}\p{M}]+/gu;
/** Scripts that several languages with tables share. */
const sharedScript =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]/u;

/** All languages that can be detected. */
const languages = [
  ...new Set([...Object.keys(commonWords), ...scripts.map(([, language]) => language)]),
];

/** Score of each of `languages`. */
function scoresOf(text: string): Float64Array {
  const { words, grams, letters } = (evidence ??= buildEvidence());
  const scores = new Float64Array(languages.length);
  // The capital of the Turkish i becomes two characters.
  const lower = text.slice(0, MAX_LENGTH).toLowerCase().replaceAll("i\u0307", "i");
  for (const [token] of lower.matchAll(word)) {
    if (!sharedScript.test(token)) {
      const language = scripts.find(([script]) => script.test(token))?.[1];
      if (language) addWeights(scores, [languages.indexOf(language), SCRIPT_LETTER * token.length]);
      continue;
    }
    addWeights(scores, words.get(token));
    const spaced = ` ${token} `;
    for (let i = 0; i + 3 <= spaced.length; i++)
      addWeights(scores, grams.get(spaced.slice(i, i + 3)));
    for (const letter of token)
      if (letter >= FIRST_NON_ASCII) addWeights(scores, letters.get(letter));
  }
  return scores;
}

/** Languages that have a word or a trigram: the index of each, followed by its weight. */
type Weights = number[];

function addWeights(scores: Float64Array, weights: Weights | undefined): void {
  if (!weights) return;
  for (let i = 0; i < weights.length; i += 2)
    scores[weights[i] as number] =
      (scores[weights[i] as number] as number) + (weights[i + 1] as number);
}

interface Evidence {
  /** Letters that few languages have, such as ğ. */
  letters: Map<string, Weights>;
  words: Map<string, Weights>;
  grams: Map<string, Weights>;
}

/** Built when the first text is read, since building takes tens of milliseconds. */
let evidence: Evidence | undefined;

/** Number of the most frequent words that identify a language. */
const WORDS = 300;
/** Number of trigrams of a language in one script; Serbian has two lists, one after the other. */
const TRIGRAMS = 800;
/**
 * Logarithms of relative frequencies, which are about proportional to 1 / (rank + shift); found by trial on headlines
 * in 40 languages. A word counts three times, as it is rarely found in two languages. A letter such as ğ, which few
 * languages have, counts too.
 */
const wordWeight = (rank: number): number => 3 * Math.log((WORDS + 40) / (rank + 20));
const letterWeight = (languagesWithLetter: number): number =>
  2 * Math.log(20 / languagesWithLetter);
const trigramWeight = (rank: number): number => Math.log(1 + 1000 / ((rank % TRIGRAMS) + 100));

function buildEvidence(): Evidence {
  const words = new Map<string, Weights>();
  const grams = new Map<string, Weights>();
  const languagesByLetter = new Map<string, number[]>();
  for (const [language, list] of Object.entries(commonWords))
    insertAll(words, languages.indexOf(language), list.split(" ", WORDS), wordWeight);
  for (const [name, list] of Object.entries(trigrams)) {
    const language = languages.indexOf(name);
    insertAll(grams, language, list.match(/.{3}/gsu) ?? [], trigramWeight);
    for (const letter of new Set(list))
      languagesByLetter.set(letter, [...(languagesByLetter.get(letter) ?? []), language]);
  }
  const letters = new Map<string, Weights>();
  for (const [letter, found] of languagesByLetter) {
    const weight = letterWeight(found.length);
    if (weight > 0)
      letters.set(
        letter,
        found.flatMap((language) => [language, weight]),
      );
  }
  return { words, grams, letters };
}

function insertAll(
  map: Map<string, Weights>,
  language: number,
  keys: string[],
  weight: (rank: number) => number,
): void {
  for (const [rank, key] of keys.entries()) {
    const weights = map.get(key);
    if (weights) weights.push(language, weight(rank));
    else map.set(key, [language, weight(rank)]);
  }
}
