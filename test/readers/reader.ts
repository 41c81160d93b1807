import { decodeHTML } from "entities/decode";
import type { Tool } from "../support/tools.ts";

/** An entry as a reader has it. */
export interface Entry {
  id: string;
  title: string;
  /** Where its headline leads. */
  link: string;
  /** Addresses that it links to, as often as it does. */
  links: string[];
  /** Where the reader says when, in its words. */
  published?: string;
  updated?: string;
  unread?: boolean;
}

/** A feed that a reader has subscribed to. */
export interface Subscription {
  /** Looks for news as the reader does, then says what the reader has. @throws when the reader reports an error. */
  poll(): Promise<Entry[]>;
  /** What a person does with what there is. */
  markRead?(): Promise<void>;
  /** The HTTP status of the answer when it looks for news and nothing has changed. */
  pollUnchanged?(): Promise<number>;
}

/** A program that people read feeds with. */
export interface Reader {
  name: string;
  needs: readonly Tool[];
  /** The formats that it reads, and where they are. */
  formats: Readonly<Record<string, string>>;
  /** What it calls an entry. */
  entry: "entry" | "mail";
  /** Whether an entry that it has is updated in place, or stays as it was first seen because the reader is made so. */
  grows: boolean;
  /** Whether it still has an entry that the feed no longer lists. */
  keeps: boolean;
  /** It may be missing: no program of Debian's. */
  optional?: true;
  /** @param home a folder that only this subscription uses. */
  subscribe(url: string, home: string): Promise<Subscription>;
}

/** What every feed reader reads. */
export const XML_FORMATS = { RSS: "/rss.xml", Atom: "/atom.xml" } as const;

/** Seconds since 1970 as all dates are compared here. */
export const seconds = (moment: number): string => new Date(moment * 1000).toISOString();

/** The addresses that HTML links to. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = ""]) => decodeHTML(href));
