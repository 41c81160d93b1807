/**
 * Terms are 30-bit hashes: small enough for V8 to keep unboxed and for SQLite to store in four bytes. About 400 pairs
 * of words collide among a million distinct ones. That is harmless, because one shared word never makes a story.
 */

const MASK = 0x3fff_ffff;

/**
 * Hashes a word, or the part of it between `from` and `to`, to 30 bits (FNV-1a with a finalizer like MurmurHash3's).
 *
 * @param seed keeps different kinds of term apart
 */
export function hash(word: string, seed = 0, from = 0, to = word.length): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return finish(h);
}

/** Hashes two terms. Their order matters. */
export function hashPair(a: number, b: number): number {
  return finish(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15));
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & MASK;
}
