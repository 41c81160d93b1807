/** The words of one report, weighed and counted as they come, until they are packed into vectors. */
import { type TermPriors, termPriorsOf } from "../text/term-priors.ts";
import { TermMap } from "../collections/term-map.ts";
import { hash, hashPair } from "../text/hash.ts";
import { skeleton } from "../text/consonant-skeleton.ts";
import { stemLength, hashPrefix } from "../text/truncate-stem.ts";
import { VectorBuilder, type Vectors } from "./sparse-vectors.ts";
import { FLAG, type Tokens } from "../text/tokenize.ts";

/** Gives a term's weight: how much it says that a report holds it. */
export type TermWeight = (term: number, chance: number) => number;

/** Seeds that keep kinds of term apart in one index. */
const GRAM = 0x51;
const NUMBER = 0x52;
const SKELETON = 0x53;

/** Chance that a report holds a number. */
const NUMBER_CHANCE = 0.002;
/** Words that stand in a headline count this much more. */
const TITLE_FACTOR = 2;
/** Words that only the URL has count this much in the headline. */
const SLUG_FACTOR = 0.7;
/** Words beyond this place in the text count less: reporters put the event first. */
const LEAD = 60;
/** Neighbours that weigh no more than this, on average, say nothing together. */
const MIN_BIGRAM_WEIGHT = 3;

/** Terms that each part keeps, the heaviest. */
const MAX_TERMS = {
  title: 60,
  grams: 120,
  bigrams: 80,
  body: 80,
  names: 40,
  skeletons: 40,
  numbers: 20,
};

/** Powers of two, above what a report is read for. Only a headline of very long words has more runs of letters. */
const WORDS = 1_024;
const GRAMS = 2_048;

/** How much more a word counts by how often it comes, in halves. */
const TERM_FREQUENCY_FACTOR = Float64Array.from(
  { length: WORDS },
  (_, halves) => 1 + Math.log(halves / 2),
);

/** Emptied for each report, and not thrown away: there are thousands a second. */
export class Vectorizer {
  /** Weights; what else is known of a word stands at the same place. */
  readonly #words = new TermMap(WORDS);
  readonly #counts = new Float64Array(WORDS);
  readonly #titleWeights = new Float64Array(WORDS);
  readonly #isName = new Uint8Array(WORDS);
  readonly #isNumber = new Uint8Array(WORDS);
  readonly #grams = new TermMap(GRAMS);
  readonly #bigrams = new TermMap(WORDS);
  readonly #skeletons = new TermMap(WORDS);
  readonly #packer = new VectorBuilder();
  #weigh: TermWeight = () => 0;
  #background = termPriorsOf("");
  #letters = Number.POSITIVE_INFINITY;
  #caseless = 0;

