/** Words without their endings, in languages that have many. */
import { hash } from "./hash.ts";

/** Languages with lists of words here whose words change little: to cut them would only make different words one. */
const UNCHANGING = new Set(["en", "vi", "id", "zh", "ja", "ko", ""]);

/**
 * Letters that tell a word from another, nearly, in any language with an alphabet: no stemmer for one language does much
 * better. McNamee, Nicholas and Mayfield, "Addressing morphological variation in alphabetic languages", SIGIR 2009.
 */
const TELLING = 5;

/** How many letters of a word count in a language. */
export function stemLength(language: string): number {
  return UNCHANGING.has(language) ? Number.POSITIVE_INFINITY : TELLING;
}

/** Number of a word, by so many of its letters. */
export function hashPrefix(word: string, letters: number): number {
  return hash(word, 0, 0, Math.min(word.length, letters));
}

/** Number of a word, whatever its ending. */
export function hashStem(word: string, language: string): number {
  return hashPrefix(word, stemLength(language));
}
