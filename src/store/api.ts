import type { Facet, Selection } from "../model/selection.ts";
import type { Change, Story } from "../model/story.ts";
import type { BackupHeader, Refusal, RestoreProgress } from "../model/backup.ts";
import type { Outlet } from "../model/outlet.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";

/** Maximum value of a selection's `minOutlets`. */
export const MAX_MIN_OUTLETS = 20;

/** What a document needs from the newsroom. */
export type DocumentRequest =
  | { kind: "latest"; limit: number }
  | { kind: "story"; key: string }
  | ReportRequest
  | ReportListRequest
  | ListRequest
  /** The days that ended last, with at most `perDay` stories each. */
  | { kind: "days"; limit: number; perDay: number }
  | { kind: "day"; day: string }
  /** The most frequent tags and languages of the latest stories. */
  | { kind: "facets" }
  | ArchiveRequest
  | AddressRequest;

/** Which story a report is in: the result is "moved" with the story's key, or "unknown". */
export interface ReportRequest {
  kind: "report";
  /** Any address that the report has or had. */
  url: string;
}

export interface ListRequest {
  kind: "list";
  selection: Selection;
  limit: number;
  /** Ids of the edition's outlets. Each has a list, even if it never had a story. */
  outlets: readonly string[];
}

/** A page of the list of all reports of a story. */
export interface ReportListRequest {
  kind: "reports";
  key: string;
  /** From 1. */
  page: number;
}

export interface ArchiveRequest {
  kind: "archive";
  /** Number of the youngest story in the archive document. */
  upTo: number;
  /** Null if the request names none of this build: the result is then the current one. */
  version: string | null;
}

export interface AddressRequest {
  kind: "addresses";
  /** Stories per block. */
  size: number;
  /** Block number, from 1. Null asks for the list of blocks, or for all addresses if they fit into one block. */
  block: number | null;
}

/** A day that has ended. */
export interface Day {
  /** The date on which it ended, in the edition's time zone: "2026-11-29". */
  day: string;
  /** When, in milliseconds since 1970 (UTC). */
  ended: number;
  /** Keys of its stories, the heaviest first. */
  stories: string[];
}

/** A tag or a language, and how many of the latest stories have it. */
export interface FacetCount {
  key: string;
  name: string;
  stories: number;
}

/** What a document shows in addition to its stories. */
export interface DocumentContext {
  /** For a story: its latest changes, oldest first. */
  changes?: Change[];
  /** For a page of a story's reports: its number, and that of the last page. */
  page?: { number: number; last: number };
  /** Outlets that the document names and the edition no longer has. */
  former?: Outlet[];
  /** For a list: whether more stories follow the last one shown. */
  more?: boolean;
  /** For the whole edition: the archive document that continues the list. Null if the list has every story. */
  archive?: number | null;
  /** For a list: the facets in its selection, each with its name as first written. */
  names?: (Facet & { name: string })[];
  /** For a list of an edition without stories: number of feeds whose last poll failed. */
  failing?: number;
  /** For days: the latest first. */
  days?: Day[];
  /** The most frequent first. */
  tags?: FacetCount[];
  languages?: FacetCount[];
  /** For a sitemap: the stories of one block. */
  addresses?: { key: string; updated: number }[];
  /** For the sitemap index: every block, with the time of its last update. */
  blocks?: { block: number; updated: number }[];
}

/** A rendered document with everything that a response needs. */
export interface StoredDocument {
  /** Media type, with its charset. */
  type: string;
  /** Opaque, without quotes. Depends on the bytes alone. */
  etag: string;
  /** When these bytes were first stored: milliseconds since 1970 (UTC). Null if the newsroom does not store them. */
  modified: number | null;
  bytes: Uint8Array;
  gzip: Uint8Array;
  /** Web links (RFC 8288) that depend on the stories shown. */
  links?: string;
}

