/** How alike two reports are: the numbers that the pair model decides on. */
import type { Features } from "./features.ts";
import { count, dot, PART, type Part, type Vectors } from "./vector.ts";

/** The similarities in order, each with the way in which it may push the score. */
export const SIMILARITIES = [
  ["gramCosine", 1],
  ["pairCosine", 1],
  ["bodyCosine", 1],
  ["nameCosine", 1],
  ["nameWeight", 1],
  ["numberWeight", 1],
  ["numberClash", -1],
  ["titleHeldMean", 1],
  ["titleHeldMost", 1],
  ["rarestShared", 1],
  ["pairWeight", 1],
  ["titleWeight", 1],
  ["daysApart", -1],
  ["timeKnown", 0],
  ["sameOutlet", 0],
  ["titleLength", 0],
  ["bodyLength", 0],
  ["rarestLately", 1],
  ["rarityShared", 1],
  ["datesApart", -1],
  ["weekday", 1],
] as const;

/** The same for two reports in different languages, which share little but names and numbers. */
export const FOREIGN_SIMILARITIES = [
  ["boneCosine", 1],
  ["boneWeight", 1],
  ["rarestBone", 1],
  ["numberCosine", 1],
  ["numberWeight", 1],
  ["numberClash", -1],
  ["daysApart", -1],
  ["timeKnown", 0],
  ["boneLength", 0],
] as const;

/** True if the two are said to be in different languages. */
export function foreign(a: Features, b: Features): boolean {
  return a.language !== b.language && a.language !== "" && b.language !== "";
}

/** Days apart in quarters: the hour itself says little, and beyond eight days nothing more. */
function daysApart(a: Features, b: Features): number {
  const days = Math.abs(a.day - b.day);
  return Number.isNaN(days) ? 1.5 : Math.min(8, Math.ceil(days * 4) / 4);
}

function timeKnown(a: Features, b: Features): number {
  return Number.isNaN(a.day) || Number.isNaN(b.day) ? 0 : 1;
}

/** Summed weight of what is shared, in one part. */
function weight(cosine: number, a: Vectors, b: Vectors, part: Part): number {
  return Math.sqrt(cosine * (a.lengths[part] as number) * (b.lengths[part] as number));
}

function clash(cosine: number, a: Vectors, b: Vectors): number {
  return cosine === 0 && count(a, PART.numbers) > 0 && count(b, PART.numbers) > 0 ? 1 : 0;
}

/** Fills `out` with the similarities of two reports in one language, the later one first. */
export function compare(a: Features, b: Features, out: Float64Array): void {
  const title = dot(a, b, PART.title);
  const pairs = dot(a, b, PART.pairs);
  const names = dot(a, b, PART.names);
  const numbers = dot(a, b, PART.numbers);
  const ab = held(a, b);
  const ba = held(b, a);
  out[0] = dot(a, b, PART.grams);
  out[1] = pairs;
  out[3] = names;
  out[4] = weight(names, a, b, PART.names);
  out[5] = weight(numbers, a, b, PART.numbers);
  out[6] = clash(numbers, a, b);
  out[7] = (ab + ba) / 2;
  out[8] = Math.max(ab, ba);
  out[10] = weight(pairs, a, b, PART.pairs);
  out[11] = weight(title, a, b, PART.title);
  out[12] = daysApart(a, b);
  out[13] = timeKnown(a, b);
  out[14] = a.outlet !== 0 && a.outlet === b.outlet ? 1 : 0;
  out[15] = Math.min(a.lengths[PART.title] as number, b.lengths[PART.title] as number);
  out[16] = Math.min(count(a, PART.body), count(b, PART.body));
  shareBody(a, b, out);
  const apart = Math.abs(a.dated - b.dated);
  out[19] = Number.isNaN(apart) ? 1.5 : Math.min(8, apart);
  out[20] = sameWeekday(a.weekdays, b.weekdays);
}

/** 1 if both name one day of the week, -1 if both name others, 0 if either names none. */
function sameWeekday(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return (a & b) === 0 ? -1 : 1;
}

/** Fills `out` with the similarities of two reports in different languages. */
export function compareForeign(a: Features, b: Features, out: Float64Array): void {
  const bones = dot(a, b, PART.bones);
  const numbers = dot(a, b, PART.numbers);
  out[0] = bones;
  out[1] = weight(bones, a, b, PART.bones);
  out[2] = rarest(a, b, PART.bones);
  out[3] = numbers;
  out[4] = weight(numbers, a, b, PART.numbers);
  out[5] = clash(numbers, a, b);
  out[6] = daysApart(a, b);
  out[7] = timeKnown(a, b);
  out[8] = Math.min(count(a, PART.bones), count(b, PART.bones));
}

/** Share of one report's headline that the other report's words hold. */
function held(a: Vectors, b: Vectors): number {
  const { terms: s, weights: v } = a;
  const t = b.terms;
  const m = a.starts[PART.title + 1] as number;
  const n = b.starts[PART.body + 1] as number;
  let i = a.starts[PART.title] as number;
  let j = b.starts[PART.body] as number;
  let sum = 0;
  while (i < m && j < n) {
    const x = s[i] as number;
    const y = t[j] as number;
    if (x === y) {
      sum += (v[i] as number) * (v[i] as number);
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  return sum;
}

/** What the bodies share: the most telling term, the one least met lately, and how rare all are. */
function shareBody(a: Features, b: Features, out: Float64Array): void {
  const { terms: s, weights: v, rarity } = a;
  const { terms: t, weights: w } = b;
  const p = a.lengths[PART.body] as number;
  const q = b.lengths[PART.body] as number;
  const start = a.starts[PART.body] as number;
  const m = a.starts[PART.body + 1] as number;
  const n = b.starts[PART.body + 1] as number;
  let i = start;
  let j = b.starts[PART.body] as number;
  let cosine = 0;
  let most = 0;
  let lately = 0;
  let rare = 0;
  while (i < m && j < n) {
    const x = s[i] as number;
    const y = t[j] as number;
    if (x === y) {
      const one = v[i] as number;
      const other = w[j] as number;
      const seldom = rarity[i - start] as number;
      cosine += one * other;
      rare += one * other * seldom;
      if (one * p > most && other * q > most) most = Math.min(one * p, other * q);
      if (seldom > lately) lately = seldom;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  out[2] = cosine;
  out[9] = most;
  out[17] = lately;
  out[18] = rare;
}

/** Weight of the most telling term that both have. */
function rarest(a: Vectors, b: Vectors, part: Part): number {
  const { terms: s, weights: v } = a;
  const { terms: t, weights: w } = b;
  const p = a.lengths[part] as number;
  const q = b.lengths[part] as number;
  const m = a.starts[part + 1] as number;
  const n = b.starts[part + 1] as number;
  let i = a.starts[part] as number;
  let j = b.starts[part] as number;
  let most = 0;
  while (i < m && j < n) {
    const x = s[i] as number;
    const y = t[j] as number;
    if (x === y) {
      const least = Math.min((v[i++] as number) * p, (w[j++] as number) * q);
      if (least > most) most = least;
    } else if (x < y) i++;
    else j++;
  }
  return most;
}
