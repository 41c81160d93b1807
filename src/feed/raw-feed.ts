/** A feed of any format, with its texts as they are written in the feed. */
export interface RawFeed {
  title: string | undefined;
  /** Address of the site whose feed this is. */
  home: string | undefined;
  language: string | undefined;
  /** Minutes. */
  ttl: number | undefined;
  hubs: (string | undefined)[];
  self: string | undefined;
  /** Base address for relative addresses in the feed. */
  base: string | undefined;
  items: RawItem[];
}

export interface RawItem {
  guid: string | undefined;
  /** Candidates for the report's address, the best first. */
  links: (string | undefined)[];
  /** The id if it may serve as the address too. It is never relative. */
  permalink: string | undefined;
  base: string | undefined;
  /** HTML or text. */
  title: string | undefined;
  /** Candidates for the summary, HTML or text, the best first. */
  summaries: (string | undefined)[];
  /** Candidates for the time of publication, the most reliable first. */
  dates: (string | undefined)[];
  language: string | undefined;
  categories: (string | undefined)[];
  /** Name of the publisher whose report this item passes on. */
  source: string | undefined;
  /** Candidates for its picture, the best first. */
  pictures?: (string | undefined)[];
}
