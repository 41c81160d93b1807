/** What is compared of a report: words, names and numbers as sparse vectors. */
import { chanceOf, isCommon, languageOf } from "./background.ts";
import { dayOf, weekdays } from "./dates.ts";
import { hash, join } from "./hash.ts";
import { skeleton } from "./names.ts";
import { settings } from "./settings.ts";
import { slug } from "./slug.ts";
import { stemmed } from "./stem.ts";
import type { Item } from "./types.ts";
import { pack, PART, type Vectors } from "./vector.ts";
import { cut, FLAG, type Words } from "./words.ts";

/** A report as numbers: what the pair model sees, and all that needs storing beside the text. */
export interface Features extends Vectors {
  /** How rare each term of the body was among the reports just before. */
  rarity: Float32Array;
  /** Days since 1970, with fraction; NaN if not known. */
  day: number;
  /** The day in its URL, counted from 1970; NaN if there is none. */
  dated: number;
  /** Days of the week that it names, as bits. */
  weekdays: number;
  /** Number of the outlet; 0 if not known. */
  outlet: number;
  /** Primary language; "" if not known. */
  language: string;
  /** Log odds that a pair was of one event, when the report was filed. */
  odds: number;
  /** How much the report counts in the statistics of terms: less with each report of its story. */
  share: number;
}

/** What is left of a report that memory let go. */
export const nothing: Features = {
  terms: new Int32Array(0),
  weights: new Float32Array(0),
  starts: new Uint16Array(Object.keys(PART).length + 1),
  lengths: new Float32Array(Object.keys(PART).length),
  rarity: new Float32Array(0),
  day: Number.NaN,
  dated: Number.NaN,
  weekdays: 0,
  outlet: 0,
  language: "",
  odds: settings.odds,
  share: 1,
};

/** Gives a term's weight: how much it says that a report holds it. */
export type Weigh = (term: number, chance: number) => number;

/** What is known of terms at the time of filing. */
export interface Statistics {
  weigh: Weigh;
  /** How rare a term of this weight is in the latest stories. */
  rarity: (term: number, weight: number) => number;
  /** The language of most reports; "" if there are none yet. */
  usual: () => string;
}

/** Seeds that keep kinds of term apart in one index. */
const GRAM = 0x51;
const NUMBER = 0x52;
const BONES = 0x53;

const TITLE_WORDS = 60;
const TEXT_WORDS = 160;
const BODY_TERMS = 80;

/** Words that stand in a headline count this much more. */
const TITLE_FACTOR = 2;
/** Words that only the URL has count this much in the headline. */
const SLUG_FACTOR = 0.7;
/** Words beyond this place in the text count less: reporters put the event first. */
const LEAD = 60;

/** A report taken apart: its features, and the words that they came from. */
export interface Taken {
  features: Features;
  title: Words;
  text: Words;
  titleTerms: number[];
  textTerms: number[];
}

