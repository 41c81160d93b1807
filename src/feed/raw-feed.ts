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
  /** Address of the item's file, such as an episode, which is its address if it has no page. */
  enclosure: string | undefined;
  base: string | undefined;
  /** HTML or text. */
  title: string | undefined;
  /** Candidates for the summary, HTML or text, the best first. */
  summaries: (string | undefined)[];
  /** Names in the credits of its media. */
  credits: (string | undefined)[];
  /** Candidates for the time of publication, the most reliable first. */
  dates: (string | undefined)[];
  language: string | undefined;
  categories: Category[];
  /** Name of the publisher whose report this item passes on. */
  source: string | undefined;
  /** Candidates for its picture, the best first. */
  pictures?: (string | undefined)[];
}

/** A category as it is written. */
export interface Category {
  name: string | undefined;
  /** Names the taxonomy: `domain` in RSS, `scheme` in Atom. */
  domain: string | undefined;
}
