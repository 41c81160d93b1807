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
const INNER_NODES = 15;
const LEAVES = 16;
/** Number of trees that are descended in parallel, so that the processor does not wait for one comparison at a time. */
const INTERLEAVED = 4;

/** Inputs and thresholds are fixed-point integers in this unit, which is too fine to affect a score. */
const UNIT = 1 / 4_096;
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
  const groups = Math.ceil(forest.leaves.length / (INTERLEAVED * LEAVES));
  // The root of each tree is at 1, so that the children of k are 2k and 2k + 1.
  const nodes = new Int32Array(groups * INTERLEAVED * LEAVES);
  for (const [i, input] of forest.inputs.entries()) {
    const threshold = Math.min(MAX_THRESHOLD, Math.floor((forest.thresholds[i] as number) / UNIT));
    nodes[i + 1 + Math.floor(i / INNER_NODES)] = threshold * MAX_INPUTS + input;
  }
  const leaves = new Float64Array(nodes.length);
  leaves.set(forest.leaves);
  const { base } = forest;
  const row = new Int32Array(MAX_INPUTS);
  /** The child to descend to. The sign of the difference avoids a branch, which the processor could not predict. */
  const child = (tree: number, k: number): number => {
    const node = nodes[tree + k] as number;
    const input = row[node & (MAX_INPUTS - 1)] as number;
    return 2 * k + (((node >> INPUT_BITS) - input) >>> 31);
  };
  const leafOf = (tree: number, k: number): number => leaves[tree + k - LEAVES] as number;
  return (features) => {
    for (let i = 0; i < features.length; i++) row[i] = (features[i] as number) / UNIT;
    let sum = base;
    for (let a = 0; a < nodes.length; a += INTERLEAVED * LEAVES) {
      const b = a + LEAVES;
      const c = b + LEAVES;
      const d = c + LEAVES;
      let i = 1;
      let j = 1;
      let k = 1;
      let l = 1;
      for (let depth = 0; depth < DEPTH; depth++) {
        i = child(a, i);
        j = child(b, j);
        k = child(c, k);
        l = child(d, l);
      }
      sum += leafOf(a, i) + leafOf(b, j) + leafOf(c, k) + leafOf(d, l);
    }
    return sum;
  };
}
