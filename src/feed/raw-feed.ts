/** A feed of any format, its texts as its author wrote them. */
export interface RawFeed {
  title: string | undefined;
  /** The page that it is the feed of. */
  home: string | undefined;
  language: string | undefined;
  /** Minutes. */
  ttl: number | undefined;
  hubs: (string | undefined)[];
  self: string | undefined;
  /** What relative addresses in it are relative to. */
  base: string | undefined;
  items: RawItem[];
}

export interface RawItem {
  guid: string | undefined;
  /** Addresses of the report, the best first. */
  links: (string | undefined)[];
  /** An id that is its address too, if it looks like one: it is never relative. */
  permalink: string | undefined;
  base: string | undefined;
  /** HTML or text. */
  title: string | undefined;
  /** HTML or text, the best summary first. */
  summaries: (string | undefined)[];
  /** When it was published, the best word on it first. */
  dates: (string | undefined)[];
  language: string | undefined;
  categories: (string | undefined)[];
  /** Whose report it passes on, by name. */
  source: string | undefined;
}
