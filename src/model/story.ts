import type { Report } from "./report.ts";

/** One text in the two forms that documents need. `html` is safe to put into a page as it is. */
export interface Prose {
  text: string;
  html: string;
}

/** An editor's word on a story: law for folding, and what readers see in place of the machine's choice. */
export interface EditorStory {
  /** The name of its file: the story's key if the story is new, another address of it otherwise. */
  key: string;
  headline: string;
  summary: Prose;
  tags: string[];
  /** Where its reports contradict each other, a point each, in plain text. */
  disagreements: string[];
  /** URLs of the reports that belong. At least one. */
  reports: string[];
  /** URLs of the reports that do not. */
  not: string[];
}

/** Why a report is in its story. */
export interface Evidence {
  /** "first" opened the story, "likeness" joined it by what it says, "editor" is there because a file says so. */
  by: "first" | "likeness" | "editor";
  /** How surely it tells of the same event as its nearest report in the story, and what the story as a whole asks; 0 to 1. */
  score: number;
  threshold: number;
  /** The URL of that nearest report. */
  nearest: string | null;
  /** What the two share, the most telling first, as this report writes it. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two. */
  hours: number | null;
  /** The URL of the earlier report whose text this one repeats nearly word for word. */
  sameTextAs: string | null;
}

/** The evidence of a report that opened its story. */
export const FIRST_REPORT: Evidence = {
  by: "first",
  score: 1,
  threshold: 0,
  nearest: null,
  names: [],
  words: [],
  numbers: [],
  hours: null,
  sameTextAs: null,
};

/** What ties reports of two stories. */
export interface ChangeEvidence extends Evidence {
  /** The URL of the report that `nearest` is nearest to: the two stand for their stories. */
  report: string | null;
  /** How surely the two stories as wholes are one event; 0 to 1. Null where single reports went over. */
  link: number | null;
}

/** A report that went from one story to another, as it was then. */
export type MovedReport = Pick<Report, "url" | "outlet" | "title" | "language">;

/** Something that happened to a story other than that a report joined it. */
export interface Change {
  /** Milliseconds since 1970 (UTC): when it was decided. */
  moment: number;
  /**
   * "merge": the other story became part of this one. "split": this one came out of the other; "part": the other came out
   * of this one. "gain": reports came over from the other; "loss": some went over to it.
   */
  kind: "merge" | "split" | "part" | "gain" | "loss";
  /** The other story: its key, and the headline that it had then with its language; null where that was not noted. */
  other: { key: string; headline: string | null; language: string | null };
  /** How many reports went from one to the other, and the first of them. None where that was not noted. */
  moved: number;
  reports: MovedReport[];
  /** What ties the two; at a split, what still does. */
  evidence: ChangeEvidence;
  /** At a split, the stronger tie that drew the reports away, if one did. */
  pull: ChangeEvidence | null;
}

export interface FoldedReport extends Report {
  evidence: Evidence;
  /** When the outlet was last seen to have changed its words: milliseconds since 1970 (UTC). Null if it never was. */
  amended: number | null;
}

/** One event: the reports about it, as published. */
export interface Story {
  /** Never changes. Of a-z, 0-9 and hyphens. */
  key: string;
  headline: string;
  summary: Prose;
  tags: string[];
  disagreements: string[];
  /** Milliseconds since 1970 (UTC): its earliest report. */
  firstPublished: number;
  /** Milliseconds since 1970 (UTC): its last significant change, a report from a new outlet. No two stories share it. */
  updated: number;
  /** In order of publication. */
  reports: FoldedReport[];
}
