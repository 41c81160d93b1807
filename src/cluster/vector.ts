/**
 * The parts of a report as sparse vectors, all in one pair of arrays: a report
 * in memory then costs its numbers and little else.
 */

/** What is compared, each a vector of its own. */
export const PART = {
  /** Words of the headline, and those that only the URL has. */
  title: 0,
  /** Runs of four letters of the headline, against inflection and compounds. */
  grams: 1,
  /** Neighbouring words. */
  pairs: 2,
  /** Words of headline and text together. */
  body: 3,
  /** Names as written. */
  names: 4,
  /** Names as consonants, alike in every alphabet. */
  bones: 5,
  /** Numbers. */
  numbers: 6,
} as const;

export type Part = (typeof PART)[keyof typeof PART];

export const PARTS = Object.keys(PART).length;

export interface Vectors {
  /** Terms of all parts, ascending within each. */
  terms: Int32Array;
  /** Weights of all parts; within each the squares sum to 1. */
  weights: Float32Array;
  /** Where part p begins; part p ends where p + 1 begins. */
  starts: Uint16Array;
  /** Length of each part before scaling: a weight times this is the term's own weight. */
  lengths: Float32Array;
}

/** Packs the `most` heaviest entries of each part. */
export function pack(
  parts: readonly (readonly [entries: Map<number, number>, most: number])[],
): Vectors {
  const starts = new Uint16Array(parts.length + 1);
  const lengths = new Float32Array(parts.length);
  const kept = parts.map(([entries, most], p) => {
    const terms = heaviest(entries, most);
    starts[p + 1] = (starts[p] as number) + terms.length;
    return terms;
  });
  const terms = new Int32Array(starts[parts.length] as number);
  const weights = new Float32Array(terms.length);
  for (const [p, own] of kept.entries()) {
    const start = starts[p] as number;
    const entries = (parts[p] as (typeof parts)[number])[0];
    terms.set(own, start);
    let sum = 0;
    for (const term of own) sum += (entries.get(term) as number) ** 2;
    const length = Math.sqrt(sum);
    lengths[p] = length;
    for (let i = 0; i < own.length; i++)
      weights[start + i] = length > 0 ? (entries.get(own[i] as number) as number) / length : 0;
  }
  return { terms, weights, starts, lengths };
}

function heaviest(entries: Map<number, number>, most: number): Int32Array {
  if (entries.size <= most) return Int32Array.from(entries.keys()).sort();
  // Equal weights are settled by the term: nothing may hang on the order of insertion.
  const list = [...entries].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  return Int32Array.from(list, ([term]) => term).sort();
}

/** Cosine of one part of two reports. */
export function dot(a: Vectors, b: Vectors, part: Part): number {
  const { terms: s, weights: v } = a;
  const { terms: t, weights: w } = b;
  const m = a.starts[part + 1] as number;
  const n = b.starts[part + 1] as number;
  let i = a.starts[part] as number;
  let j = b.starts[part] as number;
  let sum = 0;
  while (i < m && j < n) {
    const x = s[i] as number;
    const y = t[j] as number;
    if (x === y) sum += (v[i++] as number) * (w[j++] as number);
    else if (x < y) i++;
    else j++;
  }
  return sum;
}

/** How many terms a part has. */
export function count(a: Vectors, part: Part): number {
  return (a.starts[part + 1] as number) - (a.starts[part] as number);
}
