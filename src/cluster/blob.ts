/**
 * Features as bytes, for a column beside the report: one to three kilobytes,
 * little-endian. `version` changes with any change that makes stored features
 * incomparable with new ones; they must then be made again from the text.
 */
import { type Features } from "./features.ts";
import { PART, PARTS } from "./vector.ts";

export const version = 2;

/** Day, share, day of the URL, outlet, days of the week, language in eight letters; lengths and starts. */
const FIXED = 8 + 8 + 8 + 4 + 1 + 8;
const HEAD = FIXED + 4 * PARTS + 2 * (PARTS + 1);

/** Packs features. */
export function encode(features: Features): Uint8Array {
  const { terms, weights, starts, lengths, rarity, day, share, dated, outlet, weekdays, language } =
    features;
  const view = new DataView(new ArrayBuffer(HEAD + 8 * terms.length + 4 * rarity.length));
  view.setFloat64(0, day, true);
  view.setFloat64(8, share, true);
  view.setFloat64(16, dated, true);
  view.setInt32(24, outlet, true);
  view.setUint8(28, weekdays);
  let at = 29;
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

/** Unpacks what `encode` made. */
export function decode(bytes: Uint8Array): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const letters = Array.from({ length: 8 }, (_, i) => view.getUint8(29 + i)).filter(
    (code) => code > 0,
  );
  let at = FIXED;
  const lengths = Float32Array.from({ length: PARTS }, (_, i) => view.getFloat32(at + 4 * i, true));
  at += 4 * PARTS;
  const starts = Uint16Array.from({ length: PARTS + 1 }, (_, i) =>
    view.getUint16(at + 2 * i, true),
  );
  at += 2 * (PARTS + 1);
  const size = starts[PARTS] as number;
  const terms = Int32Array.from({ length: size }, (_, i) => view.getInt32(at + 4 * i, true));
  at += 4 * size;
  const weights = Float32Array.from({ length: size }, (_, i) => view.getFloat32(at + 4 * i, true));
  at += 4 * size;
  const body = (starts[PART.body + 1] as number) - (starts[PART.body] as number);
  const rarity = Float32Array.from({ length: body }, (_, i) => view.getFloat32(at + 4 * i, true));
  return {
    terms,
    weights,
    starts,
    lengths,
    rarity,
    day: view.getFloat64(0, true),
    share: view.getFloat64(8, true),
    dated: view.getFloat64(16, true),
    outlet: view.getInt32(24, true),
    weekdays: view.getUint8(28),
    language: String.fromCharCode(...letters),
  };
}

function float(view: DataView, at: number, value: number): number {
  view.setFloat32(at, value, true);
  return at + 4;
}
