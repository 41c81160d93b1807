/** When two reports print one text. The one definition, for folding and for readers. */
import type { Features } from "../features/extract.ts";
import { dot } from "./dense-query.ts";
import { count, PART, type Part, type Vectors } from "../features/sparse-vectors.ts";

/** Days within which outlets print a text; what comes back later is a column of that name, or a recurring notice. */
const DAYS = 2;

/** A headline of one or two words ("Breaking"), or of words that everyone uses, is the same by chance. */
const HEADLINE = { words: 3, weight: 8 };

/** Cosines from which headlines, and texts with their headlines, count as the same: a sign-off changes a few words. */
const SAME = { title: 0.93, body: 0.93 };

/**
 * Under another headline the text must be long enough to be known by its neighbouring words, all but a sign-off must be
 * the same, and both headlines must be about it: what shares a long notice of the outlet's, and not the news, has
 * headlines that the other knows nothing of.
 */
const RETITLED = { words: 12, pairs: 0.6, overlap: 0.75, held: 0.3 };

/** Cosine of two bodies below which they are no one text: for those who know it already, and need not ask. */
export const MIN_BODY_COSINE = 0.5;

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
  if (a.outlet === b.outlet || dot(a, b, PART.bigrams) < RETITLED.pairs) return false;
  const titles = new Set([...weights(a, PART.title).keys(), ...weights(b, PART.title).keys()]);
  const [x, y] = [textOnly(a, titles), textOnly(b, titles)];
  return (
    Math.min(x.size, y.size) >= RETITLED.words &&
    overlap(x, y) >= RETITLED.overlap &&
    held(a, b) >= RETITLED.held &&
    held(b, a) >= RETITLED.held
  );
}

/** Terms of a part with their own weights. */
function weights(
  { terms, weights: scaled, starts, lengths }: Vectors,
  part: Part,
): Map<number, number> {
  const found = new Map<number, number>();
  for (let i = starts[part] as number; i < (starts[part + 1] as number); i++)
    found.set(terms[i] as number, (scaled[i] as number) * (lengths[part] as number));
  return found;
}

/** The words of a report that are in neither headline. */
function textOnly(report: Vectors, titles: ReadonlySet<number>): Map<number, number> {
  const all = weights(report, PART.body);
  for (const term of titles) all.delete(term);
  return all;
}

/** Part of two sets of words, by weight, that is in both. */
function overlap(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let shared = 0;
  let all = 0;
  for (const [term, weight] of a) {
    const other = b.get(term) ?? 0;
    shared += Math.min(weight, other);
    all += Math.max(weight, other);
  }
  for (const [term, weight] of b) if (!a.has(term)) all += weight;
  return shared / all;
}

/** Part of one report's headline, by weight, that the other report has anywhere. */
function held(a: Vectors, b: Vectors): number {
  const other = weights(b, PART.body);
  let sum = 0;
  let all = 0;
  for (const [term, weight] of weights(a, PART.title)) {
    all += weight * weight;
    if (other.has(term)) sum += weight * weight;
  }
  return all === 0 ? 0 : sum / all;
}
