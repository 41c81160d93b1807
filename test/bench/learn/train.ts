/** Trains the pair model's trees. */
import { PAIR_INPUTS, type PairInput } from "../../../src/cluster/scoring/pair-inputs.ts";
import { type Forest, grow, type Growth } from "./gradient-boosting.ts";
import type { Pairs } from "./training-pairs.ts";

const GROWTH: Growth = {
  trees: 240,
  depth: 4,
  learningRate: 0.1,
  minLeafWeight: 1e-4,
  ridge: 2e-5,
};

/** Inputs that can only raise the score, and inputs that can only lower it. */
const RISING: ReadonlySet<PairInput> = new Set([
  "cosine",
  "titleCosine",
  "rarityCosine",
  "gramCosine",
  "titleCoveredMin",
  "titleCoveredMax",
  "titleCoveredEditionMin",
  "titlePlainCoveredMin",
  "weight1",
  "weight2",
  "weight3",
  "rarity1",
  "rarity2",
  "weight",
  "specific",
  "verySpecific",
  "titleWeight",
  "titleWeight1",
  "plainWeight",
  "titlePlainWeight",
  "names",
  "nameWeight",
  "nameWeight1",
  "bigrams",
  "bigramWeight",
]);
const FALLING: ReadonlySet<PairInput> = new Set([
  "titleMissingMin",
  "titleNamesMissingMin",
  "titlePlainMissingMin",
  "numberClash",
  "slotClash",
  "sameFormat",
]);

/** A set of pairs, with its weight in training. */
export interface Share {
  pairs: Pairs;
  share: number;
}

/** Trains a forest. A set's share of the weight does not depend on how many pairs it has. */
export function train(sets: readonly Share[]): Forest {
  const width = PAIR_INPUTS.length;
  const size = sets.reduce((sum, { pairs }) => sum + pairs.labels.length, 0);
  const rows = new Float32Array(size * width);
  const labels = new Uint8Array(size);
  const weights = new Float32Array(size);
  let at = 0;
  for (const { pairs, share } of sets) {
    const total = pairs.weights.reduce((sum, weight) => sum + weight, 0) || 1;
    rows.set(pairs.rows, at * width);
    labels.set(pairs.labels, at);
    weights.set(
      pairs.weights.map((weight) => (weight * share) / total),
      at,
    );
    at += pairs.labels.length;
  }
  const signs = PAIR_INPUTS.map((name) => (RISING.has(name) ? 1 : FALLING.has(name) ? -1 : 0));
  return grow({ rows, width, labels, weights, signs }, GROWTH);
}
