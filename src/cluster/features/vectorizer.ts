/** Collects the weighted terms of one report and packs them into vectors. */
import { type TermPriors, termPriorsOf } from "../text/term-priors.ts";
import { TermMap } from "../collections/term-map.ts";
import { hash, hashPair } from "../text/hash.ts";
import { skeleton } from "../text/consonant-skeleton.ts";
import { stemLength, hashPrefix } from "../text/truncate-stem.ts";
import { VectorBuilder, type Vectors } from "./sparse-vectors.ts";
import { FLAG, type Tokens } from "../text/tokenize.ts";

/**
 * Weight of a term: its self-information, the negative log of the probability that a report contains it.
 *
 * @param prior that probability before any report was counted
 */
export type TermWeight = (term: number, prior: number) => number;

/** Hash seeds that keep kinds of term apart. */
const GRAM_SEED = 0x51;
const NUMBER_SEED = 0x52;
const SKELETON_SEED = 0x53;

/** Prior probability that a report contains a given number. */
const NUMBER_PRIOR = 0.002;
/** Term frequency of a word in the headline, compared with one in the text. */
const TITLE_FACTOR = 2;
/** Weight of a word that only the URL has, compared with one in the headline. */
const URL_FACTOR = 0.7;
/** Text words after the lead count half: reporters put the event first. */
const LEAD_WORDS = 60;
/** Minimum mean weight of the two words of a bigram. */
const MIN_BIGRAM_WEIGHT = 3;

/** Maximum number of terms in each part. The heaviest are kept. */
const MAX_TERMS = {
  title: 60,
  grams: 120,
  bigrams: 80,
  body: 80,
  names: 40,
  skeletons: 40,
  numbers: 20,
};

/** Capacities, as powers of two. A report has fewer words; only a headline of very long words has more n-grams. */
const WORD_CAPACITY = 1_024;
const GRAM_CAPACITY = 2_048;

/** Sublinear term frequency scaling, 1 + log tf, indexed by twice the term frequency. */
const TERM_FREQUENCY_FACTOR = Float64Array.from(
  { length: WORD_CAPACITY },
  (_, halves) => 1 + Math.log(halves / 2),
);

/** Reused for all reports, because allocating one for each would cost more than clearing it. */
export class Vectorizer {
  /** Term weights. The arrays below have the same positions. */
  readonly #words = new TermMap(WORD_CAPACITY);
  readonly #frequencies = new Float64Array(WORD_CAPACITY);
  readonly #titleWeights = new Float64Array(WORD_CAPACITY);
  readonly #isName = new Uint8Array(WORD_CAPACITY);
  readonly #isNumber = new Uint8Array(WORD_CAPACITY);
  readonly #grams = new TermMap(GRAM_CAPACITY);
  readonly #bigrams = new TermMap(WORD_CAPACITY);
  readonly #skeletons = new TermMap(WORD_CAPACITY);
  readonly #builder = new VectorBuilder();
  #weigh: TermWeight = () => 0;
  #priors = termPriorsOf("");
  #letters = Number.POSITIVE_INFINITY;
  #caselessFlag = 0;

