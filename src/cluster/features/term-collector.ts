/** Collects the words of one report, weighs them and packs them. */
import { hash, hashPair } from "../text/hash.ts";
import { skeleton } from "../text/consonant-skeleton.ts";
import type { TermPriors } from "../text/term-priors.ts";
import { FLAG, type Tokens } from "../text/tokenize.ts";
import type { TermStatistics } from "./term-statistics.ts";
import { pack, ROLE, type ReportTerms, type Word } from "./report-terms.ts";

/** Hash seeds that keep kinds of term apart. */
const GRAM_SEED = 0x51;
const SKELETON_SEED = 0x53;
const SPELLING_SEED = 0x54;

/** Prior probability that a report contains a given number. */
const NUMBER_PRIOR = 0.002;
/** Term frequency of a word in the headline, compared with one in the text. */
const TITLE_FACTOR = 2;
/** Text words after the lead count half: reporters put the event first. */
const LEAD_WORDS = 60;
/** Minimum mean weight of the two words of a bigram. */
const MIN_BIGRAM_WEIGHT = 3;
/** Minimum weight of a name in a script or a headline without capitals, where any word could be one. */
const MIN_CASELESS_NAME_WEIGHT = 4.5;
/** Number of an outlet's reports that the term's probability in the edition is worth as pseudo-counts. */
const EDITION_WEIGHT = 10;
/**
 * Number of an outlet's reports with a term that count as chance, or as an event that it reports twice. Only what it
 * repeats more often is furniture.
 */
const CHANCE_REPORTS = 1;

/** Maximum number of terms in each set. The heaviest are kept. */
const MAX_TERMS = { words: 90, bigrams: 80, grams: 100, spellings: 40, skeletons: 40 };

export class TermCollector {
  readonly #statistics: TermStatistics;
  readonly #priors: TermPriors;
  readonly #outlet: number;
  readonly #words = new Map<number, Word>();
  readonly #bigrams = new Map<number, number>();
  readonly #grams = new Map<number, number>();
  readonly #spellings = new Map<number, number>();
  readonly #skeletons = new Map<number, number>();

  /** @param outlet hash of the outlet; 0 if unknown */
  constructor(statistics: TermStatistics, priors: TermPriors, outlet: number) {
    this.#statistics = statistics;
    this.#priors = priors;
    this.#outlet = outlet;
  }

