/** What became of a feed's bytes. */
export type FeedResult =
  | { kind: "feed"; feed: ParsedFeed }
  | {
      kind: "broken";
      /** Why it cannot be read, in words that go on after "The feed cannot be read: ". */
      reason: string;
      /** From 1. Null where it is about the feed as a whole. */
      line: number | null;
    };

/** A feed of an outlet's, whatever its format. Every text in it is plain text, every address absolute and http(s). */
export interface ParsedFeed {
  format: "RSS" | "RDF" | "Atom" | "JSON Feed";
  title: string;
  home: string | null;
  language: string | null;
  /** Minutes. */
  ttl: number | null;
  /** WebSub hubs that push its changes. */
  hubs: string[];
  self: string | null;
  items: FeedItem[];
  /** What had to be mended to read it, in words; empty if nothing. */
  repairs: string[];
}

export interface FeedItem {
  /** The feed's own id of it, as it is written. */
  guid: string | null;
  /** Its page. */
  link: string | null;
  /** Empty where it has none. */
  title: string;
  /** Empty where it has none. */
  summary: string;
  /** When it was published, as the feed writes it: the best word on it first. */
  dates: string[];
  language: string | null;
  categories: string[];
  /** Whose report it passes on, by name. */
  source: string | null;
}
