import type { Report } from "./report.ts";

/** One text in the two forms that documents need. `html` is safe to insert into a page unescaped. */
export interface Prose {
  text: string;
  html: string;
}

/** An editor's version of a story. It overrules folding, and readers see its texts in place of the automatic ones. */
export interface EditorStory {
  /** Name of its file: the story's key if the story is new, otherwise another address of the story. */
  key: string;
  headline: string;
  summary: Prose;
  tags: string[];
  /** Points on which its reports contradict each other, in plain text. */
  disagreements: string[];
  /** URLs of reports that belong to the story. At least one. */
  reports: string[];
  /** URLs of reports that do not belong to it. */
  not: string[];
}

/** Why a report is in its story. */
export interface Evidence {
  /** "first" opened the story, "likeness" joined it by its content, "editor" was placed in it by a content file. */
  by: "first" | "likeness" | "editor";
  /** Probability (0 to 1) that it is about the same event as `nearest`, and the minimum that the story requires. */
  score: number;
  threshold: number;
  /** URL of the most similar report in the story. */
  nearest: string | null;
  /** Terms that both reports contain, the most significant first, as this report writes them. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two reports. */
  hours: number | null;
  /** URL of the earlier report of which this one is a near-duplicate. */
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

/** What links the reports of two stories. */
export interface ChangeEvidence extends Evidence {
  /** URL of the report that `nearest` is nearest to. The two represent their stories. */
  report: string | null;
  /** Probability that the two complete stories are about one event; 0 to 1. Null if only single reports moved. */
  link: number | null;
}

/** A report that moved from one story to another, as it was at that time. */
export type MovedReport = Pick<Report, "url" | "outlet" | "title" | "language">;

/** A change to a story, other than a report joining it. */
export interface Change {
  /** When it was decided, in milliseconds since 1970 (UTC). */
  moment: number;
  /**
   * "merge": the other story was merged into this one. "split": this story was split off from the other. "part": the
   * other was split off from this one. "gain": reports moved here from the other. "loss": reports moved from here to
   * the other.
   */
  kind: "merge" | "split" | "part" | "gain" | "loss";
  /** The other story: its key, and its headline and language at that time; null if those were not recorded. */
  other: { key: string; headline: string | null; language: string | null };
  /** How many reports moved, and the first of them. Zero and empty if that was not recorded. */
  moved: number;
  reports: MovedReport[];
  /** What links the two stories; for a split, what still links them. */
  evidence: ChangeEvidence;
  /** For a split, the stronger link that drew the reports away; null if there was none. */
  pull: ChangeEvidence | null;
}

/** A report in a story. */
export interface FoldedReport extends Report {
  evidence: Evidence;
  /** When a change of its text by the outlet was last noticed, in milliseconds since 1970 (UTC). Null if never. */
  amended: number | null;
  /** Since when its feed lists older reports but not this one, in milliseconds since 1970 (UTC). Null if it does. */
  removed: number | null;
}

/** One event: the reports about it, as they are published. */
export interface Story {
  /** Permanent: a-z, 0-9 and hyphens. */
  key: string;
  headline: string;
  /** BCP 47 tag of the headline and of the summary. Null for a text by an editor, in the edition's language. */
  language: string | null;
  summary: Prose;
  summaryLanguage: string | null;
  tags: string[];
  disagreements: string[];
  /** When its earliest report was published, in milliseconds since 1970 (UTC). */
  firstPublished: number;
  /**
   * When it last changed significantly, by a report from a new outlet, in milliseconds since 1970 (UTC). No two stories
   * have the same value.
   */
  updated: number;
  /**
   * When the first, the second and each further outlet joined, in milliseconds since 1970 (UTC). Empty or too short where
   * that was not recorded.
   */
  joined: number[];
  /** The reports that its entry shows, in order of publication. */
  reports: FoldedReport[];
  /** How many reports it has, and of how many outlets: an entry shows a bounded number of them. */
  counts: { reports: number; outlets: number };
}