  /**
   * Starts the next report.
   *
   * @param hasCapitals if false, every uncommon word counts as a name, as in scripts without capital letters
   */
  start(weigh: TermWeight, priors: TermPriors, hasCapitals: boolean): void {
    this.#weigh = weigh;
    this.#priors = priors;
    this.#letters = stemLength(priors.language);
    this.#caselessFlag = hasCapitals ? 0 : FLAG.caseless;
    for (const map of [this.#words, this.#grams, this.#bigrams, this.#skeletons]) map.clear();
  }

  /** Adds the words of the headline or of the text. */
  add(tokens: Tokens, terms: readonly number[], inTitle: boolean): void {
    const capitalsMarkNames = isSentenceCase(tokens);
    let previous = -1;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      const flags = tokens.flags[i] as number;
      const folded = tokens.folded[i] as string;
      const position = this.#position(term, flags);
      const weight = this.#words.values[position] as number;
      if (inTitle) {
        this.#titleWeights[position] = weight;
        this.#addGrams(folded, weight);
      }
      this.#count(position, inTitle ? TITLE_FACTOR : i < LEAD_WORDS ? 1 : 0.5);
      if (flags & FLAG.number) this.#isNumber[position] = 1;
      else if (isName(term, flags | this.#caselessFlag, capitalsMarkNames, this.#priors)) {
        this.#isName[position] = 1;
        const name = skeleton(folded);
        if (name) this.#skeletons.set(hash(name, SKELETON_SEED), weight);
      }
      if (previous >= 0 && flags & FLAG.adjoins) {
        const mean = (weight + (this.#words.values[previous] as number)) / 2;
        if (mean > MIN_BIGRAM_WEIGHT)
          this.#bigrams.set(hashPair(terms[i - 1] as number, term), mean);
      }
      previous = position;
    }
  }

  /** Adds the words of the URL that the headline lacks. */
  addUrlWords({ folded, flags }: Tokens): void {
    for (const [i, word] of folded.entries()) {
      if ((flags[i] as number) & FLAG.number) continue;
      const position = this.#position(termOf(word, 0, this.#letters), 0);
      if (this.#titleWeights[position] !== 0) continue;
      const weight = URL_FACTOR * (this.#words.values[position] as number);
      this.#titleWeights[position] = weight;
      this.#addGrams(word, weight);
      if (this.#frequencies[position] === 0) this.#count(position, 1);
    }
  }

  /** Weight of a word; 0 if the report does not contain it. */
  weightOf(term: number): number {
    return this.#words.values[this.#words.find(term)] ?? 0;
  }

  /** Packs the parts, in the order of PART. */
  pack(): Vectors {
    const builder = this.#builder;
    const { terms, values, size } = this.#words;
    const putAll = (map: TermMap): void => {
      for (let i = 0; i < map.size; i++)
        builder.put(map.terms[i] as number, map.values[i] as number);
    };
    for (let i = 0; i < size; i++) {
      const weight = this.#titleWeights[i] as number;
      if (weight !== 0) builder.put(terms[i] as number, weight);
    }
    builder.close(MAX_TERMS.title);
    putAll(this.#grams);
    builder.close(MAX_TERMS.grams);
    putAll(this.#bigrams);
    builder.close(MAX_TERMS.bigrams);
    for (let i = 0; i < size; i++) {
      const factor = TERM_FREQUENCY_FACTOR[2 * (this.#frequencies[i] as number)] as number;
      builder.put(terms[i] as number, (values[i] as number) * factor);
    }
    builder.close(MAX_TERMS.body);
    for (let i = 0; i < size; i++)
      if (this.#isName[i]) builder.put(terms[i] as number, values[i] as number);
    builder.close(MAX_TERMS.names);
    putAll(this.#skeletons);
    builder.close(MAX_TERMS.skeletons);
    for (let i = 0; i < size; i++)
      if (this.#isNumber[i]) builder.put(terms[i] as number, values[i] as number);
    builder.close(MAX_TERMS.numbers);
    return builder.done();
  }

  #position(term: number, flags: number): number {
    const size = this.#words.size;
    const position = this.#words.place(term);
    if (position === size) {
      const prior = flags & FLAG.number ? NUMBER_PRIOR : this.#priors.probability(term);
      this.#words.values[position] = this.#weigh(term, prior);
      this.#frequencies[position] = this.#titleWeights[position] = 0;
      this.#isName[position] = this.#isNumber[position] = 0;
    }
    return position;
  }

  #count(position: number, amount: number): void {
    this.#frequencies[position] = (this.#frequencies[position] as number) + amount;
  }

  #addGrams(word: string, weight: number): void {
    const size = word.length;
    if (size < 3) return;
    const count = Math.max(1, size - 3);
    const gramWeight = weight / Math.sqrt(count);
    for (let i = 0; i < count; i++)
      this.#grams.raise(hash(word, GRAM_SEED, i, Math.min(size, i + 4)), gramWeight);
  }
}

/** Term of a word: the hash of its first `letters` letters, or of all digits of a number. */
export function termOf(folded: string, flags: number, letters: number): number {
  return flags & FLAG.number ? hash(folded, NUMBER_SEED) : hashPrefix(folded, letters);
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

function isName(
  term: number,
  flags: number,
  capitalsMarkNames: boolean,
  priors: TermPriors,
): boolean {
  if (flags & FLAG.capital)
    return (capitalsMarkNames && !(flags & FLAG.opens)) || !priors.isCommon(term);
  return (flags & FLAG.caseless) !== 0 && !priors.isCommon(term);
}
