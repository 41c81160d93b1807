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
  /** True if feeds show the pictures that its feeds give with its reports. */
  images?: boolean;
  /** Its own feeds, from which reports are taken; none if its reports come from files only. */
  feeds: OutletFeed[];
  /** Ids that it had before. What was published under them becomes its own. */
  formerly?: string[];
}

/** One of an outlet's feeds, with the outlet. */
export interface PolledFeed {
  outlet: Outlet;
  settings: OutletFeed;
}
