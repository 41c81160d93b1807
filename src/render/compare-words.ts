import type { EntryReport } from "./entry.tsx";

/** A telling word, and the ids of the outlets that use it. */
export interface SharedWord {
  word: string;
  outlets: string[];
}

/** Words that of all the outlets of a story only one uses. */
export interface OwnWords {
  outlet: string;
  words: string[];
}

export interface WordComparison {
  /** What most outlets say, those that most of them say first. */
  shared: SharedWord[];
  /** For each outlet that has any, in the order of the outlets. */
  own: OwnWords[];
}

/** Reports that are compared: the first of a story say what it is about, and a story of hundreds has to be drawn in milliseconds. */
const COMPARED = 50;

const SHARED = 14;
const OWN = 8;

/** Letters that a word needs, where words are set apart by spaces: shorter ones carry grammar. */
const LEAST = 4;

/** Words as long as this carry a meaning; shorter ones have to come twice. */
const LONG = 6;

/** A word of one text. */
interface Word {
  written: string;
  folded: string;
  /** Names and numbers tell wherever they stand, long words in a headline, and shorter ones there if they are repeated. */
  tells: "always" | "repeated" | "never";
}

interface Voice {
  outlet: string;
  /** The outlet's name, which says nothing about the event. */
  name: string;
  words: Map<string, Word>;
}

/**
 * Which words the outlets of a story share, and which are one outlet's alone. Only outlets that write in one language are
 * compared; the language that most of them write in is taken.
 *
 * No list of common words is needed: a common word is in the others' texts too, and what is common is never telling.
 */
export function compareWords(reports: readonly EntryReport[]): WordComparison {
  const voices = voicesOf(reports.slice(0, COMPARED));
  if (voices.length < 2) return { shared: [], own: [] };
  const evidence = new Set(
    reports.flatMap(({ evidence: { names, words, numbers } }) =>
      [...names, ...words.filter((word) => word.length > LEAST), ...numbers].map(fold),
    ),
  );
  const index = indexOf(voices);

  const shared = new Map<string, SharedWord>();
  const own: OwnWords[] = [];
  for (const voice of voices) {
    const alone: string[] = [];
    const itself = new Set(fold(voice.name).split(/[^\p{L}\p{N}]+/u));
    for (const { written, folded, tells } of voice.words.values()) {
      if (itself.has(folded)) continue;
      if (tells !== "always" && !evidence.has(folded)) continue;
      const heard = users(index, folded);
      if (heard.length === 1) alone.push(written);
      else if (heard.length * 2 >= voices.length && !isKnown(shared, folded)) {
        const outlets = heard.flatMap((place) => voices[place]?.outlet ?? []);
        shared.set(folded, { word: written, outlets });
      }
    }
    if (alone.length > 0) own.push({ outlet: voice.outlet, words: alone.slice(0, OWN) });
  }
  return {
    shared: [...shared.values()]
      .sort((a, b) => b.outlets.length - a.outlets.length)
      .slice(0, SHARED),
    own,
  };
}

function voicesOf(reports: readonly EntryReport[]): Voice[] {
  const byLanguage = Map.groupBy(reports, ({ language }) => primary(language));
  const outlets = (group: EntryReport[]) => new Set(group.map(({ outlet }) => outlet.id)).size;
  const [group] = [...byLanguage.values()].sort((a, b) => outlets(b) - outlets(a));
  if (!group) return [];
  const byOutlet = Map.groupBy(group, ({ outlet }) => outlet.id);
  return [...byOutlet].map(([outlet, own]) => {
    const words = new Map<string, Word>();
    for (const { title, titleIsOurs, summary, language } of own) {
      // The edition's own headline is not the outlet's wording.
      const parts: [text: string, headline: boolean][] = [
        [titleIsOurs ? "" : title, true],
        [summary, false],
      ];
      for (const [text, headline] of parts)
        for (const word of cut(text, language, headline)) note(words, word);
    }
    const name = own[0]?.outlet.name ?? "";
    return { outlet, name, words };
  });
}

/** Keeps the most telling of a word's places. */
function note(words: Map<string, Word>, word: Word): void {
  const known = words.get(word.folded);
  if (!known) words.set(word.folded, word);
  else if (known.tells === "repeated" || word.tells === "repeated") known.tells = "always";
  else if (word.tells === "always" && known.tells === "never") words.set(word.folded, word);
}

const primary = (language: string): string => language.toLowerCase().split("-")[0] ?? "";

const fold = (word: string): string => word.toLowerCase();

function* cut(text: string, language: string, headline: boolean): Iterable<Word> {
  let opens = true;
  for (const { segment, isWordLike } of segmenter(language).segment(text)) {
    if (!isWordLike) {
      if (/[.!?:;“"«„—–]/.test(segment)) opens = true;
      continue;
    }
    const number = /^\d/.test(segment);
    const spaced =
      !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Khmr}\p{sc=Laoo}\p{sc=Mymr}]/u.test(
        segment,
      );
    const name = !opens && /^\p{Lu}/u.test(segment) && segment.length > 1;
    const long = segment.length >= (spaced ? LONG : 2);
    // Headlines in Title Case make names of every word, and are taken for what they say anyway.
    const sure = number || (headline ? long : name);
    const perhaps = headline && segment.length >= LEAST;
    const written = segment.replace(/['’]s?$/, "");
    const tells = sure ? "always" : perhaps ? "repeated" : "never";
    yield { written, folded: fold(written), tells };
    opens = false;
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

/** To make one takes far longer than to use it. */
function segmenter(language: string): Intl.Segmenter {
  let known = segmenters.get(language);
  if (!known) {
    known = new Intl.Segmenter(language, { granularity: "word" });
    segmenters.set(language, known);
  }
  return known;
}

/** Most of a word, without the end that grammar changes: "disclosed" and "disclosure" are one. */
const stem = (folded: string): string => folded.slice(0, Math.max(LEAST, folded.length - 3));

/** Every word of every outlet, in order, so that all forms of a word stand side by side. */
type Index = readonly { folded: string; voice: number }[];

const indexOf = (voices: readonly Voice[]): Index =>
  voices
    .flatMap(({ words }, voice) => [...words.keys()].map((folded) => ({ folded, voice })))
    .sort((a, b) => (a.folded < b.folded ? -1 : a.folded > b.folded ? 1 : 0));

/** Places of the outlets that use any form of the word, in order. */
function users(index: Index, folded: string): number[] {
  const start = stem(folded);
  const whole = start.length < LEAST || /^\d/.test(start);
  const found = new Set<number>();
  for (let at = firstFrom(index, whole ? folded : start); at < index.length; at++) {
    const word = index[at];
    if (!word || !(whole ? word.folded === folded : word.folded.startsWith(start))) break;
    found.add(word.voice);
  }
  return [...found].sort((a, b) => a - b);
}

/** Place of the first word that is not before this one. */
function firstFrom(index: Index, folded: string): number {
  let low = 0;
  let high = index.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index[middle]?.folded ?? "") < folded) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a form of the word is in the list already. */
const isKnown = (shared: ReadonlyMap<string, SharedWord>, folded: string): boolean =>
  shared.has(folded) ||
  shared.keys().some((other) => other.startsWith(stem(folded)) || folded.startsWith(stem(other)));
