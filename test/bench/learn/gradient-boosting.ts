/** Gradient-boosted trees of fixed depth, trained on histograms, with a monotonicity constraint for each input. */

export interface Forest {
  depth: number;
  /** 2^depth - 1 inputs and thresholds for each tree, in level order. Values above the threshold go right. */
  inputs: number[];
  thresholds: number[];
  /** 2^depth scores for each tree, in log odds. */
  leaves: number[];
  base: number;
}

export interface Sample {
  /** One row of `width` inputs for each label. */
  rows: Float32Array;
  width: number;
  labels: Uint8Array;
  weights: Float32Array;
  /** Monotonicity of each input: +1 (rising), -1 (falling) or 0 (unconstrained). */
  signs: number[];
}

export interface Growth {
  trees: number;
  depth: number;
  learningRate: number;
  /** Minimum weight of a leaf, as a share of the total weight. */
  minLeafWeight: number;
  /** L2 penalty on leaf values, as a share of the total weight. */
  ridge: number;
}

const BINS = 64;

/**
 * Share of the rows and of the inputs that each tree's splits are chosen from. Trees that see different halves make
 * better forests, in a quarter of the time: Friedman, "Stochastic gradient boosting" (2002).
 */
const SAMPLED = { rows: 0.5, inputs: 0.5 };

/** Trains a forest with logistic loss and Newton steps. */
export function grow(sample: Sample, options: Growth): Forest {
  const { rows, width, labels, weights, signs } = sample;
  const size = labels.length;
  const cuts = Array.from({ length: width }, (_, f) => quantiles(rows, width, f, size));
  const binned = new Uint8Array(size * width);
  for (let f = 0; f < width; f++) {
    const edges = cuts[f] as number[];
    for (let i = 0; i < size; i++)
      binned[i * width + f] = binOf(edges, rows[i * width + f] as number);
  }
  let totalWeight = 0;
  let positiveWeight = 0;
  for (let i = 0; i < size; i++) {
    totalWeight += weights[i] as number;
    positiveWeight += (weights[i] as number) * (labels[i] as number);
  }
  const base = Math.log(positiveWeight / (totalWeight - positiveWeight));
  const forest: Forest = { depth: options.depth, inputs: [], thresholds: [], leaves: [], base };
  const scores = new Float64Array(size).fill(base);
  const gradient = new Float64Array(size);
  const curvature = new Float64Array(size);
  const node = new Int32Array(size);
  const inner = 2 ** options.depth - 1;

  const random = sequence(1);
  for (let tree = 0; tree < options.trees; tree++) {
    const sampled = Int32Array.from(labels.keys()).filter(() => random() < SAMPLED.rows);
    const candidates = [...signs.keys()].filter(() => random() < SAMPLED.inputs);
    for (let i = 0; i < size; i++) {
      const p = 1 / (1 + Math.exp(-(scores[i] as number)));
      gradient[i] = (weights[i] as number) * ((labels[i] as number) - p);
      curvature[i] = (weights[i] as number) * p * (1 - p);
    }
    node.fill(0);
    const inputs = new Array<number>(inner).fill(0);
    const thresholds = new Array<number>(inner).fill(Infinity);
    const low = new Array<number>(2 * inner + 1).fill(-Infinity);
    const high = new Array<number>(2 * inner + 1).fill(Infinity);
    for (let level = 0; level < options.depth; level++) {
      const first = 2 ** level - 1;
      const count = 2 ** level;
      const g = new Float64Array(count * width * BINS);
      const h = new Float64Array(count * width * BINS);
      for (const i of sampled) {
        const at = ((node[i] as number) - first) * width * BINS;
        const gi = gradient[i] as number;
        const hi = curvature[i] as number;
        for (const f of candidates) {
          const cell = at + f * BINS + (binned[i * width + f] as number);
          g[cell] = (g[cell] as number) + gi;
          h[cell] = (h[cell] as number) + hi;
        }
      }
      const binCut = new Int32Array(count).fill(BINS);
      for (let k = 0; k < count; k++) {
        const parent = first + k;
        const split = bestSplit(
          g,
          h,
          k * width * BINS,
          candidates,
          signs,
          cuts,
          options,
          totalWeight,
          low[parent] as number,
          high[parent] as number,
        );
        const left = 2 * parent + 1;
        low[left] = low[left + 1] = low[parent] as number;
        high[left] = high[left + 1] = high[parent] as number;
        if (!split) continue;
        inputs[parent] = split.input;
        thresholds[parent] = (cuts[split.input] as number[])[split.bin] as number;
        binCut[k] = split.bin;
        const middle = (split.left + split.right) / 2;
        if (signs[split.input] === 1) high[left] = low[left + 1] = middle;
        if (signs[split.input] === -1) low[left] = high[left + 1] = middle;
      }
      for (let i = 0; i < size; i++) {
        const parent = node[i] as number;
        const k = parent - first;
        const input = inputs[parent] as number;
        const right = (binned[i * width + input] as number) > (binCut[k] as number) ? 1 : 0;
        node[i] = 2 * parent + 1 + right;
      }
    }
    const leafG = new Float64Array(inner + 1);
    const leafH = new Float64Array(inner + 1);
    for (let i = 0; i < size; i++) {
      const k = (node[i] as number) - inner;
      leafG[k] = (leafG[k] as number) + (gradient[i] as number);
      leafH[k] = (leafH[k] as number) + (curvature[i] as number);
    }
    const leaves = [...leafG].map((sum, k) => {
      const value = sum / ((leafH[k] as number) + options.ridge * totalWeight);
      return (
        options.learningRate *
        Math.min(high[inner + k] as number, Math.max(low[inner + k] as number, value))
      );
    });
    for (let i = 0; i < size; i++)
      scores[i] = (scores[i] as number) + (leaves[(node[i] as number) - inner] as number);
    forest.inputs.push(...inputs);
    forest.thresholds.push(...thresholds);
    forest.leaves.push(...leaves);
  }
  return forest;
}

