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
  /** How alike the report and the rest of its story are, and what it takes to be folded: both from 0 to 1. */
  score: number;
  threshold: number;
  /** Words, names and numbers that they share, the most telling first. */
  shared: string[];
  /** "editor" when an editor's file says so, "first" when the report opened the story. */
  by: "first" | "likeness" | "editor";
}

export interface FoldedReport extends Report {
  evidence: Evidence;
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
