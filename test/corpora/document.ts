/** A document of a corpus, with the expectations of its authors. */
export interface Document {
  path: string;
  bytes: Uint8Array;
  /** The Content-Type header that it is served with. */
  contentType: string | null;
  /** The base URL for relative URLs in it. */
  url: string;
  /** Null if its authors expect nothing that is compared here. */
  expected: Expected | null;
}

/** The expected fields of a feed. Absent fields are not compared. */
export interface Expected {
  title?: string;
  home?: string;
  /** Number of items. */
  count?: number;
  /** By the item's index from 0. */
  items: Map<number, ExpectedItem>;
}

export interface ExpectedItem {
  title?: string;
  link?: string;
  /** Milliseconds since 1970 (UTC). */
  date?: number;
}

/** The feed as a program read it. */
export interface Read {
  title: string;
  home: string | null;
  /** Dates are milliseconds since 1970 (UTC). */
  items: { title: string; link: string | null; date: number | null }[];
}
