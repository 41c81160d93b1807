/** Inference for the pair model: gradient-boosted trees over the features of a pair. */

/**
 * Trees of depth 4 in flat arrays: for each tree 15 inputs and thresholds in level order, and 16 leaves in log odds.
 */
export interface Forest {
  base: number;
  inputs: readonly number[];
  thresholds: readonly number[];
  leaves: readonly number[];
}

const DEPTH = 4;
const INNER_NODES = 2 ** DEPTH - 1;

/** Inputs and thresholds are fixed-point integers in units of 1/4096, which is too fine to affect a score. */
const SCALE = 4_096;
/** An inner node is one integer: its threshold above seven bits for the index of the input. */
const INPUT_BITS = 7;
const MAX_INPUTS = 2 ** INPUT_BITS;
/** Maximum threshold. Nodes without a split have a threshold of 9e9, which is clamped to it. */
const MAX_THRESHOLD = 2 ** (31 - INPUT_BITS) - 1;

/**
 * Compiles a forest into a function from the features of a pair to its score: the log odds that both reports are about
 * one event.
 */
export function compileForest(forest: Forest): (features: Float64Array) => number {
  const roots = levelOf(forest, 0);
  const second = levelOf(forest, 1);
  const third = levelOf(forest, 2);
  const last = levelOf(forest, 3);
  const leaves = Float64Array.from(forest.leaves);
  const { base } = forest;
  const row = new Int32Array(MAX_INPUTS);
  return (features) => {
    for (let i = 0; i < features.length; i++) row[i] = (features[i] as number) * SCALE;
    let sum = base;
    for (let tree = 0; tree < roots.length; tree++) {
      let k = child(roots, tree, row);
      k = child(second, k, row);
      k = child(third, k, row);
      sum += leaves[child(last, k, row)] as number;
    }
    return sum;
  };
}

/**
 * The node or leaf that follows the k-th node of a level. The sign of the difference avoids a branch, which the processor
 * could not predict.
 */
function child(level: Int32Array, k: number, row: Int32Array): number {
  const node = level[k] as number;
  const input = row[node & (MAX_INPUTS - 1)] as number;
  return 2 * k + (((node >> INPUT_BITS) - input) >>> 31);
}

/** The nodes of one depth of all trees. The children of the k-th one are 2k and 2k + 1 at the next depth. */
function levelOf({ inputs, thresholds }: Forest, depth: number): Int32Array {
  const width = 2 ** depth;
  const trees = inputs.length / INNER_NODES;
  return Int32Array.from({ length: trees * width }, (_, k) => {
    const i = Math.floor(k / width) * INNER_NODES + width - 1 + (k % width);
    const threshold = Math.min(MAX_THRESHOLD, Math.floor((thresholds[i] as number) * SCALE));
    return threshold * MAX_INPUTS + (inputs[i] as number);
  });
}
