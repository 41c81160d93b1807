import type { OutletFeed } from "./outlet-feed.ts";

/** A publisher of reports. */
export interface Outlet {
  /** Short and permanent: a-z, 0-9 and hyphens. Reports refer to the outlet by it. */
  id: string;
  name: string;
  /** Absolute http(s) URL of its home page. */
  home: string;
  /** One factual line on who is behind it, shown next to its name; empty if nobody wrote one. */
  about: string;
  /** Its own feed, from which reports are taken; null if its reports come from files only. */
  feed: OutletFeed | null;
  /** The id that it had before. What it published under that id becomes its own. */
  formerly?: string;
}
