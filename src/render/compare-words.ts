import { primaryLanguage } from "../model/language-tag.ts";
import { isUnspaced } from "../model/writing-systems.ts";
import type { EntryReport } from "./entry.ts";

/** A distinctive word and the ids of the outlets that use it. */
export interface SharedWord {
  word: string;
  outlets: string[];
}

/** Distinctive words that only one outlet of the story uses. */
export interface OwnWords {
  outlet: string;
  words: string[];
}

export interface WordComparison {
  /** Words that at least half of the outlets use, the most widely used first. */
  shared: SharedWord[];
  /** One item per outlet that has such words, in order of the outlets' first reports. */
  own: OwnWords[];
}

/**
 * Maximum number of reports compared. The first reports show what a story is about, and a story with hundreds of reports
 * has to render in milliseconds.
 */
const MAX_REPORTS = 50;

const MAX_SHARED_WORDS = 14;
const MAX_OWN_WORDS = 8;

/** Minimum length, in letters, of a word in a script that separates words by spaces: shorter ones are mostly grammar. */
const MIN_LENGTH = 4;

/** Length, in letters, from which a headline word is distinctive by itself; a shorter one has to be repeated. */
const LONG_WORD = 6;

/** A word as it occurs in a text. */
interface Word {
  written: string;
  folded: string;
  /** "always": numbers, names in a summary, long headline words; "repeated": shorter headline words, if seen again. */
  distinctive: "always" | "repeated" | "never";
}

interface OutletVocabulary {
  outlet: string;
  /** The outlet's name: its words are left out, since they say nothing about the event. */
  name: string;
  words: Map<string, Word>;
}

/**
 * Compares the wording of a story's outlets: which distinctive words they share, and which only one of them uses. The
 * comparison covers the language that most outlets write in, because words of different languages cannot be compared.
 *
 * No stop-word list is needed: a common word is in the other outlets' texts too, and common words are not distinctive.
 */
export function compareWords(reports: readonly EntryReport[]): WordComparison {
  const vocabularies = vocabulariesOf(reports.slice(0, MAX_REPORTS));
  if (vocabularies.length < 2) return { shared: [], own: [] };
  const evidence = new Set(
    reports.flatMap(({ evidence: { names, words, numbers } }) =>
      [...names, ...words.filter((word) => word.length > MIN_LENGTH), ...numbers].map(fold),
    ),
  );
  const index = indexOf(vocabularies);

  const shared = new Map<string, SharedWord>();
  const own: OwnWords[] = [];
  for (const { outlet, name, words } of vocabularies) {
    const onlyHere: string[] = [];
    const nameWords = new Set(fold(name).split(/[^\p{L}\p{N}]+/u));
    for (const { written, folded, distinctive } of words.values()) {
      if (nameWords.has(folded)) continue;
      if (distinctive !== "always" && !evidence.has(folded)) continue;
      const users = vocabulariesWith(index, folded);
      if (users.length === 1) onlyHere.push(written);
      else if (users.length * 2 >= vocabularies.length && !isListed(shared, folded)) {
        const outlets = users.flatMap((place) => vocabularies[place]?.outlet ?? []);
        shared.set(folded, { word: written, outlets });
      }
    }
    if (onlyHere.length > 0) own.push({ outlet, words: onlyHere.slice(0, MAX_OWN_WORDS) });
  }
  return {
    shared: [...shared.values()]
      .sort((a, b) => b.outlets.length - a.outlets.length)
      .slice(0, MAX_SHARED_WORDS),
    own,
  };
}

