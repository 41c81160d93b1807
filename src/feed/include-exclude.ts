import { isUnspaced } from "../model/writing-systems.ts";

/** The parts of a report that `include` and `exclude` match. */
export interface FilteredText {
  title: string;
  summary: string;
  categories: readonly string[];
}

/**
 * Whether a report contains one of these words or has one of these categories. Case is ignored, only whole words match,
 * and several words form a phrase.
 */
export function mentions(
  { title, summary, categories }: FilteredText,
  words: readonly string[],
): boolean {
  if (words.length === 0) return false;
  const text = `${title}\n${summary}`;
  const spaced = wordsOf(text);
  const folded = fold(text);
  const spacedCategories = new Set(categories.map(wordsOf));
  return words.some((word) => {
    const phrase = wordsOf(word);
    if (phrase.trim() === "") return false;
    if (spacedCategories.has(phrase)) return true;
    return isUnspaced(word) ? folded.includes(fold(word)) : spaced.includes(phrase);
  });
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The words of a text, separated by single spaces, with one space at either end. */
const wordsOf = (text: string): string =>
  ` ${(fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ")} `;
