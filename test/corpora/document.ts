/** One document of a corpus, and what its authors say is in it. */
export interface Document {
  path: string;
  bytes: Uint8Array;
  /** The header that it is to be served with. */
  contentType: string | null;
  /** Where it is served, for relative addresses in it. */
  url: string;
  /** Null where its authors say nothing that a reader of reports reads. */
  expected: Expected | null;
}

/** What is compared of a feed. What is not there is not compared. */
export interface Expected {
  title?: string;
  home?: string;
  /** How many items there are. */
  count?: number;
  /** By number. */
  items: Map<number, ExpectedItem>;
}

export interface ExpectedItem {
  title?: string;
  link?: string;
  /** Milliseconds since 1970 (UTC). */
  date?: number;
}

/** What a program read. */
export interface Read {
  title: string;
  home: string | null;
  items: { title: string; link: string | null; date: number | null }[];
}
