/** The pair model: boosted trees over the similarities of two reports. */

/** Trees of one fixed depth, flat: 2^depth - 1 inputs and thresholds a tree in level order, 2^depth leaves. */
export interface Forest {
  depth: number;
  base: number;
  inputs: readonly number[];
  thresholds: readonly number[];
  leaves: readonly number[];
}

/** The first trees decide most; where they say this, the rest do not change it. */
const HOPELESS = -4.5;

/** Makes the function that gives the log odds that two reports tell of one event. */
export function judge(forest: Forest): (similarities: Float64Array) => number {
  const inner = 2 ** forest.depth - 1;
  const trees = forest.leaves.length / (inner + 1);
  const inputs = Uint8Array.from(forest.inputs);
  const thresholds = Float64Array.from(forest.thresholds);
  const leaves = Float64Array.from(forest.leaves);
  const { base } = forest;
  const early = Math.floor(trees / 3);
  return (row) => {
    let sum = base;
    for (let tree = 0; tree < trees; tree++) {
      const at = tree * inner;
      let k = 0;
      while (k < inner) {
        const node = at + k;
        k = 2 * k + ((row[inputs[node] as number] as number) > (thresholds[node] as number) ? 2 : 1);
      }
      sum += leaves[tree * (inner + 1) + k - inner] as number;
      if (tree === early && sum < HOPELESS) return sum;
    }
    return sum;
  };
}
