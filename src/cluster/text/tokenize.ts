/**
 * Splits text into words. Letters are what Unicode calls letters. Intl.Segmenter splits scripts that are written
 * without spaces.
 */
import { foldLetters } from "./fold-letters.ts";

/** The words of a text, as parallel arrays. */
export interface Tokens {
  /** As `fold` spells them: in lower case, without Latin accents. */
  folded: string[];
  /** As the text has them. */
  written: string[];
  /** Bitwise OR of FLAG values. */
  flags: number[];
}

export const FLAG = {
  /** Begins with a capital letter. */
  capital: 1,
  /** First word of a sentence, where a capital is not a sign of a name. */
  opens: 2,
  /** Starts with a digit. */
  number: 4,
  /** Only spaces, hyphens or slashes separate it from the previous word. */
  adjoins: 8,
  /** Written in a script without capital letters. */
  caseless: 16,
} as const;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const UNSPACED = 3;
const STOP = 4;
const SPACE = 5;

/** A joiner, a non-joiner (Malayalam, Sinhala, Persian) or a soft hyphen is part of its word. */
const letter = /[\p{L}\p{M}]|\u00ad|\u200c|\u200d/u;
const digit = /\p{Nd}/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const stop = /[.!?:;…。！？：\n\r"“”„«»()[\]|]/u;

/** Kind of each UTF-16 code unit, computed on first use; 255 means not computed yet. */
const kinds = new Uint8Array(65_536).fill(255);

function kindOf(unit: number): number {
  const known = kinds[unit] as number;
  if (known !== 255) return known;
  const char = String.fromCharCode(unit);
  let kind = OTHER;
  if (unspaced.test(char)) kind = UNSPACED;
  // Letters outside the basic plane are two surrogates, so surrogates count as letters.
  else if (letter.test(char) || (unit >= 0xd800 && unit <= 0xdfff)) kind = LETTER;
  else if (digit.test(char)) kind = DIGIT;
  else if (stop.test(char)) kind = STOP;
  else if (/[\s\-‐-–—_/]/u.test(char)) kind = SPACE;
  kinds[unit] = kind;
  return kind;
}

/** Lowercases a word and removes what spellings differ in. Fast for words that need no change. */
function fold(word: string): string {
  let isFolded = true;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit > 127) return foldLetters(word);
    if (unit < 97 && !(unit > 47 && unit < 58)) isFolded = false;
  }
  if (isFolded) return word;
  return (word.includes(".") ? word.replaceAll(".", "") : word).toLowerCase();
}

let segmenter: Intl.Segmenter | undefined;

/** Longer words are truncated, so that hostile input cannot slow hashing down. In letters. */
const MAX_WORD_LENGTH = 40;

/** Splits `text` into at most `limit` words. */
export function tokenize(text: string, limit: number): Tokens {
  const out: Tokens = { folded: [], written: [], flags: [] };
  const size = text.length;
  let at = 0;
  let opens = true;
  let adjoins = false;
  while (at < size && out.folded.length < limit) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === LETTER || kind === DIGIT) {
      const from = at;
      at = kind === DIGIT ? endOfNumber(text, at) : endOfWord(text, at);
      const flags = (opens ? FLAG.opens : 0) | (adjoins ? FLAG.adjoins : 0);
      push(out, text.slice(from, Math.min(at, from + MAX_WORD_LENGTH)), kind, flags);
      opens = false;
      adjoins = true;
    } else if (kind === UNSPACED) {
      const from = at;
      while (at < size && kindOf(text.charCodeAt(at)) === UNSPACED) at++;
      segment(out, text.slice(from, at), limit);
      opens = false;
      adjoins = true;
    } else {
      // A period after an initial ("J. Dunford") does not end a sentence.
      if (kind === STOP && !isInitial(text, at)) opens = true;
      if (kind !== SPACE) adjoins = false;
      at++;
    }
  }
  return out;
}

/** Normalizes a single word as `tokenize` does. */
export function foldWord(word: string): string {
  return tokenize(word, 1).folded[0] ?? word;
}

function isInitial(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 46 || at === 0) return false;
  return (
    kindOf(text.charCodeAt(at - 1)) === LETTER &&
    (at === 1 || kindOf(text.charCodeAt(at - 2)) !== LETTER)
  );
}

/** True if an apostrophe is within a word of Cyrillic or Hebrew letters, or a quotation mark within Hebrew initials. */
function isInnerMark(text: string, at: number): boolean {
  const mark = text.charCodeAt(at);
  const isApostrophe = mark === 39 || mark === 0x2019;
  if (!isApostrophe && mark !== 34 && mark !== 0x5f3 && mark !== 0x5f4) return false;
  const first = isApostrophe ? 0x400 : 0x5d0;
  return [at - 1, at + 1].every((i) => {
    const unit = text.charCodeAt(i);
    return unit >= first && unit <= 0x5ea && kindOf(unit) === LETTER;
  });
}

/** End of the word at `from`: a run of letters and digits, or of initials as in "U.S.". */
function endOfWord(text: string, from: number): number {
  let at = from;
  for (;;) {
    const kind = kindOf(text.charCodeAt(at));
    if (kind === LETTER || kind === DIGIT) at++;
    else if (
      text.charCodeAt(at) === 46 &&
      isInitial(text, at) &&
      kindOf(text.charCodeAt(at + 1)) === LETTER &&
      kindOf(text.charCodeAt(at + 2)) !== LETTER
    )
      at += 2;
    else if (isInnerMark(text, at)) at++;
    else return at;
    if (at >= text.length) return at;
  }
}

/** End of the number at `from`, which may contain commas and periods between digits. */
function endOfNumber(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === DIGIT || kind === LETTER) at++;
    else if ((unit === 44 || unit === 46) && kindOf(text.charCodeAt(at + 1)) === DIGIT) at++;
    else break;
  }
  return at;
}

function push(out: Tokens, written: string, kind: number, flags: number): void {
  if (kind === DIGIT) {
    out.folded.push(written.toLowerCase().replace(/,/g, ""));
    out.flags.push(flags | FLAG.number);
    out.written.push(written);
    return;
  }
  const folded = fold(written);
  const first = written.charCodeAt(0);
  // Single Latin letters are what apostrophes leave behind ("Trump's", "l'homme").
  if (folded.length === 0 || (folded.length < 2 && first < 0x250)) return;
  if (first < 128 ? first < 91 : isUpper(written)) flags |= FLAG.capital;
  else if (first > 0x58f && isCaseless(written)) flags |= FLAG.caseless;
  out.folded.push(folded);
  out.written.push(written);
  out.flags.push(flags);
}

function isUpper(word: string): boolean {
  const char = word.charAt(0);
  return char !== char.toLowerCase();
}

function isCaseless(word: string): boolean {
  const char = word.charAt(0);
  return char.toLowerCase() === char.toUpperCase();
}

function segment(out: Tokens, run: string, limit: number): void {
  segmenter ??= new Intl.Segmenter("ja", { granularity: "word" });
  // Bounds the segmenter's time. 2,000 characters contain more words than any `limit` used here.
  for (const part of segmenter.segment(run.slice(0, 2_000))) {
    if (out.folded.length >= limit) return;
    out.folded.push(part.segment.toLowerCase());
    out.written.push(part.segment);
    out.flags.push(FLAG.caseless | FLAG.adjoins);
  }
}
