/** The terms of a report, in typed arrays that share one buffer: half a kilobyte to one and a half. */

/** Unit of weights and rarities: sixteenths of a nat, so that they fit into a byte. */
const UNIT = 16;

/** What a term is in its report, as bits. */
export const ROLE = {
  /** In the headline. */
  title: 1,
  /** A name. */
  name: 2,
  number: 4,
  /** Written with a capital inside a sentence. */
  capital: 8,
  /** Written in lower case. */
  lower: 16,
} as const;

/** Sets of terms, each with a weight for every term. */
export const SET = {
  /** Words of headline, text and URL, and numbers. Heaviest first. */
  words: 0,
  /** Word bigrams. */
  bigrams: 1,
  /** Character 4-grams of the headline. */
  grams: 2,
  /** Names as they are spelt, and numbers: equal in all languages of an alphabet. */
  spellings: 3,
  /** Consonant skeletons of names: equal in all alphabets. */
  skeletons: 4,
} as const;

export type TermSet = (typeof SET)[keyof typeof SET];
const SETS = Object.keys(SET).length;

export interface ReportTerms {
  /** Where each set starts. Set s ends where set s + 1 starts. */
  starts: Uint16Array;
  /** The terms of all sets. */
  terms: Int32Array;
  /** Weight of each term, in the unit above: -log of the probability that a report of this outlet contains it. */
  weights: Uint8Array;
  /** For each word: the weight that it has in the whole edition. What only one outlet repeats weighs less there. */
  editionWeights: Uint8Array;
  /** For each word: its inverse document frequency among the latest reports. */
  rarities: Uint8Array;
  /** For each word: twice its term frequency. */
  frequencies: Uint8Array;
  /** For each word: its ROLE bits. */
  roles: Uint8Array;
}

const HEADER = 2 * (SETS + 1);

/** Views of a buffer in which `starts` is already set. `at` is where it starts, a multiple of four bytes. */
export function views(buffer: ArrayBuffer, at = 0): ReportTerms {
  const starts = new Uint16Array(buffer, at, SETS + 1);
  const size = starts[SETS] as number;
  const words = starts[SET.words + 1] as number;
  const weightsAt = at + HEADER + 4 * size;
  const column = (k: number): Uint8Array =>
    new Uint8Array(buffer, weightsAt + size + k * words, words);
  return {
    starts,
    terms: new Int32Array(buffer, at + HEADER, size),
    weights: new Uint8Array(buffer, weightsAt, size),
    editionWeights: column(0),
    rarities: column(1),
    frequencies: column(2),
    roles: column(3),
  };
}

/** Size of the buffer for these starts, in bytes. */
function bytesOf(starts: Uint16Array): number {
  return HEADER + 5 * (starts[SETS] as number) + 4 * (starts[SET.words + 1] as number);
}

/** Terms of a report without any. */
export const NO_TERMS: ReportTerms = views(new ArrayBuffer(HEADER));

/** Number of terms in such a buffer, without a view of it. */
export const termCountAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at + 2 * SETS] as number) + 256 * (bytes[at + 2 * SETS + 1] as number);

/** The buffer that holds all terms of a report. */
export function bufferOf({ starts }: ReportTerms): Uint8Array {
  return new Uint8Array(starts.buffer, starts.byteOffset, bytesOf(starts));
}

/** A word or number of a report while its terms are collected. Weights are in nats. */
export interface Word {
  term: number;
  weight: number;
  editionWeight: number;
  rarity: number;
  /** Term frequency. */
  frequency: number;
  roles: number;
}

/** Packs the words of a report and its other sets: maps from terms to weights in nats. */
export function pack(
  words: readonly Word[],
  others: readonly ReadonlyMap<number, number>[],
): ReportTerms {
  const starts = new Uint16Array(SETS + 1);
  starts[1] = words.length;
  for (const [i, { size }] of others.entries()) starts[i + 2] = (starts[i + 1] as number) + size;
  const buffer = new ArrayBuffer(bytesOf(starts));
  new Uint16Array(buffer, 0, SETS + 1).set(starts);
  const packed = views(buffer);
  for (const [i, word] of words.entries()) {
    packed.terms[i] = word.term;
    packed.weights[i] = quantized(word.weight);
    packed.editionWeights[i] = quantized(word.editionWeight);
    packed.rarities[i] = quantized(word.rarity);
    packed.frequencies[i] = Math.min(255, Math.round(2 * word.frequency));
    packed.roles[i] = word.roles;
  }
  let at = words.length;
  for (const set of others) {
    for (const [term, weight] of set) {
      packed.terms[at] = term;
      packed.weights[at++] = quantized(weight);
    }
  }
  return packed;
}

function quantized(nats: number): number {
  return Math.max(0, Math.min(255, Math.round(nats * UNIT)));
}

/** A quantized weight or rarity in nats, by its byte. */
export const NATS = Float64Array.from({ length: 256 }, (_, byte) => byte / UNIT);

/** Sublinear term frequency scaling, 1 + log tf, by twice the term frequency. A word of the URL alone counts as one. */
export const FREQUENCY_FACTOR = Float64Array.from({ length: 256 }, (_, halves) =>
  halves < 2 ? 1 : 1 + Math.log(halves / 2),
);
