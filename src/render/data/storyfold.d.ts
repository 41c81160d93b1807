/**
 * TypeScript types of the JSON that an edition serves. The file has no dependencies, so that it can be copied.
 *
 * The same types are served as JSON Schema at /schemas/story.json and /schemas/storyfold.json.
 */

/** An outlet that reports a story. */
export interface OutletData {
  id: string;
  name: string;
  /** Home page. */
  url?: string;
  /** One line on who is behind it. */
  about: string;
}

/** A report of a story. */
export interface ReportData {
  /** The id of the outlet. */
  outlet: string;
  title: string;
  /** Set if the outlet's headline is not known and the edition wrote this one. */
  title_is_ours?: true;
  /** Null if the address may not become a link. */
  url: string | null;
  /** ISO 8601 at the known precision: a day, or a time with or without a zone. Null if not known. */
  published: string | null;
  /** Set if the report gives no date and the edition estimated this one. */
  published_is_estimated?: true;
  /** A BCP 47 tag. */
  language: string;
  /** The source whose reporting it cites. */
  via?: string;
}

/** The `_storyfold` member of an item in the JSON Feed. */
export interface StoryfoldExtension {
  about: string;
  first_published: string;
  outlets: OutletData[];
  /** At most 60, and at most five of one outlet. */
  reports: ReportData[];
  /** How many there are in all. */
  counts: { outlets: number; reports: number };
  disagreements: string[];
}

/** Why a report is in its story. */
export interface FoldedData {
  /** "first": it opened the story; "likeness": its text matched; "editor": the edition's editor put it there. */
  by: "first" | "likeness" | "editor";
  /** Probability that it is about the same event as its nearest report, 0 to 1. */
  score: number;
  /** Minimum score that the story requires, 0 to 1. */
  threshold: number;
  /** The URL of the nearest report. */
  nearest: string | null;
  /** Names, other words and numbers that the two reports share, the most distinctive first. */
  names: string[];
  words: string[];
  numbers: string[];
  /** Hours between the two reports. */
  hours_apart: number | null;
  /** The URL of the report that this one is a near-duplicate of. */
  same_text_as: string | null;
}

/** A report in /stories/KEY.json. */
export interface StoryReportData extends ReportData {
  summary: string;
  tags: string[];
  /** When the last change by the outlet was noticed, in UTC. */
  amended?: string;
  /** Since when the outlet's feed lists older reports, but not this one, in UTC. */
  removed?: string;
  folded: FoldedData;
}

/** An event in a story's timeline. */
export interface EventData {
  event: "reported" | "amended";
  /** ISO 8601 at the known precision; null if not known. */
  at: string | null;
  /** The id of the outlet. */
  outlet: string;
  /** The URL of the report. */
  report: string | null;
  /** Set if this is the outlet's first report of the story. */
  new_outlet?: true;
}

/** The evidence that links two stories, or a report to the story that it moved to. */
export interface ChangeEvidenceData {
  by: "likeness" | "editor";
  /** Probability that the two reports, one of each story, are about the same event, 0 to 1. */
  score: number;
  /** Minimum probability that the story requires, 0 to 1. */
  threshold: number;
  /** Probability that the two stories as wholes are one event, 0 to 1. Null if single reports moved. */
  link: number | null;
  /** The URLs of the two reports. */
  report: string | null;
  nearest: string | null;
  names: string[];
  words: string[];
  numbers: string[];
  hours_apart: number | null;
}

/** A change of a story other than a report joining it. */
export interface ChangeData {
  /**
   * "merge": the other story became part of this one.
   * "split": this story was split off from the other; "part": the other was split off from this one.
   * "gain": reports moved here from the other story; "loss": reports moved to it.
   */
  change: "merge" | "split" | "part" | "gain" | "loss";
  /** When it was decided, in UTC. */
  at: string;
  /** The other story. Its URL redirects if it has become part of another story. */
  story: { key: string; url: string; title: string | null };
  /** Number of reports that moved; 0 if not known. */
  moved: number;
  /** The first of those reports, at most ten, as they were at the time. */
  reports: Pick<ReportData, "outlet" | "title" | "url" | "language">[];
  /** What links the two stories; for "split" and "part", what still linked them. */
  why: ChangeEvidenceData;
  /** For "split" and "part": the stronger link to other reports that drew these away, if there was one. */
  pull: ChangeEvidenceData | null;
}

/** The content of /stories/KEY.json. */
export interface StoryData {
  $schema: string;
  /** The same id as the story's entry in every feed: a tag URI. */
  id: string;
  key: string;
  url: string;
  title: string;
  language: string;
  summary: string;
  tags: string[];
  first_published: string;
  updated: string;
  /** How many there are in all. `texts` counts near-duplicates among the reports below once. */
  counts: { outlets: number; reports: number; texts: number };
  outlets: OutletData[];
  reports: StoryReportData[];
  /** In order: publications, then amendments. */
  timeline: EventData[];
  /** The latest twenty, oldest first. */
  changes: ChangeData[];
  disagreements: string[];
  /** Distinctive words: those that most outlets use, and those that only one outlet uses. */
  words: {
    shared: { word: string; outlets: string[] }[];
    own: { outlet: string; words: string[] }[];
  };
}
