/** An edition as it is served: the documents, and files that hold them for programs that read files. */
export interface Served {
  /** `plain` or `hostile`. */
  edition: string;
  /** How many stories there are. */
  stories: number;
  rss: Document;
  atom: Document;
  json: Document;
  opml: Document;
  /** Feeds of a part, in each update mode, a page of a long feed, and the archive; in the formats that each has. */
  parts: Readonly<Record<"rss" | "atom" | "json", readonly Document[]>>;
  sitemap: Document;
  /** Pages, and what a browser gets at the address of a feed. */
  pages: readonly Document[];
  /** For programs that keep something. */
  home: string;
}

export interface Document {
  /** `rss.xml`, or the path of a page. */
  name: string;
  url: string;
  text: string;
  file: string;
}

/** What a check says of one document, or of several. */
export interface Finding {
  document: string;
  what: string;
  /** What was found, in a few words. */
  found?: string;
  /** What is wrong. Null when nothing is. */
  wrong: string | null;
  /** Why it could not be checked. */
  skipped?: string;
}

export type Check = (served: Served) => Promise<Finding[]>;
