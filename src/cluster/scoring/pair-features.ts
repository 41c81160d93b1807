/** How alike two reports are: the numbers that the pair model decides on. */
import type { Features } from "../features/extract.ts";
import { denseQuery, type DenseQuery } from "./dense-query.ts";
import { daysApart } from "../features/time-gap.ts";
import { count, PART, type Part, PARTS, type Vectors } from "../features/sparse-vectors.ts";

/** The similarities in order, each with the way in which it may push the score. */
export const PAIR_FEATURES = [
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
export const CROSS_LANGUAGE_FEATURES = [
  ["skeletonCosine", 1],
  ["skeletonWeight", 1],
  ["rarestSkeleton", 1],
  ["numberCosine", 1],
  ["numberWeight", 1],
  ["numberClash", -1],
  ["daysApart", -1],
  ["timeKnown", 0],
  ["skeletonLength", 0],
] as const;

/** True if the two are said to be in different languages. */
export function haveDifferentLanguages(a: Features, b: Features): boolean {
  return a.language !== b.language && a.language !== "" && b.language !== "";
}

/** Days apart, the later report first; beyond eight nothing more is said. */
function fewDays(later: Features, earlier: Features): number {
  const days = daysApart(later, earlier);
  return Number.isNaN(days) ? 1.5 : Math.min(8, days);
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
  const query = denseQuery(a);
  const pairs = query.dot(b, PART.bigrams);
  const names = query.dot(b, PART.names);
  const numbers = query.dot(b, PART.numbers);
  out[0] = query.dot(b, PART.grams);
  out[1] = pairs;
  out[3] = names;
  out[4] = weight(names, a, b, PART.names);
  out[5] = weight(numbers, a, b, PART.numbers);
  out[6] = clash(numbers, a, b);
  out[10] = weight(pairs, a, b, PART.bigrams);
  out[12] = fewDays(a, b);
  out[13] = timeKnown(a, b);
  out[14] = a.outlet !== 0 && a.outlet === b.outlet ? 1 : 0;
  out[15] = Math.min(a.lengths[PART.title] as number, b.lengths[PART.title] as number);
  out[16] = Math.min(count(a, PART.body), count(b, PART.body));
  shareWords(query, a, b, out);
  const apart = Math.abs(a.urlDay - b.urlDay);
  out[19] = Number.isNaN(apart) ? 1.5 : Math.min(8, apart);
  out[20] = sameWeekday(a.weekdays, b.weekdays);
}

/** 1 if both name one day of the week, -1 if both name others, 0 if either names none. */
function sameWeekday(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return (a & b) === 0 ? -1 : 1;
}

/** Fills `out` with the similarities of two reports in different languages. */
export function compareAcrossLanguages(a: Features, b: Features, out: Float64Array): void {
  const query = denseQuery(a);
  const skeletons = query.dot(b, PART.skeletons);
  const numbers = query.dot(b, PART.numbers);
  out[0] = skeletons;
  out[1] = weight(skeletons, a, b, PART.skeletons);
  out[2] = rarest(query, a, b, PART.skeletons);
  out[3] = numbers;
  out[4] = weight(numbers, a, b, PART.numbers);
  out[5] = clash(numbers, a, b);
  out[6] = fewDays(a, b);
  out[7] = timeKnown(a, b);
  out[8] = Math.min(count(a, PART.skeletons), count(b, PART.skeletons));
}

/**
 * What headlines and bodies share: how alike they are, how much of either
 * headline the other report holds, the body's most telling term, the one least
 * met lately, and how rare all are.
 */
function shareWords(query: DenseQuery, a: Features, b: Features, out: Float64Array): void {
  const { terms, weights, starts } = b;
  const { terms: places, weights: own, rarity } = query;
  const p = a.lengths[PART.body] as number;
  const q = b.lengths[PART.body] as number;
  let title = 0;
  let ab = 0;
  let ba = 0;
  const titleEnd = starts[PART.title + 1] as number;
  for (let i = starts[PART.title] as number; i < titleEnd; i++) {
    const place = places.find(terms[i] as number);
    if (place < 0) continue;
    const other = weights[i] as number;
    title += (own[place * PARTS + PART.title] as number) * other;
    if ((own[place * PARTS + PART.body] as number) > 0) ba += other * other;
  }
  let cosine = 0;
  let most = 0;
  let lately = 0;
  let rare = 0;
  const bodyEnd = starts[PART.body + 1] as number;
  for (let i = starts[PART.body] as number; i < bodyEnd; i++) {
    const place = places.find(terms[i] as number);
    if (place < 0) continue;
    ab += (own[place * PARTS + PART.title] as number) ** 2;
    const one = own[place * PARTS + PART.body] as number;
    if (one === 0) continue;
    const other = weights[i] as number;
    const seldom = rarity[place] as number;
    cosine += one * other;
    rare += one * other * seldom;
    most = Math.max(most, Math.min(one * p, other * q));
    lately = Math.max(lately, seldom);
  }
  out[2] = cosine;
  out[7] = (ab + ba) / 2;
  out[8] = Math.max(ab, ba);
  out[9] = most;
  out[11] = weight(title, a, b, PART.title);
  out[17] = lately;
  out[18] = rare;
}

/** Weight of the most telling term that both have. */
function rarest(query: DenseQuery, a: Vectors, b: Vectors, part: Part): number {
  const { terms, weights, starts } = b;
  const p = a.lengths[part] as number;
  const q = b.lengths[part] as number;
  const end = starts[part + 1] as number;
  let most = 0;
  for (let i = starts[part] as number; i < end; i++) {
    const place = query.terms.find(terms[i] as number);
    if (place < 0) continue;
    const own = query.weights[place * PARTS + part] as number;
    most = Math.max(most, Math.min(own * p, (weights[i] as number) * q));
  }
  return most;
}
