/**
 * Serializes a block: the features of many reports with the stories that they are in. Little-endian: the number of
 * reports; for each its id, its story's id and the size of its features; then the features, each padded to four bytes.
 */

import type { FiledReport } from "../../cluster/index.ts";

/** A report in a block. */
export interface BlockEntry {
  /** Row ids. */
  id: number;
  story: number;
  features: FiledReport["features"];
}

/** Size of the count, and of what precedes the features of each report. */
const COUNT_BYTES = 4;
const ENTRY_BYTES = 12;

/** The size rounded up to four bytes, so that typed arrays can view the features where they are. */
const padded = (size: number): number => (size + 3) & ~3;

/** Size of the block of these reports, in bytes. */
export const blockSize = (entries: readonly BlockEntry[]): number =>
  entries.reduce((size, { features }) => size + ENTRY_BYTES + padded(features.length), COUNT_BYTES);

export function encodeBlock(entries: readonly BlockEntry[]): Uint8Array {
  const bytes = new Uint8Array(blockSize(entries));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, entries.length, true);
  let at = COUNT_BYTES + ENTRY_BYTES * entries.length;
  for (const [i, { id, story, features }] of entries.entries()) {
    for (const [k, value] of [id, story, features.length].entries())
      view.setUint32(COUNT_BYTES + ENTRY_BYTES * i + 4 * k, value, true);
    bytes.set(features, at);
    at += padded(features.length);
  }
  return bytes;
}

/** The reports of a block. Their features are views of `data`. */
export function decodeBlock(data: ArrayBuffer): BlockEntry[] {
  const view = new DataView(data);
  const count = view.getUint32(0, true);
  let at = COUNT_BYTES + ENTRY_BYTES * count;
  return Array.from({ length: count }, (_, i) => {
    const entry = COUNT_BYTES + ENTRY_BYTES * i;
    const size = view.getUint32(entry + 8, true);
    const features = new Uint8Array(data, at, size);
    at += padded(size);
    return {
      id: view.getUint32(entry, true),
      story: view.getUint32(entry + 4, true),
      features,
    };
  });
}
