/** Stemming by truncation, for inflected languages. */
import { hash } from "./hash.ts";

/**
 * Languages with little inflection, where truncation would only conflate different words; "" is an unknown language.
 */
const UNINFLECTED = new Set(["en", "vi", "id", "zh", "ja", "ko", ""]);

/**
 * The first five letters nearly identify a word in any alphabetic language. Language-specific stemmers do little
 * better: McNamee, Nicholas and Mayfield, "Addressing morphological variation in alphabetic languages", SIGIR 2009.
 */
const STEM_LENGTH = 5;

/** Length of a stem in letters; infinite for languages whose words are kept whole. */
export function stemLength(language: string): number {
  return UNINFLECTED.has(language) ? Number.POSITIVE_INFINITY : STEM_LENGTH;
}

/** Hashes the first `letters` letters of a word. */
export function hashPrefix(word: string, letters: number): number {
  return hash(word, 0, 0, Math.min(word.length, letters));
}

/** Hashes the stem of a word. */
export function hashStem(word: string, language: string): number {
  return hashPrefix(word, stemLength(language));
}
