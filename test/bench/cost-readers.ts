/** Models what readers use. Pure. */
import { add, NO_USAGE, scale, type Usage } from "./cost-prices.ts";

/** Numbers of readers for which costs are printed. */
export const READERS = [100, 10_000, 1_000_000];

/** How often a feed reader polls, per day. Services that poll once for many subscribers ask for less. */
export const POLLS_A_DAY = 24;
/** Pages of stories that a reader opens, per day. */
export const PAGES_A_DAY = 2;
/** Feeds and lists among which the polls are spread. */
export const FEEDS = ["/rss.xml", "/atom.xml", "/feed.json", "/top/rss.xml", "/"];
/** Times a day that a cached copy becomes stale without a purge: the `max-age` of src/serve/headers.ts is 5 minutes. */
const EXPIRIES_A_DAY = 288;

export const ASSUMPTIONS = `Each reader's feed reader polls ${POLLS_A_DAY} times a day, evenly over ${FEEDS.length} feeds and lists, and each reader opens ${PAGES_A_DAY} story pages a day. Every request counts as a Worker request, also a cache hit and a 304. A document runs the Worker only when it is requested for the first time after a purge, or after 5 minutes.`;

/** What it takes to answer a request that the cache does not answer. */
export interface Misses {
  /** For a document that has changed: it is rendered and stored. */
  made: Usage;
  /** For a document that the newsroom has stored. */
  kept: Usage;
}

/** What matters of an edition's day to its readers. */
export interface Publishing {
  /** Purges of the edge cache. */
  purges: number;
  /** Reports filed. Each changes the page of one story. */
  reports: number;
  feed: Misses;
  page: Misses;
}

/** What readers use in a day, without the polling of outlets. */
export function readersUsage(readers: number, { purges, reports, feed, page }: Publishing): Usage {
  const refreshes = Math.max(purges, EXPIRIES_A_DAY);
  const feeds = missesOf(readers * POLLS_A_DAY, FEEDS.length, refreshes);
  const pages = missesOf(readers * PAGES_A_DAY, Math.max(1, reports), refreshes);
  return [
    { ...NO_USAGE, workerRequests: readers * (POLLS_A_DAY + PAGES_A_DAY) },
    answered(feeds, FEEDS.length * purges, feed),
    answered(pages, reports, page),
  ].reduce(add);
}

/**
 * How many of a day's requests the cache does not answer, if they are spread evenly over documents and over the day: in
 * each of the `refreshes` intervals, a document runs the Worker if it is requested at all (Poisson).
 */
export function missesOf(requests: number, documents: number, refreshes: number): number {
  const intervals = documents * refreshes;
  return intervals * (1 - Math.exp(-requests / intervals));
}

function answered(misses: number, changes: number, { made, kept }: Misses): Usage {
  const renderings = Math.min(misses, changes);
  return add(scale(made, renderings), scale(kept, misses - renderings));
}
