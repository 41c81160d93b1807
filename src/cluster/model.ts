/** The pair model: boosted trees over the similarities of two reports. */

/** Trees of depth 4, flat: 15 inputs and thresholds a tree in level order, 16 leaves. */
export interface Forest {
  base: number;
  inputs: readonly number[];
  thresholds: readonly number[];
  leaves: readonly number[];
}

const INNER = 15;
const LEAVES = 16;

/** The first trees decide most; where they say this, the rest do not change it. */
const HOPELESS = -3.5;

/** Makes the function that gives the log odds that two reports tell of one event. */
export function judge(forest: Forest): (similarities: Float64Array) => number {
  const trees = forest.leaves.length / LEAVES;
  const inputs = Uint8Array.from(forest.inputs);
  const thresholds = Float64Array.from(forest.thresholds);
  const leaves = Float64Array.from(forest.leaves);
  const { base } = forest;
  const early = Math.floor(trees / 6);
  return (row) => {
    let sum = base;
    for (let tree = 0; tree < trees; tree++) {
      const at = tree * INNER;
      // Adding the comparison itself spares jumps that no processor can foresee.
      let k = 1 + Number((row[inputs[at] as number] as number) > (thresholds[at] as number));
      k =
        2 * k +
        1 +
        Number((row[inputs[at + k] as number] as number) > (thresholds[at + k] as number));
      k =
        2 * k +
        1 +
        Number((row[inputs[at + k] as number] as number) > (thresholds[at + k] as number));
      k =
        2 * k +
        1 +
        Number((row[inputs[at + k] as number] as number) > (thresholds[at + k] as number));
      sum += leaves[tree * LEAVES + k - INNER] as number;
      if ((tree === early || tree === 2 * early) && sum < HOPELESS) return sum;
    }
    return sum;
  };
}
