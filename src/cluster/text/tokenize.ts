/**
 * Text becomes words. Unicode decides what a letter is; scripts that write
 * without spaces are cut by Intl.Segmenter.
 */

/** A piece of text after cutting: parallel arrays, one entry for each word. */
export interface Tokens {
  /** Lower case, Latin accents removed. */
  folded: string[];
  /** As written. */
  written: string[];
  /** A sum of FLAG values for each word. */
  flags: number[];
}

export const FLAG = {
  /** Begins with a capital letter. */
  capital: 1,
  /** First word of a sentence, where a capital says nothing. */
  opens: 2,
  /** Starts with a digit. */
  number: 4,
  /** Follows the word before it directly: only a space or hyphen between. */
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

const letter = /[\p{L}\p{M}]/u;
const digit = /\p{Nd}/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const stop = /[.!?:;…。！？：\n\r"“”„«»()[\]|]/u;

/** Kind of each UTF-16 unit, learned as units are met (255: not met yet). */
const kinds = new Uint8Array(65_536).fill(255);

function kindOf(unit: number): number {
  const known = kinds[unit] as number;
  if (known !== 255) return known;
  const char = String.fromCharCode(unit);
  let kind = OTHER;
  if (unspaced.test(char)) kind = UNSPACED;
  // Letters beyond the basic plane arrive as two surrogates; take them as letters.
  else if (letter.test(char) || (unit >= 0xd800 && unit <= 0xdfff)) kind = LETTER;
  else if (digit.test(char)) kind = DIGIT;
  else if (stop.test(char)) kind = STOP;
  else if (/[\s\-‐-–—_/]/u.test(char)) kind = SPACE;
  kinds[unit] = kind;
  return kind;
}

const latinWithMarks = /[\u00c0-\u024f\u1e00-\u1eff]/;
const marks = /[\u0300-\u036f]/g;

/** Lower case, without accents, and without the points of "U.S.". Most words are so already. */
function fold(word: string): string {
  let asWritten = true;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    if (unit > 127) return foldLetters(word.replaceAll(".", ""));
    if (unit < 97 && !(unit > 47 && unit < 58)) asWritten = false;
  }
  if (asWritten) return word;
  return (word.includes(".") ? word.replaceAll(".", "") : word).toLowerCase();
}

function foldLetters(word: string): string {
  const lower = word.toLowerCase();
  return latinWithMarks.test(lower) ? lower.normalize("NFD").replace(marks, "") : lower;
}

let segmenter: Intl.Segmenter | undefined;

/** Longer words are cut: no word is, and hashing must not be made to crawl. */
const LONGEST = 40;

/** Cuts `text` into at most `limit` words. */
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
      push(out, text.slice(from, Math.min(at, from + LONGEST)), kind, flags);
      opens = false;
      adjoins = true;
    } else if (kind === UNSPACED) {
      const from = at;
      while (at < size && kindOf(text.charCodeAt(at)) === UNSPACED) at++;
      segment(out, text.slice(from, at), limit);
      opens = false;
      adjoins = true;
    } else {
      // A full stop after one letter ("J. Dunford") ends no sentence.
      if (kind === STOP && !isInitial(text, at)) opens = true;
      if (kind !== SPACE) adjoins = false;
      at++;
    }
  }
  return out;
}

/** A single word in the form in which words are compared. */
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

/** A word runs over letters and digits; "U.S." and "U.N." are one word. */
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
    else return at;
    if (at >= text.length) return at;
  }
}

/** A number keeps commas and points that have a digit on either side. */
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
  // A lone letter is what an apostrophe left behind ("Trump's", "l'homme").
  if (folded.length < 2 && first < 0x250) return;
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
  // The segmenter's time grows with its input; a run has no need to be longer.
  for (const part of segmenter.segment(run.slice(0, 2_000))) {
    if (out.folded.length >= limit) return;
    out.folded.push(part.segment.toLowerCase());
    out.written.push(part.segment);
    out.flags.push(FLAG.caseless | FLAG.adjoins);
  }
}
