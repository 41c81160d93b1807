/**
 * The score of two reports: log odds that they tell of one event. It has three parts: how alike they are, how they stand
 * beside their rivals, and what is to be expected in this stream.
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
const BODY = PAIR_FEATURES.findIndex(([name]) => name === "bodyCosine");
const row = new Float64Array(PAIR_FEATURES.length);
const foreignRow = new Float64Array(CROSS_LANGUAGE_FEATURES.length);

/** First and last name of one person are one name: where nothing else is shared, that person may be anywhere. */
const ONE_NAME = { skeletons: 2, penalty: 0.7 };

/** Words that two reports share which may be in one language. */
const SHARED_WORDS = 2;

/** Names and numbers alone must speak louder than words, names and numbers together. */
const FOREIGN_PENALTY = 1.35;

/**
 * Score of one text at two outlets, whatever the trees say: a story that everyone
 * prints has words that are met everywhere.
 */
const COPIED = 3;

/** Scores two reports that have no rivals, the later one first. */
export function pairScore(later: Features, earlier: Features): number {
  const none = settings.minLikeness;
  return scoreFromLikeness(later, earlier, likeness(later, earlier), none, none);
}

/** The score of two reports, given how alike they are and each one's best rival is. */
export function scoreFromLikeness(
  later: Features,
  earlier: Features,
  alike: number,
  rival: number,
  otherRival: number,
): number {
  // The model for two languages has learned its own odds.
  if (inTwoLanguages(later, earlier)) return alike;
  const most = settings.maxMargin;
  const ahead =
    Math.max(-most, Math.min(most, alike - rival)) +
    Math.max(-most, Math.min(most, alike - otherRival));
  return clamp(
    settings.scoreIntercept +
      settings.likenessWeight * alike +
      settings.marginWeight * ahead +
      priorOf(later, earlier),
  );
}

/** How alike two reports are: log of how much likelier this is for one event than for two; cut at the ceiling. */
export function likeness(a: Features, b: Features): number {
  if (!haveDifferentLanguages(a, b)) return sameLanguageLikeness(a, b);
  return isOneLanguage(a, b)
    ? Math.max(crossLanguageLikeness(a, b), sameLanguageLikeness(a, b))
    : crossLanguageLikeness(a, b);
}

/** True if two reports are best compared by names and numbers alone. */
export function inTwoLanguages(a: Features, b: Features): boolean {
  return (
    haveDifferentLanguages(a, b) &&
    !(isOneLanguage(a, b) && sameLanguageLikeness(a, b) >= crossLanguageLikeness(a, b))
  );
}

/** Two that share words may be in one language, whatever their tags say; numbers are the same in all. */
function isOneLanguage(a: Features, b: Features): boolean {
  return shared(a, b, PART.body) - shared(a, b, PART.numbers) >= SHARED_WORDS;
}

function sameLanguageLikeness(a: Features, b: Features): number {
  compare(a, b, row);
  const score = sameLanguageModel(row);
  // The body's cosine is known by now, and seldom so high.
  const copied = score < COPIED && (row[BODY] as number) >= MIN_BODY_COSINE && isSameText(a, b);
  return clamp(copied ? COPIED : score);
}

function crossLanguageLikeness(a: Features, b: Features): number {
  compareAcrossLanguages(a, b, foreignRow);
  const score = crossLanguageModel(foreignRow) - FOREIGN_PENALTY;
  const oneName =
    shared(a, b, PART.skeletons) <= ONE_NAME.skeletons && dot(a, b, PART.numbers) === 0;
  return clamp(oneName ? score - ONE_NAME.penalty : score);
}

/** How many terms of a part both have. */
function shared(a: Features, b: Features, part: Part): number {
  const query = denseQuery(a);
  let count = 0;
  for (let i = b.starts[part] as number; i < (b.starts[part + 1] as number); i++)
    if (query.has(b.terms[i] as number, part)) count++;
  return count;
}

const clamp = (score: number): number =>
  Math.max(-settings.maxScore, Math.min(settings.maxScore, score));
