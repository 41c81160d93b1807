/** The inputs of the pair model: similarities of two reports. */
import type { Features } from "../features/extract.ts";
import { denseQuery, type DenseQuery } from "./dense-query.ts";
import { daysApart } from "../features/time-gap.ts";
import { count, PART, type Part, PARTS, type Vectors } from "../features/sparse-vectors.ts";

/**
 * The features of a pair in one language, each with its monotonicity: the sign of its effect on the score, 0 if free.
 */
export const PAIR_FEATURES = [
  ["gramCosine", 1],
  ["bigramCosine", 1],
  ["bodyCosine", 1],
  ["nameCosine", 1],
  ["nameWeight", 1],
  ["numberWeight", 1],
  ["numberClash", -1],
  ["titleCoverageMean", 1],
  ["titleCoverageMax", 1],
  ["maxSharedWeight", 1],
  ["bigramWeight", 1],
  ["titleWeight", 1],
  ["daysApart", -1],
  ["timeKnown", 0],
  ["sameOutlet", 0],
  ["titleLength", 0],
  ["bodyLength", 0],
  ["maxSharedRarity", 1],
  ["rarityCosine", 1],
  ["urlDaysApart", -1],
  ["sameWeekday", 1],
] as const;

/** The features of a pair in two languages, which share little but names and numbers. */
export const CROSS_LANGUAGE_FEATURES = [
  ["skeletonCosine", 1],
  ["skeletonWeight", 1],
  ["maxSharedSkeletonWeight", 1],
  ["numberCosine", 1],
  ["numberWeight", 1],
  ["numberClash", -1],
  ["daysApart", -1],
  ["timeKnown", 0],
  ["skeletonLength", 0],
] as const;

/** True if both languages are known and differ. */
export function haveDifferentLanguages(a: Features, b: Features): boolean {
  return a.language !== b.language && a.language !== "" && b.language !== "";
}

/** Days apart, the later report first: at most 8, and 1.5 if unknown. */
function cappedDaysApart(later: Features, earlier: Features): number {
  const days = daysApart(later, earlier);
  return Number.isNaN(days) ? 1.5 : Math.min(8, days);
}

function timeKnown(a: Features, b: Features): number {
  return Number.isNaN(a.day) || Number.isNaN(b.day) ? 0 : 1;
}

/** Weight of the shared terms of a part: the root of the dot product of the unnormalized vectors. */
function sharedWeight(cosine: number, a: Vectors, b: Vectors, part: Part): number {
  return Math.sqrt(cosine * (a.lengths[part] as number) * (b.lengths[part] as number));
}

/** 1 if both reports have numbers, but none in common; else 0. */
function numberClash(cosine: number, a: Vectors, b: Vectors): number {
  return cosine === 0 && count(a, PART.numbers) > 0 && count(b, PART.numbers) > 0 ? 1 : 0;
}

/** Fills `out` with PAIR_FEATURES of two reports in one language, the later one first. */
export function compare(a: Features, b: Features, out: Float64Array): void {
  const query = denseQuery(a);
  const bigrams = query.dot(b, PART.bigrams);
  const names = query.dot(b, PART.names);
  const numbers = query.dot(b, PART.numbers);
  out[0] = query.dot(b, PART.grams);
  out[1] = bigrams;
  out[3] = names;
  out[4] = sharedWeight(names, a, b, PART.names);
  out[5] = sharedWeight(numbers, a, b, PART.numbers);
  out[6] = numberClash(numbers, a, b);
  out[10] = sharedWeight(bigrams, a, b, PART.bigrams);
  out[12] = cappedDaysApart(a, b);
  out[13] = timeKnown(a, b);
  out[14] = a.outlet !== 0 && a.outlet === b.outlet ? 1 : 0;
  out[15] = Math.min(a.lengths[PART.title] as number, b.lengths[PART.title] as number);
  out[16] = Math.min(count(a, PART.body), count(b, PART.body));
  compareWords(query, a, b, out);
  const urlDaysApart = Math.abs(a.urlDay - b.urlDay);
  out[19] = Number.isNaN(urlDaysApart) ? 1.5 : Math.min(8, urlDaysApart);
  out[20] = sameWeekday(a.weekdays, b.weekdays);
}

