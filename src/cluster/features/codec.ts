/**
 * Features as bytes, for a column beside the report: one to three kilobytes,
 * little-endian. `version` changes with any change that makes stored features
 * incomparable with new ones; they must then be made again from the text.
 */
import { type Features } from "./extract.ts";
import { TIME_BUCKETS } from "./time-buckets.ts";
import { bytesOf, views } from "./sparse-vectors.ts";

export const version = 9;

/** Day, share, day of the URL, outlet, days of the week, whether the hour tells, language in eight letters; then the odds. */
const ODDS = 8 + 8 + 8 + 4 + 1 + 1 + 8;
/** Then the vectors. */
const VECTORS = ODDS + 4 * TIME_BUCKETS;

/** Packs features. Arrays are written as the machine lays them out: little-endian, wherever V8 runs. */
export function encode(features: Features): Uint8Array {
  const { lengths, starts, terms, weights, rarity, priorLogOdds } = features;
  const { day, documentFrequency, urlDay, outlet, weekdays, hasHour, language } = features;
  const bytes = new Uint8Array(VECTORS + bytesOf(starts));
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, day, true);
  view.setFloat64(8, documentFrequency, true);
  view.setFloat64(16, urlDay, true);
  view.setInt32(24, outlet, true);
  view.setUint8(28, weekdays);
  view.setUint8(29, Number(hasHour));
  for (let i = 0; i < 8; i++) view.setUint8(30 + i, language.charCodeAt(i) || 0);
  let at = ODDS;
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

/** Unpacks what `encode` made. */
export function decode(bytes: Uint8Array): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** A copy of bytes: arrays may begin where their numbers would be in line. */
  const copy = (from: number, to?: number): ArrayBuffer =>
    new Uint8Array(bytes.subarray(from, to)).buffer;
  let language = "";
  for (let i = 0; i < 8; i++) {
    const letter = view.getUint8(30 + i);
    if (letter > 0) language += String.fromCharCode(letter);
  }
  return {
    ...views(copy(VECTORS)),
    priorLogOdds: new Float32Array(copy(ODDS, VECTORS)),
    day: view.getFloat64(0, true),
    documentFrequency: view.getFloat64(8, true),
    urlDay: view.getFloat64(16, true),
    outlet: view.getInt32(24, true),
    weekdays: view.getUint8(28),
    hasHour: view.getUint8(29) === 1,
    language,
  };
}
