/** What the folding engine is given, and what it answers. Types only. */

/** One report, as the engine needs it. Anything but the id may be empty. */
export interface ReportInput {
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

/** An editor's word on one story. It is law. */
export interface Ruling {
  /** Key of the story. */
  story: string;
  /** Ids of reports that are in it. */
  belong: readonly string[];
  /** Ids of reports that are not. */
  not: readonly string[];
}

/** What two reports share, and what comes of it. */
export interface PairEvidence {
  /** The report whose words these are: the one that joined, or one of those that came from the other story. */
  report: string;
  /** The report most like it, on the other side. */
  with: string;
  /** Log odds that the two tell of one event. */
  score: number;
  /** What the link has to reach. */
  threshold: number;
  /** Shared, most telling first, as `report` writes them. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two; null if either has no time. */
  hours: number | null;
  /** The report of the story that was filed first with the text that `report` repeats nearly word for word. */
  sameTextAs: string | null;
  /** True where an editor's word decided, and not the score. */
  ruled: boolean;
}

/** What ties, or parts, two sides of more than one report: the two most alike, and how the sides stand as wholes. */
export interface ClusterEvidence extends PairEvidence {
  /**
   * The link of the two sides, which is what has to reach the threshold: the average score of their reports with a part
   * of the strongest. Of many reports a few stand for all.
   */
  link: number;
}

/** One change, in the order in which to apply them. */
export type Decision =
  /** The report begins a story. */
  | { kind: "open"; report: string; story: string }
  /** The report is in a story that was there before it; the evidence is what ties it to the report most like it there. */
  | { kind: "join"; report: string; story: string; evidence: PairEvidence }
  /**
   * A published report goes from one story to another, which more is now known of. The evidence ties it to the story
   * that it is in now.
   */
  | { kind: "move"; report: string; from: string; story: string; evidence: PairEvidence }
  /**
   * Every report of `from` is now in `story`, also those that memory no longer holds; `from` leads there for good. The
   * evidence is the bond between the two stories, or of the new report that is close to both.
   */
  | { kind: "merge"; from: string; story: string; evidence: ClusterEvidence }
  /**
   * These reports of `from` are now a story of their own. The evidence is what ties them still to those that stay. That
   * does not reach the threshold, or it is less than the pull of other reports, which are with them now: the bond with
   * those is told beside it, null where there are none.
   */
  | {
      kind: "split";
      from: string;
      story: string;
      reports: string[];
      evidence: ClusterEvidence;
      pull: ClusterEvidence | null;
    };
