/**
 * The score of two reports: log odds that they tell of one event. It has three parts: how alike they are, how they stand
 * beside their rivals, and what is to be expected in this stream.
 */
import type { Features } from "./features.ts";
import { judge } from "./model.ts";
import { compare, compareForeign, FOREIGN_SIMILARITIES, foreign, SIMILARITIES } from "./pair.ts";
import { settings } from "./settings.ts";
import { count, dot, PART } from "./vector.ts";
import { foreignModel, model } from "./weights.ts";

const judgeAlike = judge(model);
const judgeAbroad = judge(foreignModel);
const row = new Float64Array(SIMILARITIES.length);
const foreignRow = new Float64Array(FOREIGN_SIMILARITIES.length);

/**
 * Weighs likeness, and what it has over the best that either has elsewhere. From a regression on pairs that the pair model
 * was not learned from; the three files agree on it within a fifth.
 */
const STANDING = { base: 0.79, alike: 0.61, ahead: 0.22, most: 4 };

/** Names and numbers alone must speak louder than words, names and numbers together. */
const FOREIGN_PENALTY = 1;

/**
 * Score of one text at two outlets, whatever the trees say: a story that everyone
 * prints has words that are met everywhere.
 */
const COPIED = 3;
const SAME_TEXT = { days: 2, words: 3, length: 8 };

/** True if two reports print one text within two days. */
export function isSameText(a: Features, b: Features): boolean {
  if (Math.abs(a.day - b.day) > SAME_TEXT.days) return false;
  // A headline of one or two words ("Breaking") is the same by chance.
  if (
    count(a, PART.title) < SAME_TEXT.words ||
    (a.lengths[PART.title] as number) < SAME_TEXT.length
  )
    return false;
  return dot(a, b, PART.body) > 0.93 && dot(a, b, PART.title) > 0.93;
}

/** Scores two reports that have no rivals, the later one first. */
export function similarity(later: Features, earlier: Features): number {
  const none = settings.leastAlike;
  return judged(later, earlier, likeness(later, earlier), none, none);
}

/** The score of two reports, given how alike they are and each one's best rival is. */
export function judged(
  later: Features,
  earlier: Features,
  alike: number,
  rival: number,
  otherRival: number,
): number {
  // The model for two languages has learned its own odds.
  if (foreign(later, earlier)) return alike;
  const { base, most } = STANDING;
  const ahead =
    Math.max(-most, Math.min(most, alike - rival)) +
    Math.max(-most, Math.min(most, alike - otherRival));
  return cut(base + STANDING.alike * alike + STANDING.ahead * ahead + later.odds);
}

/** How alike two reports are: log of how much likelier this is for one event than for two; cut at the ceiling. */
export function likeness(a: Features, b: Features): number {
  let score: number;
  if (foreign(a, b)) {
    compareForeign(a, b, foreignRow);
    score = judgeAbroad(foreignRow) - FOREIGN_PENALTY;
  } else {
    compare(a, b, row);
    score = judgeAlike(row);
    if (score < COPIED && isSameText(a, b)) score = COPIED;
  }
  return cut(score);
}

const cut = (score: number): number =>
  Math.max(-settings.ceiling, Math.min(settings.ceiling, score));
