import type { Edition } from "../model/edition.ts";
import { feedsAt, type Channel } from "../render/feeds/channel.ts";
import { archiveLinks, type FeedSource } from "../render/feeds/feed-source.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "../render/feeds/formats.ts";
import { CACHE_TAG } from "./purge.ts";
import { SCHEMAS } from "../render/data/schemas.ts";

/**
 * Caching of documents, in seconds. max-age is short, since feed readers wait for the longest of ttl, max-age and
 * Expires. After that, an edge cache serves its copy for an hour while it refreshes it, and for a day if the Worker fails.
 */
export const CACHE_CONTROL =
  "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";

/** For documents that never change. */
export const CACHE_FOREVER = "public, max-age=31536000, immutable";

/** Pages load only the edition's style sheet, icon and script, and submit forms only to the edition. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every response, including errors. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "ETag, Link",
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "Cross-Origin-Resource-Policy": "cross-origin",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** Headers of documents that may change. */
const CACHED_HEADERS = {
  ...COMMON_HEADERS,
  "Cache-Control": CACHE_CONTROL,
  "Cache-Tag": CACHE_TAG,
} as const;

/** Headers of a document without filters, on 200 and 304 alike. `path` is its public path. */
export function documentHeaders({ site }: Edition, path: string) {
  const rel = /\.(?:xml|json)$/.test(path) ? "self" : "canonical";
  return {
    ...CACHED_HEADERS,
    Link: [
      `<${site}${path}>; rel="${rel}"`,
      ...related(site, path),
      ...alternates(feedsAt({ site }, "", "")),
    ].join(", "),
    Vary: "Accept-Encoding",
  };
}

/** Web links from a story's page to its JSON, and from the JSON to its schema. */
function related(site: string, path: string): string[] {
  if (!/^\/stories\/[^/]+$/.test(path)) return [];
  return path.endsWith(".json")
    ? [`<${site}${SCHEMAS.story.path}>; rel="describedby"; type="application/schema+json"`]
    : [`<${site}${path}.json>; rel="alternate"; type="application/json"`];
}

/** Headers of a list's page. */
export const pageHeaders = ({ page, feeds }: Channel) => ({
  ...CACHED_HEADERS,
  Link: [`<${page}>; rel="canonical"`, ...alternates(feeds)].join(", "),
  Vary: "Accept-Encoding",
});

/** Headers of a list's feed, and of the preview that a browser gets at the feed's address. */
export const feedHeaders = ({ feeds, hub }: Channel, format: Format) => ({
  ...CACHED_HEADERS,
  Link: [
    `<${feeds[format]}>; rel="self"`,
    // WebSub subscribers discover the hub here (https://www.w3.org/TR/websub/#discovery).
    ...(hub === null ? [] : [`<${hub}>; rel="hub"`]),
    ...alternates(feeds, format),
  ].join(", "),
  Vary: "Accept-Encoding, Sec-Fetch-Dest",
});

/** Web links (RFC 8288) to the feeds, except for the one in the format `except`. */
const alternates = (feeds: Record<Format, string>, except?: Format): string[] =>
  FORMAT_NAMES.filter((format) => format !== except).map(
    (format) => `<${feeds[format]}>; rel="alternate"; type="${FORMATS[format].type}"`,
  );

/** Web links between a feed and its archive documents (RFC 5005), to be added to the other links. */
export const archiveLinkField = (source: FeedSource, format: Format): string =>
  archiveLinks(source, format)
    .map(([rel, href]) => `<${href}>; rel="${rel}"; type="${FORMATS[format].type}"`)
    .join(", ");
