import type { Report } from "./report.ts";

/** A feed of an outlet, and the edition's settings for polling it. */
export interface OutletFeed {
  /** Absolute http(s) URL. */
  url: string;
  /** BCP 47 tag of reports whose item and feed do not say their language; null means the edition's language. */
  language: string | null;
  /** Added to every report of the feed. */
  tags: string[];
  /**
   * Only reports that contain one of these words or have one of these categories are taken; all, if the list is empty.
   */
  include: string[];
  /** Reports that contain one of these words or have one of these categories are not taken. */
  exclude: string[];
  /** Minimum and maximum minutes between two polls. */
  interval: { least: number; most: number };
  /** True while the feed is not polled. Its reports stay. */
  paused: boolean;
}

/** A report from an outlet's feed. */
export interface FeedReport extends Report {
  /** The feed's own id of the item, which identifies the report even if its URL changes. Null if the item has none. */
  guid: string | null;
}

/** What is remembered about an outlet's feed from one poll to the next. Times are milliseconds since 1970 (UTC). */
export interface FeedState {
  /** The outlet's id. */
  outlet: string;
  /** The feed's current address: the configured one, or where a permanent redirect (301, 308) led. */
  url: string;
  /** The feed's address in content, which identifies the feed. At another address, the state starts over. */
  configured: string;
  /** Where a permanent redirect led at the last poll. A second one in a row makes it the address. Null if there was none. */
  movedTo: string | null;
  /** Validators of the last response, sent back in conditional requests (RFC 9110, 13.1). */
  etag: string | null;
  lastModified: string | null;
  /** Hash of the last body: the same bytes need not be read again. */
  digest: string | null;
  /** When to poll it next. */
  due: number;
  /** Milliseconds between two polls, computed from how often the outlet publishes. */
  interval: number;
  /** Failed polls since the last successful one. */
  failures: number;
  lastPoll: number | null;
  lastGood: number | null;
  /** When the feed was last sent in full, as opposed to a 304. */
  lastSent: number | null;
  /** What went wrong in the last poll, as a sentence for people; null if it succeeded. */
  error: string | null;
  /** The outlet answered that the feed is gone (410). It is not polled until content names another address. */
  stopped: boolean;
  /** What was repaired in the feed or left out of it when it was last read, in words for people. */
  notes: string[];
  /** Sentences that its items shared and that were left out of their summaries, as the reader writes them. */
  boilerplate: string[];
}

/** The result of polling one feed. */
export interface PollResult {
  state: FeedState;
  /** What the feed contains now; null if nothing is new or nothing could be read. */
  reports: FeedReport[] | null;
  /** Set if the host asked for a pause: none of its feeds is polled before that time. */
  pause?: { host: string; until: number };
}

/** The health of a feed, as people see it. */
export interface FeedHealth extends FeedState {
  paused: boolean;
  /** Reports from the feeds of its outlet that were published in the last seven days. */
  reports: number;
  /** How many of those are in a story that another outlet reports too. */
  folded: number;
  /** Reports of its last poll that were not filed because the outlet's quota of the day is used up. */
  held: number;
}

/** What filing a batch changed. */
export interface FilingResult {
  /** New reports, and reports whose text changed. */
  added: number;
  amended: number;
  /** Stories that are new or look different now. */
  stories: number;
  /** Whether anything published changed, so that caches need purging. */
  changed: boolean;
  /** How many new reports were not filed because their outlet's quota of the day is used up, by outlet. */
  held: Record<string, number>;
}
