/** When two reports print one text. The one definition, for folding and for readers. */
import type { Features } from "./features.ts";
import { count, dot, PART, type Vectors } from "./vector.ts";

/** Days within which outlets print a text; what comes back later is a column of that name, or a recurring notice. */
const DAYS = 2;

/** A headline of one or two words ("Breaking"), or of words that everyone uses, is the same by chance. */
const HEADLINE = { words: 3, weight: 8 };

/** Cosines from which headlines, and texts with their headlines, count as the same: a sign-off changes a few words. */
const SAME = { title: 0.93, body: 0.93 };

/**
 * Under another headline the text must be long enough to be known by its neighbouring words, and both headlines must be
 * about it: what shares a long notice of the outlet's, and not the news, has headlines that the other knows nothing of.
 */
const RETITLED = { words: 12, pairs: 0.7, body: 0.7, held: 0.3 };

/** True if two reports print one text within two days, nearly word for word; under one headline or two. */
export function isSameText(a: Features, b: Features): boolean {
  if (Math.abs(a.day - b.day) > DAYS) return false;
  return isSameReport(a, b) || isRetitled(a, b);
}

/** Headline and text are the same. */
function isSameReport(a: Features, b: Features): boolean {
  return (
    count(a, PART.title) >= HEADLINE.words &&
    (a.lengths[PART.title] as number) >= HEADLINE.weight &&
    dot(a, b, PART.title) > SAME.title &&
    dot(a, b, PART.body) > SAME.body
  );
}

/** The text is the same, at two outlets: at one it would be the page's furniture, or the next version of its report. */
function isRetitled(a: Features, b: Features): boolean {
  return (
    a.outlet !== b.outlet &&
    Math.min(words(a), words(b)) >= RETITLED.words &&
    dot(a, b, PART.pairs) >= RETITLED.pairs &&
    dot(a, b, PART.body) >= RETITLED.body &&
    held(a, b) >= RETITLED.held &&
    held(b, a) >= RETITLED.held
  );
}

/** Words that only the text has, about. */
const words = (report: Features): number => count(report, PART.body) - count(report, PART.title);

/** Part of one report's headline, by weight, that the other report has anywhere. */
function held(a: Vectors, b: Vectors): number {
  const all = b.terms.subarray(b.starts[PART.body], b.starts[PART.body + 1]);
  let sum = 0;
  for (let i = a.starts[PART.title] as number; i < (a.starts[PART.title + 1] as number); i++)
    if (all.includes(a.terms[i] as number)) sum += (a.weights[i] as number) ** 2;
  return sum;
}
