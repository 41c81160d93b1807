/**
 * The evidence of a report as its row has it: a list of values without their names, with the other reports by their ids.
 * It is a third as long as the published form, in which earlier programs stored it.
 */
import { FIRST_REPORT, type Evidence } from "../../model/story.ts";

/** The evidence of a report, with the ids of other reports in place of their URLs. */
export interface StoredEvidence extends Omit<Evidence, "nearest" | "sameTextAs"> {
  nearest: number | null;
  sameTextAs: number | null;
}

const KINDS: readonly Evidence["by"][] = ["first", "likeness", "editor"];

/** Probabilities have three decimals. */
const PER_MILLE = 1_000;

type Values = [
  by: number,
  score: number,
  threshold: number,
  nearest: number | null,
  names: string[],
  words: string[],
  numbers: string[],
  hours: number | null,
  sameTextAs: number | null,
];

/** Where queries find the report that had a text first. */
export const SAME_TEXT_AS = "$[8]";
/** Where they find the most similar report. */
export const NEAREST = "$[3]";

/** The report that had the text first: its id, or its URL in the form of earlier programs. */
export function sameTextIn(text: string): number | string | null {
  const stored = JSON.parse(text) as Values | Evidence;
  return Array.isArray(stored) ? stored[8] : stored.sameTextAs;
}

export const encodeEvidence = (evidence: StoredEvidence): string =>
  JSON.stringify([
    KINDS.indexOf(evidence.by),
    Math.round(PER_MILLE * evidence.score),
    Math.round(PER_MILLE * evidence.threshold),
    evidence.nearest,
    evidence.names,
    evidence.words,
    evidence.numbers,
    evidence.hours,
    evidence.sameTextAs,
  ] satisfies Values);

/** Of a report that an editor placed in its story. */
export const STORED_BY_EDITOR = encodeEvidence({
  ...FIRST_REPORT,
  by: "editor",
  nearest: null,
  sameTextAs: null,
});

/** The published form. @param urls of the reports that may be named, by id */
export function decodeEvidence(text: string, urls: ReadonlyMap<number, string>): Evidence {
  const stored = JSON.parse(text) as Values | Evidence;
  if (!Array.isArray(stored)) return stored;
  const [by, score, threshold, nearest, names, words, numbers, hours, sameTextAs] = stored;
  const urlOf = (id: number | null): string | null => (id === null ? null : (urls.get(id) ?? null));
  return {
    by: KINDS[by] as Evidence["by"],
    score: score / PER_MILLE,
    threshold: threshold / PER_MILLE,
    nearest: urlOf(nearest),
    names,
    words,
    numbers,
    hours,
    sameTextAs: urlOf(sameTextAs),
  };
}
