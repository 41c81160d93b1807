import type { Edition } from "../model/edition.ts";
import { hubOf, type Channel } from "../render/channel.ts";
import { historyLinks, type FeedSource } from "../render/feed.ts";
import { FORMATS, type Format } from "../render/formats.ts";

/**
 * How long answers stay fresh, in seconds. Readers wait the longest of ttl, max-age and Expires, so max-age is short;
 * an edge cache refreshes behind the reader's back for an hour, and serves what it has for a day if the Worker fails.
 */
export const CACHE_CONTROL =
  "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";

/** What the edge knows all documents by, so that it can be told to drop them (Workers Cache). */
export const CACHE_TAG = "edition";

/** For what never changes at its address. */
export const FOREVER = "public, max-age=31536000, immutable";

/** Pages load their own style sheet and icon and nothing else, and ask no one else: no script at all. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer, errors included. */
export const COMMON: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Link",
  "Content-Security-Policy": POLICY,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** On what may change at its address. */
const KEPT = { ...COMMON, "Cache-Control": CACHE_CONTROL, "Cache-Tag": CACHE_TAG } as const;

/** On every document, 304 included. `path` is the address under which it is known to the world. */
export function documentHeaders({ site }: Edition, path: string) {
  const rel = /\.(?:xml|json)$/.test(path) ? "self" : "canonical";
  return {
    ...KEPT,
    Link: [`<${site}${path}>; rel="${rel}"`, ...alternates(feedsOf(site))].join(", "),
    Vary: "Accept-Encoding",
  };
}

/** On a list's page. */
export const pageHeaders = ({ page, feeds }: Channel) => ({
  ...KEPT,
  Link: [`<${page}>; rel="canonical"`, ...alternates(feeds)].join(", "),
  Vary: "Accept-Encoding",
});

/** On a list's feed, and on the page that a browser gets at its address. */
export function feedHeaders(edition: Edition, channel: Channel, format: Format) {
  const { feeds } = channel;
  // A subscriber looks here for the feed's hub (https://www.w3.org/TR/websub/#discovery).
  const hub = hubOf(edition, channel);
  const hubs = hub === null ? [] : [`<${hub}>; rel="hub"`];
  return {
    ...KEPT,
    Link: [`<${feeds[format]}>; rel="self"`, ...hubs, ...alternates(feeds, format)].join(", "),
    Vary: "Accept-Encoding, Sec-Fetch-Dest",
  };
}

const feedsOf = (site: string): Record<Format, string> => ({
  rss: site + FORMATS.rss.path,
  atom: site + FORMATS.atom.path,
  json: site + FORMATS.json.path,
});

/** Web links (RFC 8288) to the feeds in other formats. */
const alternates = (feeds: Record<Format, string>, but?: Format): string[] =>
  (Object.keys(FORMATS) as Format[])
    .filter((format) => format !== but)
    .map((format) => `<${feeds[format]}>; rel="alternate"; type="${FORMATS[format].type}"`);

/** Web links along the history of a feed (RFC 5005), to be added to the others. */
export const historyField = (source: FeedSource, format: Format): string =>
  historyLinks(source, format)
    .map(([rel, href]) => `<${href}>; rel="${rel}"; type="${FORMATS[format].type}"`)
    .join(", ");
