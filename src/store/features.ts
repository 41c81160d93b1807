import type { Features } from "../cluster/index.ts";

/** What is stored of a report for folding. */
export interface Stored {
  features: Features;
  /** The terms by which it is found. */
  terms: number[];
}

/** In front of the arrays: day, outlet, and how long each array is; the language, last, has what is left. */
const HEAD = Float64Array.BYTES_PER_ELEMENT + 5 * Uint32Array.BYTES_PER_ELEMENT;

/** A report's features as bytes. Little-endian, as every machine that runs Workers is. */
export function encode(features: Features): ArrayBuffer {
  const { day, outlet, terms, weights, rarity, lengths, starts } = features;
  const language = new TextEncoder().encode(features.language);
  const arrays = [terms, weights, rarity, lengths, starts, language];
  const bytes = new Uint8Array(HEAD + arrays.reduce((sum, { byteLength }) => sum + byteLength, 0));
  const head = new DataView(bytes.buffer);
  head.setFloat64(0, day, true);
  for (const [at, value] of [
    outlet,
    terms.length,
    rarity.length,
    lengths.length,
    starts.length,
  ].entries())
    head.setInt32(8 + 4 * at, value, true);
  let at = HEAD;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes.buffer;
}

/** The features that `encode` made these bytes of. */
export function decode(bytes: ArrayBuffer): Features {
  const head = new DataView(bytes);
  const [outlet = 0, terms = 0, rarity = 0, lengths = 0, starts = 0] = [0, 1, 2, 3, 4].map((at) =>
    head.getInt32(8 + 4 * at, true),
  );
  let at = HEAD;
  const next = (length: number): ArrayBuffer => bytes.slice(at, (at += length));
  return {
    day: head.getFloat64(0, true),
    outlet,
    terms: new Int32Array(next(4 * terms)),
    weights: new Float32Array(next(4 * terms)),
    rarity: new Float32Array(next(4 * rarity)),
    lengths: new Float32Array(next(4 * lengths)),
    starts: new Uint16Array(next(2 * starts)),
    language: new TextDecoder().decode(bytes.slice(at)),
  };
}
