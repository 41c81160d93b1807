/**
 * Features as bytes, for a column beside the report: one to three kilobytes,
 * little-endian. `version` changes with any change that makes stored features
 * incomparable with new ones; they must then be made again from the text.
 */
import { type Features } from "./features.ts";
import { bytesOf, views } from "./vector.ts";

export const version = 4;

/** Day, share, day of the URL, odds, outlet, days of the week, language in eight letters; then the vectors. */
const FIXED = 8 + 8 + 8 + 8 + 4 + 1 + 8;

/** Packs features. Arrays are written as the machine lays them out: little-endian, wherever V8 runs. */
export function encode(features: Features): Uint8Array {
  const { lengths, starts, terms, weights, rarity, day, share, dated, odds } = features;
  const { outlet, weekdays, language } = features;
  const bytes = new Uint8Array(FIXED + bytesOf(starts));
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, day, true);
  view.setFloat64(8, share, true);
  view.setFloat64(16, dated, true);
  view.setFloat64(24, odds, true);
  view.setInt32(32, outlet, true);
  view.setUint8(36, weekdays);
  for (let i = 0; i < 8; i++) view.setUint8(37 + i, language.charCodeAt(i) || 0);
  let at = FIXED;
  for (const { buffer, byteOffset, byteLength } of [lengths, starts, terms, weights, rarity]) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/** Unpacks what `encode` made. */
export function decode(bytes: Uint8Array): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let language = "";
  for (let i = 0; i < 8; i++) {
    const letter = view.getUint8(37 + i);
    if (letter > 0) language += String.fromCharCode(letter);
  }
  return {
    // A copy: arrays may begin where their numbers would be in line.
    ...views(new Uint8Array(bytes.subarray(FIXED)).buffer),
    day: view.getFloat64(0, true),
    share: view.getFloat64(8, true),
    dated: view.getFloat64(16, true),
    odds: view.getFloat64(24, true),
    outlet: view.getInt32(32, true),
    weekdays: view.getUint8(36),
    language,
  };
}
