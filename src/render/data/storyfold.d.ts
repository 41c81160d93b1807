/**
 * What an edition gives to scripts, as TypeScript types. They depend on nothing: copy this file.
 *
 * The same as JSON Schema is served at /schemas/story.json and /schemas/storyfold.json.
 */

/** An outlet that reports a story. */
export interface OutletData {
  id: string;
  name: string;
  /** Its home page. */
  url?: string;
  /** One line on who is behind it. */
  about: string;
}

/** A report of a story. */
export interface ReportData {
  /** The id of its outlet. */
  outlet: string;
  title: string;
  title_is_ours?: true;
  url: string | null;
  /** As precise as it is known: a day, or a time with or without its zone. */
  published: string | null;
  published_is_estimated?: true;
  /** BCP 47. */
  language: string;
  /** Whose reporting it cites. */
  via?: string;
}

/** `_storyfold` of an item in the JSON Feed. */
export interface StoryfoldExtension {
  about: string;
  first_published: string;
  outlets: OutletData[];
  reports: ReportData[];
  disagreements: string[];
}

/** Why a report is in its story. */
export interface FoldedData {
  /** "first" opened the story, "likeness" joined it by what it says, "editor" is there because the editor says so. */
  by: "first" | "likeness" | "editor";
  /** How surely it tells of the same event as its nearest report, 0 to 1. */
  score: number;
  /** What the story asks for, 0 to 1. */
  threshold: number;
  /** The address of the report that it was found nearest to. */
  nearest: string | null;
  names: string[];
  words: string[];
  numbers: string[];
  hours_apart: number | null;
  /** The address of the report whose text this one repeats nearly word for word. */
  same_text_as: string | null;
}

/** A report as /stories/KEY.json has it. */
export interface StoryReportData extends ReportData {
  summary: string;
  tags: string[];
  /** When the outlet was last seen to have changed its words. */
  amended?: string;
  folded: FoldedData;
}

/** One thing that happened to a story. */
export interface EventData {
  event: "reported" | "amended";
  /** As precise as it is known; null where it is not. */
  at: string | null;
  outlet: string;
  report: string | null;
  /** True where it is the outlet's first report of the story. */
  new_outlet?: true;
}

/** What ties two stories, or a report to the story that it went over to. */
export interface ChangeEvidenceData {
  by: "likeness" | "editor";
  /** How surely the two reports that stand for the stories tell of one event, 0 to 1. */
  score: number;
  /** What a story asks for, 0 to 1. */
  threshold: number;
  /** How surely the two stories as wholes are one event, 0 to 1. Null where single reports went over. */
  link: number | null;
  /** The addresses of the two reports. */
  report: string | null;
  nearest: string | null;
  names: string[];
  words: string[];
  numbers: string[];
  hours_apart: number | null;
}

/** How a story changed, other than that a report joined it. */
export interface ChangeData {
  /**
   * "merge": the other story became part of this one. "split": reports came out of the other as a story of their own;
   * "part": reports of this one did. "gain": reports came over from the other; "loss": reports went over to it.
   */
  change: "merge" | "split" | "part" | "gain" | "loss";
  at: string;
  /** The other story. Its address leads on where it became part of another. */
  story: { key: string; url: string; title: string | null };
  /** How many reports went from one story to the other. */
  moved: number;
  /** The first of them, as they were then. */
  reports: Pick<ReportData, "outlet" | "title" | "url" | "language">[];
  /** What ties the two stories; of "split" and "part", what still did. */
  why: ChangeEvidenceData;
  /** Of "split" and "part": the stronger tie to other reports that drew these away, where there was one. */
  pull: ChangeEvidenceData | null;
}

/** What /stories/KEY.json answers. */
export interface StoryData {
  $schema: string;
  /** The same as of its entry in every feed. */
  id: string;
  key: string;
  url: string;
  title: string;
  language: string;
  summary: string;
  tags: string[];
  first_published: string;
  updated: string;
  /** `texts` counts what several outlets publish word for word once. */
  counts: { outlets: number; reports: number; texts: number };
  outlets: OutletData[];
  reports: StoryReportData[];
  /** In order. */
  timeline: EventData[];
  /** In order, the latest twenty. */
  changes: ChangeData[];
  disagreements: string[];
  words: {
    shared: { word: string; outlets: string[] }[];
    own: { outlet: string; words: string[] }[];
  };
}
