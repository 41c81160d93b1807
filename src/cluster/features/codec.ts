/**
 * Serializes features to bytes, which the newsroom stores with the report: 1 to 3 kB, little-endian. `version` must be
 * raised with every change that makes stored features incomparable with new ones. The newsroom then extracts them again
 * from the text.
 */
import { type Features } from "./extract.ts";
import { TIME_BUCKETS } from "./time-buckets.ts";
import { bytesOf, views } from "./sparse-vectors.ts";

export const version = 9;

/**
 * Size of the header: day, document frequency, URL day, outlet, weekdays, hasHour, and the language in eight letters.
 */
const PRIORS_OFFSET = 8 + 8 + 8 + 4 + 1 + 1 + 8;
/** The prior log odds of each time bucket follow, then the vectors. */
const VECTORS_OFFSET = PRIORS_OFFSET + 4 * TIME_BUCKETS;

/** Serializes features. Arrays are copied in the machine's byte order, which is little-endian wherever V8 runs. */
export function encode(features: Features): Uint8Array {
  const { lengths, starts, terms, weights, rarity, priorLogOdds } = features;
  const { day, documentFrequency, urlDay, outlet, weekdays, hasHour, language } = features;
  const bytes = new Uint8Array(VECTORS_OFFSET + bytesOf(starts));
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, day, true);
  view.setFloat64(8, documentFrequency, true);
  view.setFloat64(16, urlDay, true);
  view.setInt32(24, outlet, true);
  view.setUint8(28, weekdays);
  view.setUint8(29, Number(hasHour));
  for (let i = 0; i < 8; i++) view.setUint8(30 + i, language.charCodeAt(i) || 0);
  let at = PRIORS_OFFSET;
  for (const { buffer, byteOffset, byteLength } of [
    priorLogOdds,
    lengths,
    starts,
    terms,
    weights,
    rarity,
  ]) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** Deserializes the output of `encode`. */
export function decode(bytes: Uint8Array): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Copies bytes to a buffer of their own, because typed arrays must be aligned. */
  const copy = (from: number, to?: number): ArrayBuffer =>
    new Uint8Array(bytes.subarray(from, to)).buffer;
  let language = "";
  for (let i = 0; i < 8; i++) {
    const letter = view.getUint8(30 + i);
    if (letter > 0) language += String.fromCharCode(letter);
  }
  return {
    ...views(copy(VECTORS_OFFSET)),
    priorLogOdds: new Float32Array(copy(PRIORS_OFFSET, VECTORS_OFFSET)),
    day: view.getFloat64(0, true),
    documentFrequency: view.getFloat64(8, true),
    urlDay: view.getFloat64(16, true),
    outlet: view.getInt32(24, true),
    weekdays: view.getUint8(28),
    hasHour: view.getUint8(29) === 1,
    language,
  };
}