/** Takes a report apart. */
export function take(item: Item, { weigh, rarity, usual }: Statistics): Taken {
  const title = cut(item.title, TITLE_WORDS);
  const text = cut(item.text, TEXT_WORDS);
  const all = [...title.folded, ...text.folded].map((word) => hash(word));
  const language = languageOf(item.language, all, usual());
  const titleTerms = title.folded.map(numbered(title, language));
  const textTerms = text.folded.map(numbered(text, language));

  const own = new Map<number, number>();
  const weight = (term: number, flags: number): number => {
    let known = own.get(term);
    if (known === undefined) {
      known = weigh(term, flags & FLAG.number ? NUMBER_CHANCE : chanceOf(term, language));
      own.set(term, known);
    }
    return known;
  };

  const words = new Map<number, number>();
  const grams = new Map<number, number>();
  const pairs = new Map<number, number>();
  const names = new Map<number, number>();
  const bones = new Map<number, number>();
  const numbers = new Map<number, number>();
  const counts = new Map<number, number>();

  // Where nothing has a capital a name is what it is in scripts without them: a word that is not common.
  const caseless = !hasCapitals(title) && !hasCapitals(text) ? FLAG.caseless : 0;
  const gather = (cutUp: Words, terms: number[], inTitle: boolean): void => {
    const named = capitalsTell(cutUp);
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i] as number;
      const flags = cutUp.flags[i] as number;
      const w = weight(term, flags);
      if (inTitle) {
        words.set(term, w);
        addGrams(grams, cutUp.folded[i] as string, w);
      }
      counts.set(term, (counts.get(term) ?? 0) + (inTitle ? TITLE_FACTOR : i < LEAD ? 1 : 0.5));
      if (flags & FLAG.number) numbers.set(term, w);
      else if (isName(term, flags | caseless, named, language)) {
        names.set(term, w);
        const bone = skeleton(cutUp.folded[i] as string);
        if (bone) bones.set(hash(bone, BONES), w);
      }
      if (i > 0 && flags & FLAG.adjoins) {
        const before = terms[i - 1] as number;
        const strength = (w + weight(before, cutUp.flags[i - 1] as number)) / 2;
        if (strength > 3) pairs.set(join(before, term), strength);
      }
    }
  };
  gather(title, titleTerms, true);
  gather(text, textTerms, false);

  const address = cut(slug(item.url), TITLE_WORDS);
  const known = new Set(titleTerms);
  for (const [i, word] of address.folded.entries()) {
    const flags = address.flags[i] as number;
    const term = stemmed(word, language);
    if (known.has(term) || flags & FLAG.number) continue;
    const w = SLUG_FACTOR * weight(term, flags);
    words.set(term, w);
    addGrams(grams, word, w);
    if (!counts.has(term)) counts.set(term, 1);
  }

  const body = new Map<number, number>();
  for (const [term, count] of counts)
    body.set(term, (own.get(term) as number) * (1 + Math.log(Math.max(count, 0.5))));

  const vectors = pack([
    [words, TITLE_WORDS],
    [grams, 120],
    [pairs, BODY_TERMS],
    [body, BODY_TERMS],
    [names, 40],
    [bones, 40],
    [numbers, 20],
  ]);
  const features: Features = {
    ...vectors,
    rarity: Float32Array.from(
      vectors.terms.subarray(vectors.starts[PART.body], vectors.starts[PART.body + 1]),
      (term) => rarity(term, own.get(term) ?? 0),
    ),
    day: item.time === null ? Number.NaN : item.time / 86_400_000,
    dated: dayOf(item.url),
    weekdays: namedDays(titleTerms, language) | namedDays(textTerms, language),
    outlet: item.outlet ? hash(item.outlet.toLowerCase()) : 0,
    language,
    odds: settings.odds,
    share: 1,
  };
  return { features, title, text, titleTerms, textTerms };
}

/** Words beyond this place tell of other days. */
const DAYS_WITHIN = 120;

/** Days of the week among the first words, as bits. */
function namedDays(terms: readonly number[], language: string): number {
  const days = weekdays(language);
  let bits = 0;
  for (const term of terms.slice(0, DAYS_WITHIN)) bits |= days.get(term) ?? 0;
  return bits;
}

const NUMBER_CHANCE = 0.002;

function numbered(words: Words, language: string): (word: string, i: number) => number {
  return (word, i) =>
    (words.flags[i] as number) & FLAG.number ? hash(word, NUMBER) : stemmed(word, language);
}

function hasCapitals(words: Words): boolean {
  return words.flags.some((flags) => (flags & FLAG.capital) !== 0);
}

/** False where nearly every word has a capital (headlines in title case, shouting). */
function capitalsTell(words: Words): boolean {
  let capitals = 0;
  let inner = 0;
  for (let i = 0; i < words.flags.length; i++) {
    const flags = words.flags[i] as number;
    if (
      flags & (FLAG.opens | FLAG.number | FLAG.caseless) ||
      (words.folded[i] as string).length < 4
    )
      continue;
    inner++;
    if (flags & FLAG.capital) capitals++;
  }
  return capitals * 2 <= inner;
}

function isName(term: number, flags: number, named: boolean, language: string): boolean {
  if (flags & FLAG.capital) return (named && !(flags & FLAG.opens)) || !isCommon(term, language);
  return (flags & FLAG.caseless) !== 0 && !isCommon(term, language);
}

function addGrams(grams: Map<number, number>, word: string, weight: number): void {
  const size = word.length;
  if (size < 3) return;
  const count = Math.max(1, size - 3);
  const each = weight / Math.sqrt(count);
  for (let i = 0; i < count; i++) {
    const gram = hash(word.slice(i, i + 4), GRAM);
    grams.set(gram, Math.max(grams.get(gram) ?? 0, each));
  }
}
