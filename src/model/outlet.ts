import type { OutletFeed } from "./outlet-feed.ts";

/** A publisher of reports. */
export interface Outlet {
  /** Short and permanent, of a-z, 0-9 and hyphens: what reports name it by. */
  id: string;
  name: string;
  /** Its home page, an absolute http(s) URL. */
  home: string;
  /** One factual line on who is behind it, shown beside its name; empty where nobody wrote one. */
  about: string;
  /** Its own feed, from which reports are taken; null where reports come from files only. */
  feed: OutletFeed | null;
}
