/**
 * The score of two reports: log odds that they tell of one event. It has three parts: how alike they are, how they stand
 * beside their rivals, and what is to be expected in this stream.
 */
import type { Features } from "./features.ts";
import { dot } from "./lookup.ts";
import { judge } from "./model.ts";
import { compare, compareForeign, FOREIGN_SIMILARITIES, foreign, SIMILARITIES } from "./pair.ts";
import { isSameText, LEAST_ALIKE } from "./same-text.ts";
import { settings } from "./settings.ts";
import { oddsOf } from "./span.ts";
import { PART } from "./vector.ts";
import { foreignModel, model } from "./weights.ts";

const judgeAlike = judge(model);
const judgeAbroad = judge(foreignModel);
const BODY = SIMILARITIES.findIndex(([name]) => name === "bodyCosine");
const row = new Float64Array(SIMILARITIES.length);
const foreignRow = new Float64Array(FOREIGN_SIMILARITIES.length);

/** First and last name of one person are one name: where nothing else is shared, that person may be anywhere. */
const ONE_NAME = { bones: 2, penalty: 0.7 };

/** Names and numbers alone must speak louder than words, names and numbers together. */
const FOREIGN_PENALTY = 1.23;

/**
 * Score of one text at two outlets, whatever the trees say: a story that everyone
 * prints has words that are met everywhere.
 */
const COPIED = 3;

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
  const most = settings.aheadMost;
  const ahead =
    Math.max(-most, Math.min(most, alike - rival)) +
    Math.max(-most, Math.min(most, alike - otherRival));
  return cut(
    settings.base + settings.alike * alike + settings.ahead * ahead + oddsOf(later, earlier),
  );
}

/** How alike two reports are: log of how much likelier this is for one event than for two; cut at the ceiling. */
export function likeness(a: Features, b: Features): number {
  let score: number;
  if (foreign(a, b)) {
    compareForeign(a, b, foreignRow);
    score = judgeAbroad(foreignRow) - FOREIGN_PENALTY;
    if (sharedBones(a, b) <= ONE_NAME.bones && dot(a, b, PART.numbers) === 0)
      score -= ONE_NAME.penalty;
  } else {
    compare(a, b, row);
    score = judgeAlike(row);
    // The body's cosine is known by now, and seldom so high.
    if (score < COPIED && (row[BODY] as number) >= LEAST_ALIKE && isSameText(a, b)) score = COPIED;
  }
  return cut(score);
}

/** How many names, as consonants, both have. */
function sharedBones(a: Features, b: Features): number {
  const other = b.terms.subarray(b.starts[PART.bones], b.starts[PART.bones + 1]);
  let shared = 0;
  for (const bone of a.terms.subarray(a.starts[PART.bones], a.starts[PART.bones + 1]))
    if (other.includes(bone)) shared++;
  return shared;
}

const cut = (score: number): number =>
  Math.max(-settings.ceiling, Math.min(settings.ceiling, score));
