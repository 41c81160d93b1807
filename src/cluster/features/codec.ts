/**
 * Serializes features to bytes, which the newsroom stores: about 1 kB, little-endian. `version` must be
 * raised with every change that makes stored features incomparable with new ones. The newsroom then extracts them again
 * from the text.
 */
import type { Features } from "./extract.ts";
import { bufferOf, termCountAt, views } from "./report-terms.ts";

export const version = 11;

/** Size of the header: two days, two single-precision numbers, two hashes, and the language in eight letters. */
const TERMS_OFFSET = 8 + 8 + 4 + 4 + 4 + 4 + 8;
const LANGUAGE_OFFSET = 32;

/** Serializes features. Arrays are copied in the machine's byte order, which is little-endian wherever V8 runs. */
export function encode(features: Features): Uint8Array<ArrayBuffer> {
  const terms = bufferOf(features);
  const bytes = new Uint8Array(TERMS_OFFSET + terms.length);
  const view = new DataView(bytes.buffer);
  view.setFloat64(0, features.day, true);
  view.setFloat64(8, features.urlDay, true);
  view.setFloat32(16, features.documentFrequency, true);
  view.setFloat32(20, features.matchLogOdds, true);
  view.setInt32(24, features.outlet, true);
  view.setInt32(28, features.section, true);
  for (let i = 0; i < 8; i++)
    view.setUint8(LANGUAGE_OFFSET + i, features.language.charCodeAt(i) || 0);
  bytes.set(terms, TERMS_OFFSET);
  return bytes;
}

/** Day of publication in the output of `encode`. */
export const encodedDay = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0, true);

/** Number of terms in the output of `encode`. */
export const encodedTermCount = (bytes: Uint8Array): number => termCountAt(bytes, TERMS_OFFSET);

/**
 * Deserializes the output of `encode`. The features are views of its buffer, in which it must start at a multiple of four
 * bytes: ten thousand buffers of their own would take longer to allocate than to fill.
 */
export function decode(bytes: Uint8Array<ArrayBuffer>): Features {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let language = "";
  for (let i = 0; i < 8; i++) {
    const letter = view.getUint8(LANGUAGE_OFFSET + i);
    if (letter > 0) language += String.fromCharCode(letter);
  }
  return {
    ...views(bytes.buffer, bytes.byteOffset + TERMS_OFFSET),
    day: view.getFloat64(0, true),
    urlDay: view.getFloat64(8, true),
    documentFrequency: view.getFloat32(16, true),
    matchLogOdds: view.getFloat32(20, true),
    outlet: view.getInt32(24, true),
    section: view.getInt32(28, true),
    language,
  };
}
