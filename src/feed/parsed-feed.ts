/** The result of reading a feed. */
export type FeedResult =
  | { kind: "feed"; feed: ParsedFeed }
  | {
      kind: "broken";
      /** Why it cannot be read, as the end of a sentence that begins with "The feed cannot be read: ". */
      reason: string;
      /** Counted from 1. Null if the reason is about the feed as a whole. */
      line: number | null;
    };

/** A feed of any format. Every string in it is plain text, and every address is an absolute http(s) URL. */
export interface ParsedFeed {
  format: "RSS" | "RDF" | "Atom" | "JSON Feed";
  title: string;
  home: string | null;
  language: string | null;
  /** Minutes. */
  ttl: number | null;
  /** WebSub hubs that push its changes. */
  hubs: string[];
  /** The feed's own address, as it declares it. */
  self: string | null;
  items: FeedItem[];
  /** Repairs that were needed to read it, in words for people. */
  repairs: string[];
}

export interface FeedItem {
  /** The feed's own id of the item, as it is written. */
  guid: string | null;
  /** URL of the item's page. */
  link: string | null;
  /** Empty if it has none. */
  title: string;
  /** Empty if it has none. */
  summary: string;
  /** Who took its photos, as far as the feed says. */
  credits: string[];
  /** Candidates for the time of publication, as the feed writes them, the most reliable first. */
  dates: string[];
  language: string | null;
  /** All of its categories, as filters see them. */
  categories: string[];
  /** The categories that describe what it is about. */
  topics: string[];
  /** Name of the publisher whose report this item passes on. */
  source: string | null;
  /** Address of its picture, which begins with https. */
  image: string | null;
}
