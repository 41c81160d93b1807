/** What a word says about the language that it is in: how frequent it and its trigrams are in each. */
import { TermMap } from "../collections/term-map.ts";
import { commonWords } from "./common-words.generated.ts";
import { hash } from "./hash.ts";
import { trigrams } from "./trigrams.generated.ts";

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

/** Scripts that several languages with tables share. */
const sharedScript =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]/u;

/** All languages that can be detected. */
export const languages: readonly string[] = [
  ...new Set([...Object.keys(commonWords), ...scripts.map(([, language]) => language)]),
];

/** Number of the most frequent words that identify a language. */
const WORDS = 300;
/** Number of trigrams of a language in one script; Serbian has two lists, one after the other. */
const TRIGRAMS = 800;
/**
 * Logarithms of relative frequencies, which are about proportional to 1 / (rank + shift); found by trial on headlines
 * in 40 languages. A word counts three times, as it is rarely found in two languages. A letter such as ğ, which few
 * languages have, counts too.
 */
const WORD_WEIGHTS = Float64Array.from(
  { length: WORDS },
  (_, rank) => 3 * Math.log((WORDS + 40) / (rank + 20)),
);
const TRIGRAM_WEIGHTS = Float64Array.from({ length: TRIGRAMS }, (_, rank) =>
  Math.log(1 + 1000 / (rank + 100)),
);
const letterWeight = (languagesWithLetter: number): number =>
  2 * Math.log(20 / languagesWithLetter);

/** Hash seeds that keep words, trigrams and letters apart: above the bits of a letter. */
const SEED = { word: 0x1_0000, trigram: 0x2_0000, letter: 0x4_0000 };
/** Number of words, trigrams and letters, and of the languages that have them, rounded up to powers of two. */
const SIZE = { keys: 1 << 15, entries: 1 << 16 };
/** First code unit of letters that can identify a language. */
const FIRST_NON_ASCII = 0x80;

/** The tables, inverted: the languages of each word, trigram and letter, as linked lists in typed arrays. */
class Tables {
  /** The number of the latest entry of each key. Entry 0 ends a list. */
  readonly #latest = new TermMap(SIZE.keys);
  readonly #previous = new Uint16Array(SIZE.entries);
  readonly #languages = new Uint8Array(SIZE.entries);
  readonly #weights = new Float32Array(SIZE.entries);
  #size = 0;

  constructor() {
    const languagesByLetter = new Map<string, number[]>();
    for (const [i, language] of languages.entries()) {
      const words = commonWords[language]?.split(" ", WORDS) ?? [];
      for (let rank = 0; rank < words.length; rank++)
        this.#insert(hash(words[rank] as string, SEED.word), i, WORD_WEIGHTS[rank] as number);
      const list = trigrams[language] ?? "";
      for (let at = 0; at < list.length; at += 3) {
        const weight = TRIGRAM_WEIGHTS[(at / 3) % TRIGRAMS] as number;
        this.#insert(hash(list, SEED.trigram, at, at + 3), i, weight);
      }
      for (const letter of new Set(list)) {
        const found = languagesByLetter.get(letter);
        if (found) found.push(i);
        else languagesByLetter.set(letter, [i]);
      }
    }
    for (const [letter, found] of languagesByLetter) {
      const weight = letterWeight(found.length);
      const key = hash(letter, SEED.letter);
      if (weight > 0) for (const language of found) this.#insert(key, language, weight);
    }
  }

  #insert(key: number, language: number, weight: number): void {
    const entry = ++this.#size;
    const position = this.#latest.place(key);
    this.#previous[entry] = this.#latest.values[position] as number;
    this.#latest.values[position] = entry;
    this.#languages[entry] = language;
    this.#weights[entry] = weight;
  }

  /** Adds the weights of a key to the scores of its languages. */
  add(key: number, scores: Float32Array): void {
    let entry = this.#latest.values[this.#latest.find(key)] ?? 0;
    for (; entry > 0; entry = this.#previous[entry] as number) {
      const language = this.#languages[entry] as number;
      scores[language] = (scores[language] as number) + (this.#weights[entry] as number);
    }
  }
}

/** Inverted when the first word is read, since that takes milliseconds. */
let tables: Tables | undefined;

/** Maximum number of words whose scores are kept. A text in one language repeats most of its words. */
const MAX_KEPT = 8_192;
/** Rows of scores, one for each word that is kept. */
const rows = new Float32Array(MAX_KEPT * languages.length);
const rowOf = new Map<string, number>();

/** Adds what a word in lower case says to the score of each of `languages`. */
export function addEvidence(scores: Float64Array, word: string): void {
  let row = rowOf.get(word);
  if (row === undefined) {
    // Results do not depend on what is kept.
    if (rowOf.size === MAX_KEPT) rowOf.clear();
    row = rowOf.size * languages.length;
    rowOf.set(word, row);
    weigh(word, rows.subarray(row, row + languages.length).fill(0));
  }
  for (let i = 0; i < scores.length; i++)
    scores[i] = (scores[i] as number) + (rows[row + i] as number);
}

function weigh(word: string, scores: Float32Array): void {
  if (!sharedScript.test(word)) {
    const language = scripts.find(([script]) => script.test(word))?.[1];
    if (language) scores[languages.indexOf(language)] = SCRIPT_LETTER * word.length;
    return;
  }
  tables ??= new Tables();
  tables.add(hash(word, SEED.word), scores);
  const spaced = ` ${word} `;
  for (let i = 0; i + 3 <= spaced.length; i++)
    tables.add(hash(spaced, SEED.trigram, i, i + 3), scores);
  for (let i = 0; i < word.length; i++)
    if (word.charCodeAt(i) >= FIRST_NON_ASCII)
      tables.add(hash(word, SEED.letter, i, i + 1), scores);
}
