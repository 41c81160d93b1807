/**
 * Prior probability of each word, before the edition has counted any: the first five reports must fold as well as the
 * fifty-thousandth.
 */
import { commonWords } from "./common-words.generated.ts";
import { hashStem } from "./truncate-stem.ts";
import { foldWord } from "./tokenize.ts";

/** Approximate number of words in a headline with its summary. */
const REPORT_LENGTH = 40;
/** Zipf–Mandelbrot law: the word of rank r has the probability SCALE / (r + SHIFT). Fitted by eye to English. */
const SCALE = 0.08;
const SHIFT = 2.7;
/** Probability that a report contains a given word that is not in the list. */
const UNLISTED = 0.0001;
/** The same for languages with a short list or none. */
const UNLISTED_SHORT = 0.0005;

/** Prior document probabilities of a language's terms. */
export class TermPriors {
  /** Every report of a language shares this string, so that comparisons only look at the pointer. */
  readonly language: string;
  readonly #probabilities = new Map<number, number>();
  readonly #unlisted: number;

  constructor(language: string) {
    this.language = language;
    const words = (commonWords[language] ?? "").split(" ");
    for (const [rank, word] of words.entries()) {
      const term = hashStem(foldWord(word), language);
      if (!this.#probabilities.has(term))
        this.#probabilities.set(term, 1 - Math.exp((-REPORT_LENGTH * SCALE) / (rank + 1 + SHIFT)));
    }
    this.#unlisted = words.length > 1_000 ? UNLISTED : UNLISTED_SHORT;
  }

  /** Probability that a report contains the term. */
  probability(term: number): number {
    return this.#probabilities.get(term) ?? this.#unlisted;
  }

  /** True if the word is in the list, so that a capital alone does not make it a name. */
  isCommon(term: number): boolean {
    return this.#probabilities.has(term);
  }
}

const priorsByLanguage = new Map<string, TermPriors>();

/** The term priors of a language; empty for an unknown language. */
export function termPriorsOf(language: string): TermPriors {
  let priors = priorsByLanguage.get(language);
  if (!priors) {
    priors = new TermPriors(language);
    priorsByLanguage.set(language, priors);
  }
  return priors;
}
