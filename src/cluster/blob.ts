/**
 * Features as bytes, for a column beside the report: one to three kilobytes,
 * little-endian. `version` changes with any change that makes stored features
 * incomparable with new ones; they must then be made again from the text.
 */
import { type Features } from "./features.ts";
import { PART } from "./vector.ts";

export const version = 5;

const PARTS = Object.keys(PART).length;
/** Day, share, day of the URL, odds, outlet, days of the week, language in eight letters; lengths and starts. */
const FIXED = 8 + 8 + 8 + 8 + 4 + 1 + 8;
const HEAD = FIXED + 4 * PARTS + 2 * (PARTS + 1);

/** Packs features. */
export function encode(features: Features): Uint8Array {
  const { terms, weights, starts, lengths, rarity, day, share, dated, odds } = features;
  const { outlet, weekdays, language } = features;
  const view = new DataView(new ArrayBuffer(HEAD + 8 * terms.length + 4 * rarity.length));
  view.setFloat64(0, day, true);
  view.setFloat64(8, share, true);
  view.setFloat64(16, dated, true);
  view.setFloat64(24, odds, true);
  view.setInt32(32, outlet, true);
  view.setUint8(36, weekdays);
  let at = 37;
  for (let i = 0; i < 8; i++) view.setUint8(at++, language.charCodeAt(i) || 0);
  for (const length of lengths) at = float(view, at, length);
  for (const start of starts) {
    view.setUint16(at, start, true);
    at += 2;
  }
  for (const term of terms) {
    view.setInt32(at, term, true);
    at += 4;
  }
  for (const weight of weights) at = float(view, at, weight);
  for (const one of rarity) at = float(view, at, one);
  return new Uint8Array(view.buffer);
}

/** Unpacks what `encode` made. The arrays are read as the machine lays them out: little-endian, wherever V8 runs. */
export function decode(bytes: Uint8Array): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = FIXED;
  /** The next bytes in a buffer of their own, which begins where arrays may begin. */
  const next = (length: number): ArrayBuffer => {
    const part = bytes.slice(at, at + length);
    at += length;
    return part.buffer;
  };
  const lengths = new Float32Array(next(4 * PARTS));
  const starts = new Uint16Array(next(2 * (PARTS + 1)));
  const size = starts[PARTS] as number;
  const body = (starts[PART.body + 1] as number) - (starts[PART.body] as number);
  let language = "";
  for (let i = 0; i < 8; i++) {
    const letter = view.getUint8(37 + i);
    if (letter > 0) language += String.fromCharCode(letter);
  }
  return {
    lengths,
    starts,
    terms: new Int32Array(next(4 * size)),
    weights: new Float32Array(next(4 * size)),
    rarity: new Float32Array(next(4 * body)),
    day: view.getFloat64(0, true),
    share: view.getFloat64(8, true),
    dated: view.getFloat64(16, true),
    odds: view.getFloat64(24, true),
    outlet: view.getInt32(32, true),
    weekdays: view.getUint8(36),
    language,
  };
}

function float(view: DataView, at: number, value: number): number {
  view.setFloat32(at, value, true);
  return at + 4;
}
