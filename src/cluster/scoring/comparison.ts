/**
 * Compares one report with others: their cosine similarities, and the inputs of the pair model. The report is loaded
 * into hash tables once; each other report is then read once.
 */
import { TermMap } from "../collections/term-map.ts";
import type { Features } from "../features/extract.ts";
import {
  FREQUENCY_FACTOR,
  NATS,
  NO_TERMS,
  type ReportTerms,
  ROLE,
  SET,
  type TermSet,
} from "../features/report-terms.ts";
import { compareOrigins } from "./compare-origins.ts";
import { INPUT, PAIR_INPUTS } from "./pair-inputs.ts";
import { Totals } from "./word-totals.ts";

/** Maximum number of terms in a set. */
const CAPACITY = 128;
/** Weights of specific words, in nats: one report in 150, and one in 500. */
const SPECIFIC = { some: 5, very: 6.2 };
/**
 * Two headlines of one format about two different things: the plain words of each are covered by the other report, they
 * share this weight of them, and each has a name that the other report lacks. Weights in nats.
 */
const SAME_FORMAT = { covered: 0.9, weight: 8, name: 3 };

export class Comparison {
  #features: Features | null = null;
  /** The loaded report's terms by set. A term's position is its index in the set. */
  readonly #sets = Object.values(SET).map(() => new TermMap(CAPACITY));
  readonly #own = new Totals();
  readonly #other = new Totals();
  /** What the pair shares of the loaded report, and of the other one. */
  readonly #sharedOwn = new Totals();
  readonly #sharedOther = new Totals();
  /** For each word, the number of the last comparison in which the other report had it. */
  readonly #sharedIn = new Int32Array(CAPACITY);
  #comparisons = 0;
  /** The heaviest shared weights, and the highest rarities of shared words. */
  readonly #topWeights = new Float64Array(3);
  readonly #topRarities = new Float64Array(2);
  readonly #row = new Float64Array(PAIR_INPUTS.length);

  /** Loads a report, replacing the previous one. */
  load(features: Features): this {
    if (this.#features === features) return this;
    this.#features = features;
    for (const [set, map] of this.#sets.entries()) {
      map.clear();
      const end = features.starts[set + 1] as number;
      for (let i = features.starts[set] as number; i < end; i++)
        map.place(features.terms[i] as number);
    }
    this.#own.clear();
    const words = features.starts[SET.words + 1] as number;
    for (let i = 0; i < words; i++) this.#own.add(features, i);
    return this;
  }

  /** Number of terms of a set that both reports have, and the sum of their weights in nats. */
  shared(set: TermSet, { terms, weights, starts }: ReportTerms): { count: number; weight: number } {
    const map = this.#sets[set] as TermMap;
    const own = this.#features ?? NO_TERMS;
    const start = own.starts[set] as number;
    let count = 0;
    let weight = 0;
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i++) {
      const position = map.find(terms[i] as number);
      if (position < 0) continue;
      count++;
      weight += NATS[
        Math.min(own.weights[start + position] as number, weights[i] as number)
      ] as number;
    }
    return { count, weight };
  }

