/** The score of two reports: log odds that they tell of one event. */
import type { Features } from "./features.ts";
import { dot } from "./lookup.ts";
import { judge } from "./model.ts";
import { compare, compareForeign, FOREIGN_SIMILARITIES, foreign, SIMILARITIES } from "./pair.ts";
import { settings } from "./settings.ts";
import { count, PART } from "./vector.ts";
import { foreignModel, model } from "./weights.ts";

const alike = judge(model);
const alikeAbroad = judge(foreignModel);
const BODY = SIMILARITIES.findIndex(([name]) => name === "bodyCosine");
const row = new Float64Array(SIMILARITIES.length);
const foreignRow = new Float64Array(FOREIGN_SIMILARITIES.length);

/** Names and numbers alone must speak louder than words, names and numbers together. */
const FOREIGN_PENALTY = 1;

/**
 * Score of one text at two outlets, whatever the trees say: a story that everyone
 * prints has words that are met everywhere.
 */
const COPIED = 3;
const SAME_TEXT = { days: 2, words: 3, length: 8, cosine: 0.93 };

/** True if two reports print one text within two days. */
export function isSameText(a: Features, b: Features): boolean {
  if (Math.abs(a.day - b.day) > SAME_TEXT.days) return false;
  // A headline of one or two words ("Breaking") is the same by chance.
  if (
    count(a, PART.title) < SAME_TEXT.words ||
    (a.lengths[PART.title] as number) < SAME_TEXT.length
  )
    return false;
  return dot(a, b, PART.body) > SAME_TEXT.cosine && dot(a, b, PART.title) > SAME_TEXT.cosine;
}

/** Scores two reports, cut at the ceiling on either side. */
export function similarity(a: Features, b: Features): number {
  let score: number;
  if (foreign(a, b)) {
    compareForeign(a, b, foreignRow);
    score = alikeAbroad(foreignRow) - FOREIGN_PENALTY;
  } else {
    compare(a, b, row);
    score = alike(row);
    // The body's cosine is known by now, and seldom so high.
    if (score < COPIED && (row[BODY] as number) > SAME_TEXT.cosine && isSameText(a, b))
      score = COPIED;
  }
  return Math.max(-settings.ceiling, Math.min(settings.ceiling, score));
}