/** The newsroom's response to a request for a document. `basis` is the revision of what the document shows. */
export type DocumentResult =
  /** A stored document that is current. */
  | { kind: "kept"; basis: number; document: StoredDocument }
  /** The caller's document is still current. */
  | { kind: "same" }
  /** No stored document is current: the caller renders these stories, and stores the document if it has a path. */
  | { kind: "stories"; basis: number; stories: Story[]; context?: DocumentContext }
  /** The current number and version of an archive document, if the request named others. */
  | { kind: "version"; upTo: number; version: string }
  /** The request leads to the story with this key: it names a report, or the key of a story that was merged into it. */
  | { kind: "moved"; key: string }
  /** Every report of the story was withdrawn. */
  | { kind: "gone" }
  /** There is no such story, day or archive document, or no story ever had the facet. */
  | { kind: "unknown"; facet?: Facet };

export interface Health {
  stories: number;
  reports: number;
  /** When a filing last changed anything: milliseconds since 1970 (UTC), null before the first. */
  lastFiled: number | null;
  /** Why no report arrives, as the end of a sentence; null if nothing is wrong. */
  trouble: string | null;
  /** Why feeds are polled more slowly than they are due, as a sentence; null if they are not. */
  slowed: string | null;
}

/** The newsroom's interface for serving documents. */
export interface NewsroomDocuments {
  /**
   * Returns a document if it is stored and current, otherwise what is needed to render it.
   *
   * @param path key under which the document is stored; null if the newsroom does not store it
   * @param build the caller's build: a document that another build rendered is not returned
   * @param cachedBasis basis of the document that the caller has cached; null if there is none
   */
  requestDocument(
    path: string | null,
    request: DocumentRequest,
    build: string,
    cachedBasis: number | null,
  ): Promise<DocumentResult>;
  /**
   * Stores a rendered document.
   *
   * @returns when its bytes last changed, in milliseconds since 1970 (UTC)
   */
  storeDocument(
    path: string,
    build: string,
    basis: number,
    document: Omit<StoredDocument, "modified">,
  ): Promise<number>;
  /** @param now milliseconds since 1970 (UTC) */
  health(now: number): Promise<Health>;
}

/** The newsroom's interface for polling feeds. Every `now` is in milliseconds since 1970 (UTC). */
export interface NewsroomFeeds {
  /**
   * Leases up to `limit` feeds that are due, the longest overdue first. No other polling round gets a leased feed until
   * its poll is filed or the lease ends.
   *
   * @param duration of the lease, in milliseconds
   */
  leaseDueFeeds(now: number, limit: number, duration: number): Promise<FeedState[]>;
  /**
   * Leases as few of the feeds that are due as a tick can finish, where CPU time is short. How many depends on whether the
   * ticks before have finished theirs.
   */
  claimDueFeeds(now: number, duration: number): Promise<FeedState[]>;
  /**
   * Files poll results, which are reports and each feed's new state, in one transaction. Filing the same results again
   * changes nothing. A result older than the stored state only adds reports that are missing.
   */
  filePolls(polls: PollResult[], now: number): Promise<FilingResult>;
  /** Whether anything that is published has changed since the last call. */
  takeChange(): Promise<boolean>;
  /** The health of every outlet's feed, in order of the outlets' ids. */
  feedHealth(now: number): Promise<FeedHealth[]>;
}

/** Some lines of a backup, in UTF-8. */
export interface BackupSlice {
  lines: Uint8Array;
  /** Where the next slice starts; null after the last one. */
  next: string | null;
}

/** The newsroom's interface for copying all of it. Every `now` is in milliseconds since 1970 (UTC). */
export interface NewsroomBackups {
  /** Begins a backup. Until it has ended, or two minutes after its last request, no feed is leased. */
  beginBackup(now: number): Promise<BackupHeader>;
  /** The next lines of a backup; null if the newsroom has changed since it began, so that it must begin again. */
  readBackup(id: string, after: string | null, now: number): Promise<BackupSlice | null>;
  /** Begins to restore a backup into an empty newsroom, or continues. Until the end, every document is refused. */
  beginRestore(header: BackupHeader): Promise<RestoreProgress | Refusal>;
  /**
   * Restores the first of these lines, as many as the budget of rows allows.
   *
   * @param from number of lines before the first of these
   */
  continueRestore(id: string, from: number, lines: string[]): Promise<RestoreProgress | Refusal>;
}
