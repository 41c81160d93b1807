/** The documents of an edition, as served over HTTP. */
export interface Served {
  /** `plain`, `hostile` or `long`. */
  edition: string;
  /** Number of stories in the edition. */
  stories: number;
  rss: Document;
  atom: Document;
  json: Document;
  opml: Document;
  /** Further feeds by format: filtered feeds, feeds in each update mode, pages of a long feed, and archive documents. */
  parts: Readonly<Record<"rss" | "atom" | "json", readonly Document[]>>;
  sitemap: Document;
  /** HTML pages, including those that a browser gets at the URLs of feeds. */
  pages: readonly Document[];
  /** A folder for files of the validators. */
  home: string;
}

export interface Document {
  /** `rss.xml`, or the path of a page. */
  name: string;
  url: string;
  text: string;
  /** Path of a file with the text, for programs that read files. */
  file: string;
}

/** The result of one check on one document. */
export interface Finding {
  document: string;
  /** The name of the check. */
  what: string;
  /** What the check found, in a few words. */
  found?: string;
  /** The problem; null if there is none. */
  wrong: string | null;
  /** Why the check was not run: it needs a file that was not given. */
  skipped?: string;
  /** Why the check could not be run: a program is not installed. CI installs all of them, so there it is a failure. */
  missing?: string;
}

export type Check = (served: Served) => Promise<Finding[]>;
