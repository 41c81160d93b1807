/** The pair model: boosted trees over the similarities of two reports. */

/** Trees of depth 4, flat: 15 inputs and thresholds a tree in level order, 16 leaves. */
export interface Forest {
  base: number;
  inputs: readonly number[];
  thresholds: readonly number[];
  leaves: readonly number[];
}

const DEPTH = 4;
const INNER = 15;
const LEAVES = 16;
/** So many trees are gone down side by side: a processor need not wait for one to work on the next. */
const INTERLEAVED = 4;

/** Inputs and thresholds are whole numbers of this part, which no score can tell from fractions. */
const UNIT = 1 / 65_536;
/** An inner node is one number: its threshold above five bits that name the input. */
const INPUT_BITS = 5;
const INPUTS = 32;
/** No threshold is higher; those of nodes that do not part anything say so by a number beyond all reason. */
const HIGHEST = 0x3ff_ffff;

/** Makes the function that gives the log odds that two reports tell of one event. */
export function compileForest(forest: Forest): (similarities: Float64Array) => number {
  const groups = Math.ceil(forest.leaves.length / (INTERLEAVED * LEAVES));
  // The root of each tree stands at 1, so that the children of k are 2k and 2k + 1.
  const nodes = new Int32Array(groups * INTERLEAVED * LEAVES);
  for (const [i, input] of forest.inputs.entries()) {
    const threshold = Math.min(HIGHEST, Math.floor((forest.thresholds[i] as number) / UNIT));
    nodes[i + 1 + Math.floor(i / INNER)] = threshold * INPUTS + input;
  }
  const leaves = new Float64Array(nodes.length);
  leaves.set(forest.leaves);
  const { base } = forest;
  const row = new Int32Array(INPUTS);
  /** The child that the inputs lead to: the sign of a difference spares a jump that no processor can foresee. */
  const below = (tree: number, k: number): number => {
    const node = nodes[tree + k] as number;
    const input = row[node & (INPUTS - 1)] as number;
    return 2 * k + (((node >> INPUT_BITS) - input) >>> 31);
  };
  const leafOf = (tree: number, k: number): number => leaves[tree + k - LEAVES] as number;
  return (similarities) => {
    for (let i = 0; i < similarities.length; i++) row[i] = (similarities[i] as number) / UNIT;
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
        i = below(a, i);
        j = below(b, j);
        k = below(c, k);
        l = below(d, l);
      }
      sum += leafOf(a, i) + leafOf(b, j) + leafOf(c, k) + leafOf(d, l);
    }
    return sum;
  };
}
