import { decodeHTML } from "entities/decode";
import type { Tool } from "../support/tools.ts";

/** An entry as a reader has stored it. */
export interface Entry {
  id: string;
  title: string;
  /** The target of the headline. */
  link: string;
  /** The targets of all links in the text, including duplicates. */
  links: string[];
  /** Dates as the reader writes them; undefined where it does not show them. */
  published?: string;
  updated?: string;
  unread?: boolean;
}

/** A reader's subscription to a feed. */
export interface Subscription {
  /** Lets the reader fetch the feed. @returns all entries that it has @throws when the reader reports an error */
  poll(): Promise<Entry[]>;
  /** Marks all entries as read. */
  markRead?(): Promise<void>;
  /** Fetches the feed again when it has not changed. @returns the HTTP status of the response */
  pollUnchanged?(): Promise<number>;
}

/** A feed reader. */
export interface Reader {
  name: string;
  needs: readonly Tool[];
  /** The formats that it reads, each with the path of the feed. */
  formats: Readonly<Record<string, string>>;
  /** Its word for an entry. */
  entry: "entry" | "mail";
  /** Whether it updates an entry in place. Some readers keep an entry as they first saw it, by design. */
  grows: boolean;
  /** Whether it keeps an entry that the feed no longer contains. */
  keeps: boolean;
  /** Set for a program that is not in Debian, so that it may be missing even under CI. */
  optional?: true;
  /** @param home a folder for this subscription alone */
  subscribe(url: string, home: string): Promise<Subscription>;
}

/** The formats that every feed reader reads. */
export const XML_FORMATS = { RSS: "/rss.xml", Atom: "/atom.xml" } as const;

/** Formats seconds since 1970 (UTC) as an ISO date. */
export const isoDate = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The targets of the links in an HTML text. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = ""]) => decodeHTML(href));