interface Split {
  input: number;
  bin: number;
  left: number;
  right: number;
}

/**
 * The split of one node with the largest gain, or undefined where none gains anything.
 *
 * @param candidates inputs to choose from
 * @param at where the node's histograms start in `g` and `h`
 * @param low smallest leaf value that the constraints above allow; `high` is the largest
 */
function bestSplit(
  g: Float64Array,
  h: Float64Array,
  at: number,
  candidates: readonly number[],
  signs: number[],
  cuts: number[][],
  { minLeafWeight, ridge: ridgeShare }: Growth,
  totalWeight: number,
  low: number,
  high: number,
): Split | undefined {
  let best: Split | undefined;
  const ridge = ridgeShare * totalWeight;
  let bestGain = 1e-9 * totalWeight;
  for (const f of candidates) {
    let G = 0;
    let H = 0;
    for (let b = 0; b < BINS; b++) {
      G += g[at + f * BINS + b] as number;
      H += h[at + f * BINS + b] as number;
    }
    const unsplit = (G * G) / (H + ridge);
    let gl = 0;
    let hl = 0;
    for (let b = 0; b < (cuts[f] as number[]).length; b++) {
      gl += g[at + f * BINS + b] as number;
      hl += h[at + f * BINS + b] as number;
      const hr = H - hl;
      if (hl < minLeafWeight * totalWeight || hr < minLeafWeight * totalWeight) continue;
      const left = Math.min(high, Math.max(low, gl / (hl + ridge)));
      const right = Math.min(high, Math.max(low, (G - gl) / (hr + ridge)));
      if ((signs[f] as number) * (right - left) < 0) continue;
      const gain = (gl * gl) / (hl + ridge) + ((G - gl) * (G - gl)) / (hr + ridge) - unsplit;
      if (gain > bestGain) {
        bestGain = gain;
        best = { input: f, bin: b, left, right };
      }
    }
  }
  return best;
}

/** Edges between bins: at most 63, rounded to three digits to keep the generated table small. */
function quantiles(rows: Float32Array, width: number, f: number, size: number): number[] {
  const step = Math.max(1, Math.floor(size / 20_000));
  const values: number[] = [];
  for (let i = 0; i < size; i += step) values.push(rows[i * width + f] as number);
  values.sort((a, b) => a - b);
  const edges = new Set<number>();
  for (let k = 1; k < BINS; k++)
    edges.add(Number((values[Math.floor((k * values.length) / BINS)] as number).toPrecision(3)));
  return [...edges].sort((a, b) => a - b).slice(0, BINS - 1);
}

function binOf(edges: number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > (edges[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A linear congruential generator: the same numbers from 0 to 1 on every run. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
