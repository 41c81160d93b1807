/**
 * How often a word is to be expected, before this edition has seen any: the
 * first five reports must fold as well as the fifty-thousandth.
 */
import { commonWords } from "./common-words.generated.ts";
import { hashStem } from "./truncate-stem.ts";
import { foldWord } from "./tokenize.ts";

/** Words that a headline with a summary holds, about. */
const LENGTH = 40;
/** Zipf's law with Mandelbrot's correction, fitted by eye to English. */
const SCALE = 0.08;
const SHIFT = 2.7;
/** Chance that a report holds a word that no list has. */
const UNLISTED = 0.0001;
/** The same where the language's list is short, or there is none. */
const UNLISTED_SHORT = 0.0005;

/** What is known of a language's words beforehand, by their numbers. */
export class TermPriors {
  /** One string for all reports, which compares at once. */
  readonly language: string;
  readonly #chance = new Map<number, number>();
  readonly #unlisted: number;

  constructor(language: string) {
    this.language = language;
    const words = (commonWords[language] ?? "").split(" ");
    for (const [rank, word] of words.entries()) {
      const term = hashStem(foldWord(word), language);
      if (!this.#chance.has(term))
        this.#chance.set(term, 1 - Math.exp((-LENGTH * SCALE) / (rank + 1 + SHIFT)));
    }
    this.#unlisted = words.length > 1_000 ? UNLISTED : UNLISTED_SHORT;
  }

  /** The chance that a report holds the word. */
  probability(term: number): number {
    return this.#chance.get(term) ?? this.#unlisted;
  }

  /** True if the list has the word, so that a capital alone makes it no name. */
  isCommon(term: number): boolean {
    return this.#chance.has(term);
  }
}

const priorsByLanguage = new Map<string, TermPriors>();

/** The background of a language; that of an unknown one knows no word. */
export function termPriorsOf(language: string): TermPriors {
  let found = priorsByLanguage.get(language);
  if (!found) {
    found = new TermPriors(language);
    priorsByLanguage.set(language, found);
  }
  return found;
}
