import type { Edition } from "../model/edition.ts";
import type { Channel } from "../render/feeds/channel.ts";
import { archiveLinks, type FeedSource } from "../render/feeds/feed-source.ts";
import { FORMATS, type Format } from "../render/feeds/formats.ts";
import { CACHE_TAG } from "./purge.ts";
import { SCHEMAS } from "../render/data/schemas.ts";

/**
 * How long answers stay fresh, in seconds. Readers wait the longest of ttl, max-age and Expires, so max-age is short;
 * an edge cache refreshes behind the reader's back for an hour, and serves what it has for a day if the Worker fails.
 */
export const CACHE_CONTROL =
  "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";

/** For what never changes at its address. */
export const CACHE_FOREVER = "public, max-age=31536000, immutable";

/** Pages load their own style sheet, icon and one script, and nothing from elsewhere; forms lead to the edition only. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** On every answer, errors included. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Link",
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** On what may change at its address. */
const CACHED_HEADERS = {
  ...COMMON_HEADERS,
  "Cache-Control": CACHE_CONTROL,
  "Cache-Tag": CACHE_TAG,
} as const;

/** On every document, 304 included. `path` is the address under which it is known to the world. */
export function documentHeaders({ site }: Edition, path: string) {
  const rel = /\.(?:xml|json)$/.test(path) ? "self" : "canonical";
  return {
    ...CACHED_HEADERS,
    Link: [
      `<${site}${path}>; rel="${rel}"`,
      ...related(site, path),
      ...alternates(feedsOf(site)),
    ].join(", "),
    Vary: "Accept-Encoding",
  };
}

/** A story's page leads to its data, and the data to the schema that describes it. */
function related(site: string, path: string): string[] {
  if (!path.startsWith("/stories/")) return [];
  return path.endsWith(".json")
    ? [`<${site}${SCHEMAS.story.path}>; rel="describedby"; type="application/schema+json"`]
    : [`<${site}${path}.json>; rel="alternate"; type="application/json"`];
}

/** On a list's page. */
export const pageHeaders = ({ page, feeds }: Channel) => ({
  ...CACHED_HEADERS,
  Link: [`<${page}>; rel="canonical"`, ...alternates(feeds)].join(", "),
  Vary: "Accept-Encoding",
});

/** On a list's feed, and on the page that a browser gets at its address. */
export const feedHeaders = ({ feeds, hub }: Channel, format: Format) => ({
  ...CACHED_HEADERS,
  Link: [
    `<${feeds[format]}>; rel="self"`,
    // A subscriber looks here for the hub (https://www.w3.org/TR/websub/#discovery).
    ...(hub === null ? [] : [`<${hub}>; rel="hub"`]),
    ...alternates(feeds, format),
  ].join(", "),
  Vary: "Accept-Encoding, Sec-Fetch-Dest",
});

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
export const archiveLinkField = (source: FeedSource, format: Format): string =>
  archiveLinks(source, format)
    .map(([rel, href]) => `<${href}>; rel="${rel}"; type="${FORMATS[format].type}"`)
    .join(", ");
