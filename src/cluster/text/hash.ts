/**
 * Words are compared as numbers of 30 bits: small enough for V8 to keep
 * unboxed, and for SQLite to keep in four bytes. Among a million distinct words
 * some four hundred pairs collide, which one shared word cannot turn into a story.
 */

const MASK = 0x3fff_ffff;

/** Number of a word, or of a part of it; `seed` keeps kinds of term apart. */
export function hash(word: string, seed = 0, from = 0, to = word.length): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = from; i < to; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return finish(h);
}

/** Number of two terms in this order. */
export function hashPair(a: number, b: number): number {
  return finish(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15));
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) & MASK;
}
