/**
 * Compares one report with others: their cosine similarities, and the inputs of the pair model. The report is loaded
 * into hash tables once; each other report is then read once.
 */
import { TermPositions } from "../collections/term-positions.ts";
import type { Features } from "../features/extract.ts";
import {
  NATS,
  NO_TERMS,
  type ReportTerms,
  ROLE,
  SET,
  type TermSet,
} from "../features/report-terms.ts";
import { compareOrigins } from "./compare-origins.ts";
import { INPUT, PAIR_INPUTS } from "./pair-inputs.ts";
import { SharedWords } from "./shared-words.ts";
import { Totals } from "./word-totals.ts";

/** Maximum number of terms in a set. */
const CAPACITY = 128;
/**
 * Two headlines of one format about two different things: the plain words of each are covered by the other report, they
 * share this weight of them, and each has a name that the other report lacks. If the texts have such names too, and the
 * reports share one name at most, less has to be covered. Weights in nats.
 */
const SAME_FORMAT = { covered: 0.9, coveredIfTextsDiffer: 0.6, shared: 1, weight: 8, name: 3 };

export class Comparison {
  #features: Features | null = null;
  /** The loaded report's terms by set. A term's position is its index in the set. */
  readonly #sets = Object.values(SET).map(() => new TermPositions());
  readonly #own = new Totals();
  readonly #other = new Totals();
  readonly #shared = new SharedWords();
  /** For each word, the number of the last comparison in which the other report had it. */
  readonly #sharedIn = new Int32Array(CAPACITY);
  #comparisons = 0;
  readonly #row = new Float64Array(PAIR_INPUTS.length);

  /** Loads a report, replacing the previous one. */
  load(features: Features): this {
    if (this.#features === features) return this;
    this.#features = features;
    const { terms, starts } = features;
    for (const [set, positions] of this.#sets.entries())
      positions.load(terms.subarray(starts[set], starts[set + 1]));
    this.#own.clear();
    const words = features.starts[SET.words + 1] as number;
    for (let i = 0; i < words; i++) this.#own.add(features, i);
    return this;
  }

  /** Number of terms of a set that both reports have, and the sum of their weights in nats. */
  shared(set: TermSet, { terms, weights, starts }: ReportTerms): { count: number; weight: number } {
    const positions = this.#sets[set] as TermPositions;
    const own = this.#features ?? NO_TERMS;
    const start = own.starts[set] as number;
    let count = 0;
    let weight = 0;
    for (let i = starts[set] as number; i < (starts[set + 1] as number); i++) {
      const position = positions.find(terms[i] as number);
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
    const words = this.#sets[SET.words] as TermPositions;
    const otherTotals = this.#other.clear();
    const shared = this.#shared.clear();
    const { own: sharedOwn, other: sharedOther } = shared;
    const comparison = ++this.#comparisons;
    let otherMissing = 0;
    for (let i = 0; i < (other.starts[SET.words + 1] as number); i++) {
      otherTotals.add(other, i);
      const position = words.find(other.terms[i] as number);
      if (position >= 0) {
        this.#sharedIn[position] = comparison;
        shared.add(own, position, other, i);
      } else if ((other.roles[i] as number) & ROLE.title)
        otherMissing = Math.max(otherMissing, NATS[other.weights[i] as number] as number);
    }
    const ownTotals = this.#own;
    const norm = Math.sqrt(ownTotals.squares * otherTotals.squares) || 1;
    const ownCovered = sharedOwn.title / (ownTotals.title || 1);
    const otherCovered = sharedOther.title / (otherTotals.title || 1);
    row[INPUT.cosine] = shared.product / norm;
    row[INPUT.titleCosine] =
      shared.titleProduct / (Math.sqrt(ownTotals.titleSquares * otherTotals.titleSquares) || 1);
    row[INPUT.rarityCosine] = shared.rarityProduct / norm;
    setExtremes(row, INPUT.titleCoveredMin, ownCovered, otherCovered);
    row[INPUT.titleCoveredEditionMin] = Math.min(
      sharedOwn.titleEdition / (ownTotals.titleEdition || 1),
      sharedOther.titleEdition / (otherTotals.titleEdition || 1),
    );
    row[INPUT.weight1] = shared.topWeights[0] as number;
    row[INPUT.weight2] = shared.topWeights[1] as number;
    row[INPUT.weight3] = shared.topWeights[2] as number;
    row[INPUT.rarity1] = shared.topRarities[0] as number;
    row[INPUT.rarity2] = shared.topRarities[1] as number;
    row[INPUT.weight] = shared.weight;
    row[INPUT.editionWeight1] = shared.editionTop;
    row[INPUT.editionWeight] = shared.editionWeight;
    row[INPUT.furniture] = shared.editionWeight - shared.weight;
    row[INPUT.genericShare] = shared.editionWeight > 0 ? shared.weight / shared.editionWeight : 1;
    row[INPUT.specific] = shared.specific;
    row[INPUT.verySpecific] = shared.verySpecific;
    row[INPUT.titleWeight] = shared.titleWeight;
    row[INPUT.titleWeight1] = shared.titleTop;
    row[INPUT.names] = shared.names;
    row[INPUT.nameWeight] = shared.nameWeight;
    row[INPUT.nameWeight1] = shared.nameTop;
    row[INPUT.numbers] = shared.numbers;
    row[INPUT.plainWeight] = shared.plainWeight;
    row[INPUT.titlePlainWeight] = shared.titlePlainWeight;
    row[INPUT.ownTitleNames] = shared.ownTitleNames;
    row[INPUT.otherTitleNames] = shared.otherTitleNames;
    row[INPUT.bothTitleNames] = shared.bothTitleNames;
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
    const titleNamesMissing = Math.min(ownNamesMissing, otherNamesMissing);
    const textNamesMissing = (row[INPUT.namesMissingMin] as number) - titleNamesMissing;
    const textsDiffer = shared.names <= SAME_FORMAT.shared && textNamesMissing > SAME_FORMAT.name;
    row[INPUT.sameFormat] = Number(
      (row[INPUT.titlePlainCoveredMin] as number) >=
        (textsDiffer ? SAME_FORMAT.coveredIfTextsDiffer : SAME_FORMAT.covered) &&
        shared.titlePlainWeight > SAME_FORMAT.weight &&
        titleNamesMissing > SAME_FORMAT.name,
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

const size = ({ starts }: ReportTerms, set: TermSet): number =>
  (starts[set + 1] as number) - (starts[set] as number);

/** Sets an input to the smaller and the next one to the larger of two values. */
function setExtremes(row: Float64Array, input: number, x: number, y: number): void {
  row[input] = Math.min(x, y);
  row[input + 1] = Math.max(x, y);
}
