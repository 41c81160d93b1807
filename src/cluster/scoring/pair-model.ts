/** The pair model: how likely two reports are about one event, and how likely is enough. */
import type { Features } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { compileForest, type Forest } from "./boosted-trees.ts";
import { Comparison } from "./comparison.ts";
import * as learned from "./model.generated.ts";
import { INPUT } from "./pair-inputs.ts";

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
    const score = this.#forest(inputs);
    return {
      score: Math.max(-settings.maxScore, Math.min(settings.maxScore, score)),
      cosine: inputs[INPUT.cosine] as number,
    };
  }
}
