/**
 * The score of a pair: the log odds that both reports are about one event. It combines their likeness, its margin over
 * their best rivals, and the prior log odds of the stream.
 */
import type { Features } from "../features/extract.ts";
import { dot, denseQuery } from "./dense-query.ts";
import { compileForest } from "./boosted-trees.ts";
import {
  compare,
  compareAcrossLanguages,
  CROSS_LANGUAGE_FEATURES,
  haveDifferentLanguages,
  PAIR_FEATURES,
} from "./pair-features.ts";
import { isSameText, MIN_BODY_COSINE } from "./near-duplicate.ts";
import { settings } from "../hyperparameters.ts";
import { priorOf } from "../features/time-gap.ts";
import { PART, type Part } from "../features/sparse-vectors.ts";
import { crossLanguageForest, sameLanguageForest } from "./model.generated.ts";

const sameLanguageModel = compileForest(sameLanguageForest);
const crossLanguageModel = compileForest(crossLanguageForest);
const BODY_COSINE = PAIR_FEATURES.findIndex(([name]) => name === "bodyCosine");
const row = new Float64Array(PAIR_FEATURES.length);
const crossLanguageRow = new Float64Array(CROSS_LANGUAGE_FEATURES.length);

/** Two shared names may be the first and last name of one person, who may be in any story. Penalty in log odds. */
const SINGLE_NAME = { maxSkeletons: 2, penalty: 0.7 };

/** Minimum number of shared words for a pair that may be in one language in spite of its tags. */
const MIN_SHARED_WORDS = 2;

/** Penalty in log odds for pairs in two languages, because names and numbers alone are weaker evidence. */
const CROSS_LANGUAGE_PENALTY = 1.35;

/**
 * Minimum likeness of near-duplicates. The trees underrate texts that many outlets print, whose words become common.
 */
const NEAR_DUPLICATE_LIKENESS = 3;

/** Scores two reports that have no rivals, the later one first. */
export function pairScore(later: Features, earlier: Features): number {
  const noRival = settings.minLikeness;
  return scoreFromLikeness(later, earlier, likeness(later, earlier), noRival, noRival);
}

/**
 * The score of two reports, the later one first.
 *
 * @param pairLikeness their likeness
 * @param laterRival likeness of the later report and its best rival
 * @param earlierRival likeness of the earlier report and its best rival
 */
export function scoreFromLikeness(
  later: Features,
  earlier: Features,
  pairLikeness: number,
  laterRival: number,
  earlierRival: number,
): number {
  // The cross-language model includes the prior that it was trained with.
  if (inTwoLanguages(later, earlier)) return pairLikeness;
  const { maxMargin } = settings;
  const margin =
    Math.max(-maxMargin, Math.min(maxMargin, pairLikeness - laterRival)) +
    Math.max(-maxMargin, Math.min(maxMargin, pairLikeness - earlierRival));
  return clamp(
    settings.scoreIntercept +
      settings.likenessWeight * pairLikeness +
      settings.marginWeight * margin +
      priorOf(later, earlier),
  );
}

/**
 * The likeness of two reports, the later one first: the log likelihood ratio of their features, for one event against
 * two. Clamped to the maximum score. In two languages it is the log odds themselves.
 */
export function likeness(a: Features, b: Features): number {
  if (!haveDifferentLanguages(a, b)) return sameLanguageLikeness(a, b);
  return mayBeOneLanguage(a, b)
    ? Math.max(crossLanguageLikeness(a, b), sameLanguageLikeness(a, b))
    : crossLanguageLikeness(a, b);
}

/** True if two reports are compared across languages, by names, numbers and dates alone. */
export function inTwoLanguages(a: Features, b: Features): boolean {
  return (
    haveDifferentLanguages(a, b) &&
    !(mayBeOneLanguage(a, b) && sameLanguageLikeness(a, b) >= crossLanguageLikeness(a, b))
  );
}

/** True if two reports share enough words, not counting numbers, to be in one language in spite of their tags. */
function mayBeOneLanguage(a: Features, b: Features): boolean {
  return sharedTerms(a, b, PART.body) - sharedTerms(a, b, PART.numbers) >= MIN_SHARED_WORDS;
}

function sameLanguageLikeness(a: Features, b: Features): number {
  compare(a, b, row);
  const score = sameLanguageModel(row);
  // The body cosine is already known, and seldom high enough for the slower test.
  const isUnderrated =
    score < NEAR_DUPLICATE_LIKENESS &&
    (row[BODY_COSINE] as number) >= MIN_BODY_COSINE &&
    isSameText(a, b);
  return clamp(isUnderrated ? NEAR_DUPLICATE_LIKENESS : score);
}

function crossLanguageLikeness(a: Features, b: Features): number {
  compareAcrossLanguages(a, b, crossLanguageRow);
  const score = crossLanguageModel(crossLanguageRow) - CROSS_LANGUAGE_PENALTY;
  const isSingleName =
    sharedTerms(a, b, PART.skeletons) <= SINGLE_NAME.maxSkeletons && dot(a, b, PART.numbers) === 0;
  return clamp(isSingleName ? score - SINGLE_NAME.penalty : score);
}

/** Number of terms that both reports have in a part. */
function sharedTerms(a: Features, b: Features, part: Part): number {
  const query = denseQuery(a);
  let count = 0;
  for (let i = b.starts[part] as number; i < (b.starts[part + 1] as number); i++)
    if (query.has(b.terms[i] as number, part)) count++;
  return count;
}

const clamp = (score: number): number =>
  Math.max(-settings.maxScore, Math.min(settings.maxScore, score));