  /**
   * Empties the pile for the next report.
   *
   * @param hasCapitals where nothing has one, a name is what it is in scripts without them: a word that is not common
   */
  start(weigh: TermWeight, priors: TermPriors, hasCapitals: boolean): void {
    this.#weigh = weigh;
    this.#background = priors;
    this.#letters = stemLength(priors.language);
    this.#caseless = hasCapitals ? 0 : FLAG.caseless;
    for (const map of [this.#words, this.#grams, this.#bigrams, this.#skeletons]) map.clear();
  }

  /** Adds the words of the headline, or of the text. */
  add(tokens: Tokens, terms: readonly number[], inTitle: boolean): void {
    const named = capitalsTell(tokens);
    let last = -1;
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      const flags = tokens.flags[i] as number;
      const folded = tokens.folded[i] as string;
      const place = this.#place(term, flags);
      const weight = this.#words.values[place] as number;
      if (inTitle) {
        this.#titleWeights[place] = weight;
        this.#addGrams(folded, weight);
      }
      this.#count(place, inTitle ? TITLE_FACTOR : i < LEAD ? 1 : 0.5);
      if (flags & FLAG.number) this.#isNumber[place] = 1;
      else if (isName(term, flags | this.#caseless, named, this.#background)) {
        this.#isName[place] = 1;
        const name = skeleton(folded);
        if (name) this.#skeletons.set(hash(name, SKELETON), weight);
      }
      if (last >= 0 && flags & FLAG.adjoins) {
        const strength = (weight + (this.#words.values[last] as number)) / 2;
        if (strength > MIN_BIGRAM_WEIGHT)
          this.#bigrams.set(hashPair(terms[i - 1] as number, term), strength);
      }
      last = place;
    }
  }

  /** Adds the words of the URL that the headline does not have. */
  addAddress({ folded, flags }: Tokens): void {
    for (const [i, word] of folded.entries()) {
      if ((flags[i] as number) & FLAG.number) continue;
      const place = this.#place(termOf(word, 0, this.#letters), 0);
      if (this.#titleWeights[place] !== 0) continue;
      const weight = SLUG_FACTOR * (this.#words.values[place] as number);
      this.#titleWeights[place] = weight;
      this.#addGrams(word, weight);
      if (this.#counts[place] === 0) this.#count(place, 1);
    }
  }

  /** Weight of a word; 0 if the report does not have it. */
  weightOf(term: number): number {
    return this.#words.values[this.#words.find(term)] ?? 0;
  }

  /** The parts, in the order of PART. */
  pack(): Vectors {
    const builder = this.#packer;
    const { terms, values, size } = this.#words;
    const pour = (map: TermMap): void => {
      for (let i = 0; i < map.size; i++)
        builder.put(map.terms[i] as number, map.values[i] as number);
    };
    for (let i = 0; i < size; i++) {
      const weight = this.#titleWeights[i] as number;
      if (weight !== 0) builder.put(terms[i] as number, weight);
    }
    builder.close(MAX_TERMS.title);
    pour(this.#grams);
    builder.close(MAX_TERMS.grams);
    pour(this.#bigrams);
    builder.close(MAX_TERMS.bigrams);
    for (let i = 0; i < size; i++) {
      const often = TERM_FREQUENCY_FACTOR[2 * (this.#counts[i] as number)] as number;
      builder.put(terms[i] as number, (values[i] as number) * often);
    }
    builder.close(MAX_TERMS.body);
    for (let i = 0; i < size; i++)
      if (this.#isName[i]) builder.put(terms[i] as number, values[i] as number);
    builder.close(MAX_TERMS.names);
    pour(this.#skeletons);
    builder.close(MAX_TERMS.skeletons);
    for (let i = 0; i < size; i++)
      if (this.#isNumber[i]) builder.put(terms[i] as number, values[i] as number);
    builder.close(MAX_TERMS.numbers);
    return builder.done();
  }

  #place(term: number, flags: number): number {
    const known = this.#words.size;
    const place = this.#words.place(term);
    if (place === known) {
      const chance = flags & FLAG.number ? NUMBER_CHANCE : this.#background.probability(term);
      this.#words.values[place] = this.#weigh(term, chance);
      this.#counts[place] = this.#titleWeights[place] = 0;
      this.#isName[place] = this.#isNumber[place] = 0;
    }
    return place;
  }

  #count(place: number, count: number): void {
    this.#counts[place] = (this.#counts[place] as number) + count;
  }

  #addGrams(word: string, weight: number): void {
    const size = word.length;
    if (size < 3) return;
    const count = Math.max(1, size - 3);
    const each = weight / Math.sqrt(count);
    for (let i = 0; i < count; i++)
      this.#grams.raise(hash(word, GRAM, i, Math.min(size, i + 4)), each);
  }
}

/** Number of a word, by so many of its letters; a number is told by all of its digits. */
export function termOf(folded: string, flags: number, letters: number): number {
  return flags & FLAG.number ? hash(folded, NUMBER) : hashPrefix(folded, letters);
}

/** False where nearly every word has a capital (headlines in title case, shouting). */
function capitalsTell({ folded, flags }: Tokens): boolean {
  let capitals = 0;
  let inner = 0;
  for (let i = 0; i < flags.length; i++) {
    const own = flags[i] as number;
    if (own & (FLAG.opens | FLAG.number | FLAG.caseless) || (folded[i] as string).length < 4)
      continue;
    inner++;
    if (own & FLAG.capital) capitals++;
  }
  return capitals * 2 <= inner;
}

function isName(term: number, flags: number, named: boolean, priors: TermPriors): boolean {
  if (flags & FLAG.capital) return (named && !(flags & FLAG.opens)) || !priors.isCommon(term);
  return (flags & FLAG.caseless) !== 0 && !priors.isCommon(term);
}