/** 1 if both mention the same day of the week, -1 if they mention different ones, 0 if either mentions none. */
function sameWeekday(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return (a & b) === 0 ? -1 : 1;
}

/** Fills `out` with CROSS_LANGUAGE_FEATURES of two reports in different languages, the later one first. */
export function compareAcrossLanguages(a: Features, b: Features, out: Float64Array): void {
  const query = denseQuery(a);
  const skeletons = query.dot(b, PART.skeletons);
  const numbers = query.dot(b, PART.numbers);
  out[0] = skeletons;
  out[1] = sharedWeight(skeletons, a, b, PART.skeletons);
  out[2] = maxSharedWeight(query, a, b, PART.skeletons);
  out[3] = numbers;
  out[4] = sharedWeight(numbers, a, b, PART.numbers);
  out[5] = numberClash(numbers, a, b);
  out[6] = cappedDaysApart(a, b);
  out[7] = timeKnown(a, b);
  out[8] = Math.min(count(a, PART.skeletons), count(b, PART.skeletons));
}

/**
 * Features of the shared words of headlines and bodies: their cosine, the share of either headline that the other
 * report covers, the heaviest and the most recently rare shared term, and the cosine weighted by rarity. One pass for
 * each part.
 */
function compareWords(query: DenseQuery, a: Features, b: Features, out: Float64Array): void {
  const { terms, weights, starts } = b;
  const { terms: queryTerms, weights: queryWeights, rarity } = query;
  const lengthA = a.lengths[PART.body] as number;
  const lengthB = b.lengths[PART.body] as number;
  let titleCosine = 0;
  /** Share of each headline, by squared weight, that the other report's body contains. */
  let coverageOfA = 0;
  let coverageOfB = 0;
  const titleEnd = starts[PART.title + 1] as number;
  for (let i = starts[PART.title] as number; i < titleEnd; i++) {
    const position = queryTerms.find(terms[i] as number);
    if (position < 0) continue;
    const weight = weights[i] as number;
    titleCosine += (queryWeights[position * PARTS + PART.title] as number) * weight;
    if ((queryWeights[position * PARTS + PART.body] as number) > 0) coverageOfB += weight * weight;
  }
  let cosine = 0;
  let rarityCosine = 0;
  let maxWeight = 0;
  let maxRarity = 0;
  const bodyEnd = starts[PART.body + 1] as number;
  for (let i = starts[PART.body] as number; i < bodyEnd; i++) {
    const position = queryTerms.find(terms[i] as number);
    if (position < 0) continue;
    coverageOfA += (queryWeights[position * PARTS + PART.title] as number) ** 2;
    const weightA = queryWeights[position * PARTS + PART.body] as number;
    if (weightA === 0) continue;
    const weightB = weights[i] as number;
    const termRarity = rarity[position] as number;
    cosine += weightA * weightB;
    rarityCosine += weightA * weightB * termRarity;
    maxWeight = Math.max(maxWeight, Math.min(weightA * lengthA, weightB * lengthB));
    maxRarity = Math.max(maxRarity, termRarity);
  }
  out[2] = cosine;
  out[7] = (coverageOfA + coverageOfB) / 2;
  out[8] = Math.max(coverageOfA, coverageOfB);
  out[9] = maxWeight;
  out[11] = sharedWeight(titleCosine, a, b, PART.title);
  out[17] = maxRarity;
  out[18] = rarityCosine;
}

/** Raw weight of the heaviest term that both have in a part. */
function maxSharedWeight(query: DenseQuery, a: Vectors, b: Vectors, part: Part): number {
  const { terms, weights, starts } = b;
  const lengthA = a.lengths[part] as number;
  const lengthB = b.lengths[part] as number;
  const end = starts[part + 1] as number;
  let maxWeight = 0;
  for (let i = starts[part] as number; i < end; i++) {
    const position = query.terms.find(terms[i] as number);
    if (position < 0) continue;
    const weightA = query.weights[position * PARTS + part] as number;
    maxWeight = Math.max(maxWeight, Math.min(weightA * lengthA, (weights[i] as number) * lengthB));
  }
  return maxWeight;
}
