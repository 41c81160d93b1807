import type { Facet, Selection } from "../model/selection.ts";
import type { Change, Story } from "../model/story.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";

/** Lists of what at least so many outlets report go up to this number. */
export const MAX_MIN_OUTLETS = 20;

/** The stories that a document shows. */
export type DocumentRequest =
  | { kind: "latest"; limit: number }
  | { kind: "story"; key: string }
  | ListRequest
  | ArchiveRequest
  | AddressRequest;

export interface ListRequest {
  kind: "list";
  selection: Selection;
  limit: number;
  /** Outlets of the edition: there is a list of each, even if it never had a story. */
  outlets: readonly string[];
}

export interface ArchiveRequest {
  kind: "archive";
  /** The number of the youngest story in it. */
  upTo: number;
  /** Null where any version will do: the answer then is which one there is. */
  version: string | null;
}

export interface AddressRequest {
  kind: "addresses";
  /** Stories in a block. */
  size: number;
  /** Null for the blocks that there are, or for all addresses where one block has them. */
  block: number | null;
}

/** What a document shows beside its stories. */
export interface DocumentContext {
  /** Of a story: the latest of what became of it, in order. */
  changes?: Change[];
  /** Of a list: there are stories after the last one shown. */
  more?: boolean;
  /** Of the whole edition: the archive document in which a reader goes on. */
  archive?: number | null;
  /** Of a list: the marks that it names, as they were first written. */
  names?: (Facet & { name: string })[];
  addresses?: { key: string; updated: number }[];
  blocks?: { block: number; updated: number }[];
}

/** A rendered document with everything that a response needs. */
export interface StoredDocument {
  /** Media type, with its charset. */
  type: string;
  /** Opaque, without quotes; depends on the bytes alone. */
  etag: string;
  /** When these bytes were first stored: milliseconds since 1970 (UTC). Null where the newsroom does not store them. */
  modified: number | null;
  bytes: Uint8Array;
  gzip: Uint8Array;
  /** Web links (RFC 8288) that depend on the stories shown. */
  links?: string;
}

/** What the newsroom has for a document. */
export type DocumentResult =
  /** A document that was rendered of just these stories. */
  | { kind: "kept"; basis: number; document: StoredDocument }
  /** The one that the asker holds is right. */
  | { kind: "same" }
  /** Nothing is rendered yet: render these, and have the newsroom keep it. */
  | { kind: "stories"; basis: number; stories: Story[]; beside?: DocumentContext }
  /** The archive document that there is now. */
  | { kind: "version"; upTo: number; version: string }
  /** The story is part of another now. */
  | { kind: "moved"; key: string }
  /** Every report of the story was withdrawn. */
  | { kind: "gone" }
  /** There is no such story, no such part of the archive, or no story ever had that mark. */
  | { kind: "unknown"; facet?: Facet };

export interface Health {
  stories: number;
  reports: number;
  /** When a filing last changed anything: milliseconds since 1970 (UTC), null before the first. */
  lastFiled: number | null;
}

/** The newsroom as those who serve its documents see it. */
export interface NewsroomDocuments {
  /**
   * @param path what the document is kept under; null for one that the newsroom does not keep
   * @param build of the program that asks: what another build rendered is not served
   * @param held the basis of the document that the asker holds, if it holds one
   */
  requestDocument(
    path: string | null,
    request: DocumentRequest,
    build: string,
    held: number | null,
  ): Promise<DocumentResult>;
  /** Keeps what was rendered; answers when its bytes last changed, in milliseconds since 1970 (UTC). */
  storeDocument(
    path: string,
    build: string,
    basis: number,
    document: Omit<StoredDocument, "modified">,
  ): Promise<number>;
  health(): Promise<Health>;
}

/** The newsroom as those who poll outlets' feeds see it. Every `now` is in milliseconds since 1970 (UTC). */
export interface NewsroomFeeds {
  /**
   * Outlets whose feeds are to be polled now, the longest overdue first, at most `most`. Each is then leased for `lease`
   * milliseconds, so that another tick does not poll it too; if nothing is filed by then, its turn comes again.
   */
  leaseDueFeeds(now: number, most: number, lease: number): Promise<FeedState[]>;
  /**
   * Files what came of polls: reports and each outlet's new state, in one transaction. Filing the same again changes
   * nothing, and what an older poll brings takes nothing back.
   */
  filePolls(polls: PollResult[], now: number): Promise<FilingResult>;
  /** Every outlet with a feed and how it fares, in order of their ids. */
  feedHealth(now: number): Promise<FeedHealth[]>;
}