/** The vocabulary of each outlet, for the language that most outlets write in. */
function vocabulariesOf(reports: readonly EntryReport[]): OutletVocabulary[] {
  const byLanguage = Map.groupBy(reports, ({ language }) => primaryLanguage(language));
  const outlets = (group: EntryReport[]) => new Set(group.map(({ outlet }) => outlet.id)).size;
  const [group] = [...byLanguage.values()].sort((a, b) => outlets(b) - outlets(a));
  if (!group) return [];
  const byOutlet = Map.groupBy(group, ({ outlet }) => outlet.id);
  return [...byOutlet].map(([outlet, outletReports]) => {
    const words = new Map<string, Word>();
    for (const { title, titleIsOurs, summary, language } of outletReports) {
      // The edition's own headline is not the outlet's wording.
      const parts: [text: string, headline: boolean][] = [
        [titleIsOurs ? "" : title, true],
        [summary, false],
      ];
      for (const [text, headline] of parts)
        for (const word of tokenize(text, language, headline)) addOccurrence(words, word);
    }
    const name = outletReports[0]?.outlet.name ?? "";
    return { outlet, name, words };
  });
}

/** Adds an occurrence of a word. A headline word that is repeated becomes distinctive; else the stronger occurrence stays. */
function addOccurrence(words: Map<string, Word>, word: Word): void {
  const known = words.get(word.folded);
  if (!known) words.set(word.folded, word);
  else if (known.distinctive === "repeated" || word.distinctive === "repeated")
    known.distinctive = "always";
  else if (word.distinctive === "always" && known.distinctive === "never")
    words.set(word.folded, word);
}

const fold = (word: string): string => word.toLowerCase();

function* tokenize(text: string, language: string, headline: boolean): Iterable<Word> {
  let startsSentence = true;
  for (const { segment, isWordLike } of segmenter(language).segment(text)) {
    if (!isWordLike) {
      if (/[.!?:;“"«„—–]/.test(segment)) startsSentence = true;
      continue;
    }
    const number = /^\d/.test(segment);
    const spaced = !isUnspaced(segment);
    const name = !startsSentence && /^\p{Lu}/u.test(segment) && segment.length > 1;
    const long = segment.length >= (spaced ? LONG_WORD : 2);
    // In a headline a capital letter does not mark a name: Title Case capitalizes every word.
    const always = number || (headline ? long : name);
    const ifRepeated = headline && segment.length >= MIN_LENGTH;
    const written = segment.replace(/['’]s?$/, "");
    const distinctive = always ? "always" : ifRepeated ? "repeated" : "never";
    yield { written, folded: fold(written), distinctive };
    startsSentence = false;
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

/** Cached per language: creating a segmenter takes far longer than using it. */
function segmenter(language: string): Intl.Segmenter {
  let known = segmenters.get(language);
  if (!known) {
    known = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, known);
  }
  return known;
}

/** The word without its last three letters, which inflection changes: "disclosed" and "disclosure" get one stem. */
const stem = (folded: string): string => folded.slice(0, Math.max(MIN_LENGTH, folded.length - 3));

/** Every word of every outlet in sorted order, so that all forms of a word are adjacent. */
type SortedIndex = readonly { folded: string; vocabulary: number }[];

const indexOf = (vocabularies: readonly OutletVocabulary[]): SortedIndex =>
  vocabularies
    .flatMap(({ words }, vocabulary) => [...words.keys()].map((folded) => ({ folded, vocabulary })))
    .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0));

/** Ascending positions of the vocabularies with any form of the word. Short words and numbers have to match exactly. */
function vocabulariesWith(index: SortedIndex, folded: string): number[] {
  const prefix = stem(folded);
  const exact = prefix.length < MIN_LENGTH || /^\d/.test(prefix);
  const positions = new Set<number>();
  for (let at = lowerBound(index, exact ? folded : prefix); at < index.length; at++) {
    const word = index[at];
    if (!word || !(exact ? word.folded === folded : word.folded.startsWith(prefix))) break;
    positions.add(word.vocabulary);
  }
  return [...positions].sort((a, b) => a - b);
}

/** Binary search: the position of the first word that does not sort before `folded`. */
function lowerBound(index: SortedIndex, folded: string): number {
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index[middle]?.folded ?? "") < folded) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether any form of the word is already listed. */
const isListed = (shared: ReadonlyMap<string, SharedWord>, folded: string): boolean =>
  shared.has(folded) ||
  shared.keys().some((other) => other.startsWith(stem(folded)) || folded.startsWith(stem(other)));
