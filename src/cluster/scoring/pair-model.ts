/** The pair model: how likely two reports are about one event, and how likely is enough. */
import type { Features } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { compileForest, type Forest } from "./boosted-trees.ts";
import { Comparison } from "./comparison.ts";
import * as learned from "./model.generated.ts";
import { isSameText } from "./near-duplicate.ts";
import { INPUT } from "./pair-inputs.ts";

/**
 * Minimum score of a text that two outlets print, however late the second one is. The trees underrate texts that many
 * outlets print, because their words become common. Pairs with a lower cosine are never near-duplicates.
 */
const COPY = { score: 3, cosine: 0.5 };
/**
 * Minimum score of two reports in two languages that share this many names by their consonants, of this weight in nats.
 * Labelled files have too few such pairs to learn from.
 */
const SHARED_NAMES = { score: 1, count: 3, weight: 20 };
/** Maximum score of two headlines of one format about two things. Labelled files have few of them. */
const SAME_FORMAT_SCORE = -0.5;
/**
 * Maximum score of two reports in two languages that share fewer names and numbers. Two are often one person, who is in the
 * news for several reasons. Headlines with more letters in common are in one language, whatever was detected.
 */
const FEW_NAMES = { score: -0.5, count: 3, gramCosine: 0.25 };

/** What `npm run learn` makes. */
export interface LearnedModel {
  forest: Forest;
  /** Minimum link of two groups that are one story, in log odds. */
  threshold: number;
}

export class PairModel {
  readonly threshold: number;
  readonly #forest: (inputs: Float64Array) => number;
  readonly #comparison = new Comparison();

  constructor({ forest, threshold }: LearnedModel = learned) {
    this.#forest = compileForest(forest);
    this.threshold = threshold;
  }

  /** Log odds that two reports are about one event, the later one first. */
  score(later: Features, earlier: Features): number {
    return this.compare(later, earlier).score;
  }

  /** The same, with the cosine similarity of their words. */
  compare(later: Features, earlier: Features): { score: number; cosine: number } {
    const inputs = this.#comparison.inputs(later, earlier);
    const cosine = inputs[INPUT.cosine] as number;
    let score = this.#forest(inputs);
    if (inputs[INPUT.sameLanguage] === 0) score = acrossLanguages(inputs, score);
    if (inputs[INPUT.sameFormat] === 1) score = Math.min(score, SAME_FORMAT_SCORE);
    if (
      score < COPY.score &&
      cosine >= COPY.cosine &&
      later.outlet !== earlier.outlet &&
      isSameText(later, earlier)
    )
      score = COPY.score;
    return { score: Math.max(-settings.maxScore, Math.min(settings.maxScore, score)), cosine };
  }
}

/** The score of two reports in two languages, which only names and numbers connect. */
function acrossLanguages(inputs: Float64Array, score: number): number {
  const skeletons = inputs[INPUT.skeletons] as number;
  const spelt = Math.max(inputs[INPUT.spellings] as number, inputs[INPUT.names] as number);
  const shared = Math.max(skeletons, spelt) + (inputs[INPUT.numbers] as number);
  if (shared < FEW_NAMES.count && (inputs[INPUT.gramCosine] as number) < FEW_NAMES.gramCosine)
    return Math.min(score, FEW_NAMES.score);
  const areSame =
    skeletons >= SHARED_NAMES.count &&
    (inputs[INPUT.skeletonWeight] as number) >= SHARED_NAMES.weight;
  return areSame ? Math.max(score, SHARED_NAMES.score) : score;
}
