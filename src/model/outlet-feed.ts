import type { Report } from "./report.ts";

/** An outlet's own feed, and how the edition wants it polled. */
export interface OutletFeed {
  /** Absolute http(s) URL. */
  url: string;
  /** A BCP 47 tag for reports where neither the feed nor the item says; null where the edition's is right. */
  language: string | null;
  /** Given to every report of the feed. */
  tags: string[];
  /** Only reports that hold one of these words, or are of one of these categories, are taken; all, if there is none. */
  include: string[];
  /** Reports that hold one of these words, or are of one of these categories, are not taken. */
  exclude: string[];
  /** Minutes between two polls: the least, and the most. */
  interval: { least: number; most: number };
  /** Not polled for now. Its reports stay. */
  paused: boolean;
}

/** A report as an outlet's feed gave it. */
export interface FeedReport extends Report {
  /** The feed's own id of the item: the same item at another address is the same report. Null where it has none. */
  guid: string | null;
}

/** What is known of an outlet's feed from one poll to the next. Moments are milliseconds since 1970 (UTC). */
export interface FeedState {
  /** The outlet's id. */
  outlet: string;
  /** Where the feed is: what content says, until the outlet moved it for good (301, 308). */
  url: string;
  /** What content said when `url` was last taken from there: another word of content's starts over. */
  configured: string;
  /** Validators of the last answer, to be sent back (RFC 9110, 13.1). */
  etag: string | null;
  lastModified: string | null;
  /** Of the last body: the same bytes need no second reading. */
  digest: string | null;
  /** When it is to be polled next. */
  due: number;
  /** Milliseconds that the outlet's pace asks for between two polls. */
  interval: number;
  /** Polls that failed since the last good one. */
  failures: number;
  lastPoll: number | null;
  lastGood: number | null;
  /** What went wrong at the last poll, in words that a person understands; null if it was good. */
  error: string | null;
  /** The outlet said that the feed is gone (410): it is not polled until content names another address. */
  stopped: boolean;
}

/** What came of polling one outlet. */
export interface PollResult {
  state: FeedState;
  /** What the feed holds now; null where nothing is new or nothing could be read. */
  reports: FeedReport[] | null;
}

/** An outlet's feed as people see how it fares. */
export interface FeedHealth extends FeedState {
  paused: boolean;
  /** Reports from it that were published in the last seven days. */
  reports: number;
  /** How many of those are in a story with another outlet's. */
  folded: number;
}

/** What a filing changed. */
export interface FilingResult {
  /** Reports that are new, and those whose words changed. */
  added: number;
  amended: number;
  /** Stories that are new or show something else now. */
  stories: number;
  /** Whether anything that is published changed, so that caches should let go of it. */
  changed: boolean;
}
