/**
 * Made-up events as several outlets report them: the names, the number and the words of the matter are the same, and each
 * outlet has an order and words of its own. The words are no language's, and as rare or common as those of one. The same
 * seed gives the same events.
 */

export interface Report {
  title: string;
  text: string;
}

/** Words of the vocabulary, and how steeply they become rare (Zipf). */
const WORDS = 12_000;
const STEEP = 1.05;
/** Words that an event brings along, and that an outlet adds to them. */
const OF_EVENT = 12;
const OF_OUTLET = 8;

const CONSONANTS = "b br c ch d dr f g gr h k l m n p pl r s st t tr v w z".split(" ");
const VOWELS = "a e i o u ea ou".split(" ");
const ENDS = "n r s t l m d k".split(" ");

/** How an outlet tells of the event of that number. */
export function reportOf(seed: number, number: number, outlet: number): Report {
  const event = randomOf(seed * 1_000_003 + number);
  const names = [name(event), name(event), name(event)];
  const count = `${12 + Math.floor(event() * 900)}`;
  const matter = Array.from({ length: OF_EVENT }, () => word(event));

  const own = randomOf((seed * 1_000_003 + number) * 10_007 + outlet);
  const told = shuffled(matter, own);
  const [who = "", where = "", whom = ""] = shuffled(names, own);
  const filler = Array.from({ length: OF_OUTLET }, () => word(own));
  return {
    title: sentence([who, ...told.slice(0, 3), where, filler[0] ?? "", count]),
    text: [
      sentence([where, ...told.slice(2, 7), ...filler.slice(1, 4), who, count]),
      sentence([...told.slice(7, 11), whom, ...filler.slice(4)]),
    ].join(" "),
  };
}

/** A word of the vocabulary, the common more often. */
function word(random: () => number): string {
  // The inverse of the distribution of a continuous Zipf law.
  const rank = (1 + random() * (WORDS ** (1 - STEEP) - 1)) ** (1 / (1 - STEEP));
  return made(randomOf(Math.floor(rank)), 1 + Math.floor(rank ** 0.12));
}

/** A name is new, or nearly. */
const name = (random: () => number): string => capital(made(random, 3));

function made(random: () => number, syllables: number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  return (
    Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join("") + pick(ENDS)
  );
}

function shuffled<T>(from: readonly T[], random: () => number): T[] {
  return from
    .map((each) => [random(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);
}

const sentence = (words: readonly string[]): string => `${capital(words.join(" "))}.`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