  /**
   * Adds the words of the headline or of the text.
   *
   * @param options `hasCapitals`: false if nothing in the report has a capital, as in scripts without them
   */
  add(
    tokens: Tokens,
    terms: readonly number[],
    { inTitle, hasCapitals }: { inTitle: boolean; hasCapitals: boolean },
  ): void {
    const capitalsMarkNames = isSentenceCase(tokens);
    let previous: Word | undefined;
    for (let i = 0; i < terms.length; i++) {
      const flags = tokens.flags[i] as number;
      const folded = tokens.folded[i] as string;
      const isNumber = (flags & FLAG.number) !== 0;
      const word = this.#word(terms[i] as number, isNumber);
      word.frequency += inTitle ? TITLE_FACTOR : i < LEAD_WORDS ? 1 : 0.5;
      if (inTitle) word.roles |= ROLE.title;
      if (isNumber) this.#spellings.set(hash(folded, SPELLING_SEED), word.weight);
      else {
        word.roles |= roleOfCase(flags, inTitle);
        if (inTitle) this.#addGrams(folded);
        if (this.#isName(word, flags, capitalsMarkNames, hasCapitals)) this.#addName(folded, word);
      }
      if (previous && flags & FLAG.adjoins) {
        const mean = (word.weight + previous.weight) / 2;
        if (mean > MIN_BIGRAM_WEIGHT) this.#bigrams.set(hashPair(previous.term, word.term), mean);
      }
      previous = word;
    }
  }

  /** Adds the words of the URL that headline and text lack. */
  addUrlWords({ flags }: Tokens, terms: readonly number[]): void {
    for (const [i, term] of terms.entries()) {
      if ((flags[i] as number) & FLAG.number || this.#words.has(term)) continue;
      this.#word(term, false).frequency = 1;
    }
  }

  pack(): ReportTerms {
    const words = Array.from(this.#words.values(), (word) => ({ word, by: importance(word) }))
      .sort((a, b) => b.by - a.by)
      .slice(0, MAX_TERMS.words)
      .map(({ word }) => word);
    return pack(words, [
      heaviest(this.#bigrams, MAX_TERMS.bigrams),
      heaviest(this.#grams, MAX_TERMS.grams),
      heaviest(this.#spellings, MAX_TERMS.spellings),
      heaviest(this.#skeletons, MAX_TERMS.skeletons),
    ]);
  }

  #word(term: number, isNumber: boolean): Word {
    let word = this.#words.get(term);
    if (word) return word;
    const { probability, atOutlet, rarity } = this.#statistics;
    const inEdition = probability(term, isNumber ? NUMBER_PRIOR : this.#priors.probability(term));
    let inOutlet = inEdition;
    if (this.#outlet !== 0) {
      const { reports, withTerm } = atOutlet(this.#outlet, term);
      const repeated = Math.max(0, withTerm - CHANCE_REPORTS);
      inOutlet = (repeated + inEdition * EDITION_WEIGHT) / (reports + EDITION_WEIGHT);
    }
    word = {
      term,
      weight: -Math.log(Math.max(inEdition, inOutlet)),
      editionWeight: -Math.log(inEdition),
      rarity: rarity(term, inEdition),
      frequency: 0,
      roles: isNumber ? ROLE.number : 0,
    };
    this.#words.set(term, word);
    return word;
  }

  /**
   * True for a name. A capital marks one inside a sentence, unless the edition mostly writes the word without it. In a
   * headline in title case and at the start of a sentence the edition's use and the list of common words decide.
   */
  #isName(
    { term, weight }: Word,
    flags: number,
    capitalsMarkNames: boolean,
    hasCapitals: boolean,
  ): boolean {
    const isCommon = this.#priors.isCommon(term);
    if (flags & FLAG.capital) {
      const { capital, lower } = this.#statistics.capitals(term);
      return capitalsMarkNames && !(flags & FLAG.opens)
        ? !isCommon || lower < 2 * (capital + 1)
        : !isCommon && lower <= 0.25 * (capital + 1) + 1;
    }
    return (
      ((flags & FLAG.caseless) !== 0 || !hasCapitals) &&
      !isCommon &&
      weight > MIN_CASELESS_NAME_WEIGHT
    );
  }

  #addName(folded: string, word: Word): void {
    word.roles |= ROLE.name;
    this.#spellings.set(hash(folded, SPELLING_SEED), word.weight);
    const consonants = skeleton(folded);
    if (consonants) this.#skeletons.set(hash(consonants, SKELETON_SEED), word.weight);
  }

  #addGrams(word: string): void {
    const padded = `_${word}_`;
    for (let i = 0; i + 4 <= padded.length; i++)
      this.#grams.set(hash(padded, GRAM_SEED, i, i + 4), 1);
  }
}

/** Headlines and sentence openings say nothing about how a word is usually written. */
function roleOfCase(flags: number, inTitle: boolean): number {
  if (flags & FLAG.caseless) return 0;
  if (!(flags & FLAG.capital)) return ROLE.lower;
  return inTitle || flags & FLAG.opens ? 0 : ROLE.capital;
}

const importance = ({ weight, frequency }: Word): number =>
  weight * (1 + Math.log(Math.max(1, frequency)));

/** The `limit` heaviest terms; of equal weights those that came first. */
function heaviest(terms: ReadonlyMap<number, number>, limit: number): ReadonlyMap<number, number> {
  if (terms.size <= limit) return terms;
  return new Map([...terms].sort((a, b) => b[1] - a[1]).slice(0, limit));
}

/** True if capitals mark names; false for title case and all capitals, where most words have one. */
function isSentenceCase({ folded, flags }: Tokens): boolean {
  let capitals = 0;
  let words = 0;
  for (let i = 0; i < flags.length; i++) {
    const wordFlags = flags[i] as number;
    if (wordFlags & (FLAG.opens | FLAG.number | FLAG.caseless) || (folded[i] as string).length < 4)
      continue;
    words++;
    if (wordFlags & FLAG.capital) capitals++;
  }
  return capitals * 2 <= words;
}
