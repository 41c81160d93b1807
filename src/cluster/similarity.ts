/** The score of two reports: log odds that they tell of one event. */
import type { Features } from "./features.ts";
import { judge } from "./model.ts";
import { compare, compareForeign, FOREIGN_SIMILARITIES, foreign, SIMILARITIES } from "./pair.ts";
import { isSameText, LEAST_ALIKE } from "./same-text.ts";
import { settings } from "./settings.ts";
import { dot, PART } from "./vector.ts";
import { foreignModel, model } from "./weights.ts";

const alike = judge(model);
const alikeAbroad = judge(foreignModel);
const BODY = SIMILARITIES.findIndex(([name]) => name === "bodyCosine");
const row = new Float64Array(SIMILARITIES.length);
const foreignRow = new Float64Array(FOREIGN_SIMILARITIES.length);

/** First and last name of one person are one name: where nothing else is shared, that person may be anywhere. */
const ONE_NAME = { bones: 2, penalty: 0.85 };

/** Names and numbers alone must speak louder than words, names and numbers together. */
const FOREIGN_PENALTY = 1;

/**
 * Score of one text at two outlets, whatever the trees say: a story that everyone
 * prints has words that are met everywhere.
 */
const COPIED = 3;

/** Scores two reports, cut at the ceiling on either side. */
export function similarity(a: Features, b: Features): number {
  let score: number;
  if (foreign(a, b)) {
    compareForeign(a, b, foreignRow);
    score = alikeAbroad(foreignRow) - FOREIGN_PENALTY;
    if (sharedBones(a, b) <= ONE_NAME.bones && dot(a, b, PART.numbers) === 0)
      score -= ONE_NAME.penalty;
  } else {
    compare(a, b, row);
    score = alike(row);
    // The body's cosine is known by now, and seldom so high.
    if (score < COPIED && (row[BODY] as number) >= LEAST_ALIKE && isSameText(a, b)) score = COPIED;
  }
  return Math.max(-settings.ceiling, Math.min(settings.ceiling, score));
}

/** How many names, as consonants, both have. */
function sharedBones(a: Features, b: Features): number {
  const other = b.terms.subarray(b.starts[PART.bones], b.starts[PART.bones + 1]);
  let shared = 0;
  for (const bone of a.terms.subarray(a.starts[PART.bones], a.starts[PART.bones + 1]))
    if (other.includes(bone)) shared++;
  return shared;
}
