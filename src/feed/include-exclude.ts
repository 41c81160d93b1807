import { isUnspaced } from "../model/writing-systems.ts";

/** What include and exclude look at. */
export interface FilteredText {
  title: string;
  summary: string;
  categories: readonly string[];
}

/**
 * Whether a report holds one of these words, or is of one of these categories. Whole words, in any case; several words
 * are a phrase.
 */
export function mentions(
  { title, summary, categories }: FilteredText,
  words: readonly string[],
): boolean {
  if (words.length === 0) return false;
  const text = `${title}\n${summary}`;
  const spaced = wordsOf(text);
  const folded = fold(text);
  const kinds = new Set(categories.map(wordsOf));
  return words.some((word) => {
    const wanted = wordsOf(word);
    if (wanted.trim() === "") return false;
    if (kinds.has(wanted)) return true;
    return isUnspaced(word) ? folded.includes(fold(word)) : spaced.includes(wanted);
  });
}

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The words, with one blank around each. */
const wordsOf = (text: string): string =>
  ` ${(fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ")} `;
