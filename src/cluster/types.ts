/** Input and output of the folding engine. Types only. */

/** A report as the engine reads it. Everything but the id may be empty. */
export interface ReportInput {
  id: string;
  outlet: string | null;
  url: string | null;
  title: string;
  text: string;
  /** Time of publication in milliseconds since 1970, UTC; null if unknown. */
  time: number | null;
  /** BCP 47 tag; null if unknown, in which case it is detected. */
  language: string | null;
}

/** An editor's ruling on one story. It overrides every score. */
export interface Ruling {
  /** Key of the story. */
  story: string;
  /** Ids of reports that must be in it. */
  belong: readonly string[];
  /** Ids of reports that must not be in it. */
  not: readonly string[];
}

/** The evidence for a pair of reports: what they share, and their score. */
export interface PairEvidence {
  /** The report whose words are listed: the one that joined or moved, or one from the other story. */
  report: string;
  /** The report on the other side with the highest score. */
  with: string;
  /** Log odds that both reports are about one event. */
  score: number;
  /** Minimum log odds of a link. */
  threshold: number;
  /** Shared terms as `report` writes them, heaviest first. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two reports; null if either has no time. */
  hours: number | null;
  /** The story's first report with nearly the same text as `report`; null if there is none. */
  sameTextAs: string | null;
  /** True if an editor's ruling decided, not the score. */
  ruled: boolean;
}

/** The evidence for two groups of reports: their most similar pair, and the link of the groups. */
export interface ClusterEvidence extends PairEvidence {
  /**
   * Link of the groups, which must reach the threshold: their average score with a share of the highest one. A sample
   * represents large groups.
   */
  link: number;
}

/** One change. Decisions must be applied in order. */
export type Decision =
  /** The report opens a story. */
  | { kind: "open"; report: string; story: string }
  /** The report joins an existing story. The evidence links it with the most similar report there. */
  | { kind: "join"; report: string; story: string; evidence: PairEvidence }
  /** A published report moves to another story. The evidence links it with the story that it is in now. */
  | { kind: "move"; report: string; from: string; story: string; evidence: PairEvidence }
  /**
   * Every report of `from` is now in `story`, including those that have left memory. `from` redirects there
   * permanently. The evidence links the two stories, or one of them with a new report that is close to both.
   */
  | { kind: "merge"; from: string; story: string; evidence: ClusterEvidence }
  /**
   * These reports of `from` are now a story of their own. The evidence links them with the reports that stay. That
   * link is below the threshold, or weaker than the link with other reports that they are with now: `pull` is the
   * evidence for those, null if there are none.
   */
  | {
      kind: "split";
      from: string;
      story: string;
      reports: string[];
      evidence: ClusterEvidence;
      pull: ClusterEvidence | null;
    };
