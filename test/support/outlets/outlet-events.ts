/**
 * Generates reports of several outlets about invented events. The reports about one event share its names, its number and
 * its keywords; each outlet orders them differently and adds filler words. The words belong to no real language, but are
 * as frequent and rare as in one. The same seed gives the same events.
 */

export interface Report {
  title: string;
  text: string;
}

/** Size of the vocabulary. */
const VOCABULARY = 12_000;
/** Exponent of the words' Zipf distribution. */
const ZIPF_EXPONENT = 1.05;
/** Keywords of an event. */
const KEYWORDS = 12;
/** Filler words that an outlet adds. */
const FILLERS = 8;

const CONSONANTS = "b br c ch d dr f g gr h k l m n p pl r s st t tr v w z".split(" ");
const VOWELS = "a e i o u ea ou".split(" ");
const FINALS = "n r s t l m d k".split(" ");

/** The report of one outlet about one event, each identified by its number. */
export function reportOf(seed: number, number: number, outlet: number): Report {
  const event = randomOf(seed * 1_000_003 + number);
  const names = [name(event), name(event), name(event)];
  const count = `${12 + Math.floor(event() * 900)}`;
  const keywords = Array.from({ length: KEYWORDS }, () => word(event));

  const random = randomOf((seed * 1_000_003 + number) * 10_007 + outlet);
  const words = shuffled(keywords, random);
  const [who = "", where = "", whom = ""] = shuffled(names, random);
  const filler = Array.from({ length: FILLERS }, () => word(random));
  return {
    title: sentence([who, ...words.slice(0, 3), where, filler[0] ?? "", count]),
    text: [
      sentence([where, ...words.slice(2, 7), ...filler.slice(1, 4), who, count]),
      sentence([...words.slice(7, 11), whom, ...filler.slice(4)]),
    ].join(" "),
  };
}

/** A random word of the vocabulary, by Zipf's law. */
function word(random: () => number): string {
  // Inverse of the cumulative distribution function of a continuous Zipf law.
  const exponent = 1 - ZIPF_EXPONENT;
  const rank = (1 + random() * (VOCABULARY ** exponent - 1)) ** (1 / exponent);
  return pseudoword(randomOf(Math.floor(rank)), 1 + Math.floor(rank ** 0.12));
}

/** A name of three syllables, which is almost certainly unique. */
const name = (random: () => number): string => capitalized(pseudoword(random, 3));

function pseudoword(random: () => number, syllables: number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  return (
    Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join("") + pick(FINALS)
  );
}

function shuffled<T>(from: readonly T[], random: () => number): T[] {
  return from
    .map((each) => [random(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}

const sentence = (words: readonly string[]): string => `${capitalized(words.join(" "))}.`;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Mulberry32, a small generator that gives the same numbers from 0 to 1 on every machine. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