  /** The inputs of the pair model for two reports, the later one first. Valid until the next call. */
  inputs(later: Features, earlier: Features): Float64Array {
    this.load(later);
    this.#compareWords(later, earlier);
    this.#compareSets(earlier);
    compareOrigins(this.#row, later, earlier);
    return this.#row;
  }

  #compareWords(own: Features, other: Features): void {
    const row = this.#row;
    const words = this.#sets[SET.words] as TermMap;
    const otherTotals = this.#other.clear();
    const sharedOwn = this.#sharedOwn.clear();
    const sharedOther = this.#sharedOther.clear();
    const comparison = ++this.#comparisons;
    this.#topWeights.fill(0);
    this.#topRarities.fill(0);
    let product = 0;
    let titleProduct = 0;
    let rarityProduct = 0;
    let total = 0;
    let totalEdition = 0;
    let topEdition = 0;
    let some = 0;
    let very = 0;
    let titleTotal = 0;
    let titleTop = 0;
    let names = 0;
    let nameTotal = 0;
    let nameTop = 0;
    let numbers = 0;
    let plain = 0;
    let titlePlain = 0;
    let ownTitleNames = 0;
    let otherTitleNames = 0;
    let bothTitleNames = 0;
    let otherMissing = 0;
    for (let i = 0; i < (other.starts[SET.words + 1] as number); i++) {
      otherTotals.add(other, i);
      const role = other.roles[i] as number;
      const otherWeight = NATS[other.weights[i] as number] as number;
      const position = words.find(other.terms[i] as number);
      if (position < 0) {
        if (role & ROLE.title) otherMissing = Math.max(otherMissing, otherWeight);
        continue;
      }
      this.#sharedIn[position] = comparison;
      sharedOwn.add(own, position);
      sharedOther.add(other, i);
      const ownRole = own.roles[position] as number;
      const ownWeight = NATS[own.weights[position] as number] as number;
      const weight = Math.min(ownWeight, otherWeight);
      const editionWeight = NATS[
        Math.min(own.editionWeights[position] as number, other.editionWeights[i] as number)
      ] as number;
      const rarity = NATS[
        Math.min(own.rarities[position] as number, other.rarities[i] as number)
      ] as number;
      const importances =
        ownWeight *
        (FREQUENCY_FACTOR[own.frequencies[position] as number] as number) *
        otherWeight *
        (FREQUENCY_FACTOR[other.frequencies[i] as number] as number);
      product += importances;
      rarityProduct += importances * rarity;
      total += weight;
      totalEdition += editionWeight;
      topEdition = Math.max(topEdition, editionWeight);
      offer(this.#topWeights, weight);
      offer(this.#topRarities, rarity);
      if (weight > SPECIFIC.some) some++;
      if (weight > SPECIFIC.very) very++;
      const isName = (ownRole & role & ROLE.name) !== 0;
      if (isName) {
        names++;
        nameTotal += weight;
        nameTop = Math.max(nameTop, weight);
      }
      if (role & ROLE.number) numbers++;
      const inBothTitles = (ownRole & role & ROLE.title) !== 0;
      if (!((ownRole | role) & (ROLE.name | ROLE.number))) {
        plain += weight;
        if (inBothTitles) titlePlain += weight;
      }
      if (inBothTitles) {
        titleTotal += weight;
        titleTop = Math.max(titleTop, weight);
        titleProduct += ownWeight * otherWeight;
        if (isName) bothTitleNames++;
      }
      if ((ownRole & TITLE_NAME) === TITLE_NAME) ownTitleNames++;
      if ((role & TITLE_NAME) === TITLE_NAME) otherTitleNames++;
    }
    const ownTotals = this.#own;
    const norm = Math.sqrt(ownTotals.squares * otherTotals.squares) || 1;
    const ownCovered = sharedOwn.title / (ownTotals.title || 1);
    const otherCovered = sharedOther.title / (otherTotals.title || 1);
    row[INPUT.cosine] = product / norm;
    row[INPUT.titleCosine] =
      titleProduct / (Math.sqrt(ownTotals.titleSquares * otherTotals.titleSquares) || 1);
    row[INPUT.rarityCosine] = rarityProduct / norm;
    setExtremes(row, INPUT.titleCoveredMin, ownCovered, otherCovered);
    row[INPUT.titleCoveredEditionMin] = Math.min(
      sharedOwn.titleEdition / (ownTotals.titleEdition || 1),
      sharedOther.titleEdition / (otherTotals.titleEdition || 1),
    );
    row[INPUT.weight1] = this.#topWeights[0] as number;
    row[INPUT.weight2] = this.#topWeights[1] as number;
    row[INPUT.weight3] = this.#topWeights[2] as number;
    row[INPUT.rarity1] = this.#topRarities[0] as number;
    row[INPUT.rarity2] = this.#topRarities[1] as number;
    row[INPUT.weight] = total;
    row[INPUT.editionWeight1] = topEdition;
    row[INPUT.editionWeight] = totalEdition;
    row[INPUT.furniture] = totalEdition - total;
    row[INPUT.genericShare] = totalEdition > 0 ? total / totalEdition : 1;
    row[INPUT.specific] = some;
    row[INPUT.verySpecific] = very;
    row[INPUT.titleWeight] = titleTotal;
    row[INPUT.titleWeight1] = titleTop;
    row[INPUT.names] = names;
    row[INPUT.nameWeight] = nameTotal;
    row[INPUT.nameWeight1] = nameTop;
    row[INPUT.numbers] = numbers;
    row[INPUT.plainWeight] = plain;
    row[INPUT.titlePlainWeight] = titlePlain;
    row[INPUT.ownTitleNames] = ownTitleNames;
    row[INPUT.otherTitleNames] = otherTitleNames;
    row[INPUT.bothTitleNames] = bothTitleNames;
    setExtremes(
      row,
      INPUT.namesMissingMin,
      ownTotals.names - sharedOwn.names,
      otherTotals.names - sharedOther.names,
    );
    const ownNamesMissing = ownTotals.titleNames - sharedOwn.titleNames;
    const otherNamesMissing = otherTotals.titleNames - sharedOther.titleNames;
    setExtremes(row, INPUT.titleNamesMissingMin, ownNamesMissing, otherNamesMissing);
    setExtremes(
      row,
      INPUT.titleMissingMin,
      ownTotals.title - sharedOwn.title,
      otherTotals.title - sharedOther.title,
    );
    const ownPlainMissing = ownTotals.titlePlain - sharedOwn.titlePlain;
    const otherPlainMissing = otherTotals.titlePlain - sharedOther.titlePlain;
    setExtremes(row, INPUT.titlePlainMissingMin, ownPlainMissing, otherPlainMissing);
    row[INPUT.titlePlainCoveredMin] = Math.min(
      sharedOwn.titlePlain / (ownTotals.titlePlain || 1),
      sharedOther.titlePlain / (otherTotals.titlePlain || 1),
    );
    const ownNumbersMissing = ownTotals.titleNumbers - sharedOwn.titleNumbers;
    const otherNumbersMissing = otherTotals.titleNumbers - sharedOther.titleNumbers;
    row[INPUT.numberClash] = Math.min(ownNumbersMissing, otherNumbersMissing);
    row[INPUT.slotClash] = Math.min(
      ownNumbersMissing + Number(ownNamesMissing > 0),
      otherNumbersMissing + Number(otherNamesMissing > 0),
    );
    row[INPUT.sameFormat] = Number(
      (row[INPUT.titlePlainCoveredMin] as number) >= SAME_FORMAT.covered &&
        titlePlain > SAME_FORMAT.weight &&
        Math.min(ownNamesMissing, otherNamesMissing) > SAME_FORMAT.name,
    );
    row[INPUT.ownMissing1] = this.#heaviestMissing(own, comparison);
    row[INPUT.otherMissing1] = otherMissing;
    row[INPUT.titleWords] = Math.min(ownTotals.titleWords, otherTotals.titleWords);
    row[INPUT.words] = Math.min(own.roles.length, other.roles.length);
  }

  /** Weight of the heaviest headline word of the loaded report that the other report lacks. */
  #heaviestMissing({ roles, weights }: Features, comparison: number): number {
    let heaviest = 0;
    for (let i = 0; i < roles.length; i++)
      if ((roles[i] as number) & ROLE.title && this.#sharedIn[i] !== comparison)
        heaviest = Math.max(heaviest, NATS[weights[i] as number] as number);
    return heaviest;
  }

  #compareSets(other: Features): void {
    const row = this.#row;
    const own = this.#features as Features;
    const bigrams = this.shared(SET.bigrams, other);
    row[INPUT.bigrams] = bigrams.count;
    row[INPUT.bigramWeight] = bigrams.weight;
    const grams = size(own, SET.grams) * size(other, SET.grams);
    row[INPUT.gramCosine] = this.shared(SET.grams, other).count / (Math.sqrt(grams) || 1);
    const skeletons = this.shared(SET.skeletons, other);
    row[INPUT.skeletons] = skeletons.count;
    row[INPUT.skeletonWeight] = skeletons.weight;
    const spellings = this.shared(SET.spellings, other);
    row[INPUT.spellings] = spellings.count;
    row[INPUT.spellingWeight] = spellings.weight;
  }
}

const TITLE_NAME = ROLE.title | ROLE.name;

const size = ({ starts }: ReportTerms, set: TermSet): number =>
  (starts[set + 1] as number) - (starts[set] as number);

/** Sets an input to the smaller and the next one to the larger of two values. */
function setExtremes(row: Float64Array, input: number, x: number, y: number): void {
  row[input] = Math.min(x, y);
  row[input + 1] = Math.max(x, y);
}

/** Inserts a value into a list of the highest few, highest first. */
function offer(highest: Float64Array, value: number): void {
  for (let i = 0; i < highest.length; i++) {
    const held = highest[i] as number;
    if (value <= held) continue;
    highest[i] = value;
    value = held;
  }
}
