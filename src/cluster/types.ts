/** What the folding engine is given, and what it answers. Types only. */
import type { Features } from "./features.ts";

/** One report, as the engine needs it. Anything but the id may be empty. */
export interface Item {
  id: string;
  outlet: string | null;
  url: string | null;
  title: string;
  text: string;
  /** Published, in milliseconds UTC; null where nobody knows. */
  time: number | null;
  /** BCP 47; null where unknown, and then guessed from the words. */
  language: string | null;
}

/** A report that was filed before, as the archive gives it back. */
export interface Filed {
  id: string;
  story: string;
  /** When the story was opened, as a number that only grows (the row of its first report will do). */
  opened: number;
  /** What `encode` made of the report when it was filed. */
  features: Features;
}

/**
 * Where reports are that memory no longer holds. Every call is one indexed
 * query, answered at once.
 */
export interface Archive {
  /**
   * Reports that hold any of these terms, those that hold most of them first.
   * `SELECT report, count(*) FROM terms WHERE term IN (…) GROUP BY report ORDER BY 2 DESC LIMIT ?`
   */
  holders(terms: readonly number[], limit: number): Filed[];
  /** The reports with these ids, those that it has. */
  reports(ids: readonly string[]): Filed[];
}

/** An editor's word on one story. It is law. */
export interface Ruling {
  /** Key of the story. */
  story: string;
  /** Ids of reports that are in it. */
  belong: readonly string[];
  /** Ids of reports that are not. */
  not: readonly string[];
}

/** What ties a report to its story. */
export interface Evidence {
  /** The report of the story that is most like it. */
  with: string;
  /** Log odds that the two tell of one event. */
  score: number;
  /** What the story's link had to reach. */
  threshold: number;
  /** Shared, most telling first, as this report writes them. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two; null if either has no time. */
  hours: number | null;
  /** The earlier report whose text this one repeats nearly word for word. */
  sameTextAs: string | null;
  /** True where an editor's word decided, and not the score. */
  ruled: boolean;
}

/** One change, in the order in which to apply them. */
export type Decision =
  | { kind: "open"; report: string; story: string }
  | { kind: "join"; report: string; story: string; evidence: Evidence }
  | { kind: "move"; report: string; from: string; story: string; evidence: Evidence | null }
  /** Every report of `from` is now in `story`, also those that memory no longer holds; `from` leads there for good. */
  | { kind: "merge"; from: string; story: string; evidence: Evidence | null }
  /** These reports of `from` are now a story of their own. */
  | { kind: "split"; from: string; story: string; reports: string[] };
