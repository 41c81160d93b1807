import type { Edition } from "../model/edition.ts";
import { FORMATS } from "../render/feed.ts";

/**
 * How long answers stay fresh, in seconds. Readers wait the longest of ttl, max-age and Expires, so max-age is short;
 * an edge cache refreshes behind the reader's back for an hour, and serves what it has for a day if the Worker fails.
 */
export const CACHE_CONTROL =
  "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";

/** What the edge knows all documents by, so that it can be told to drop them (Workers Cache). */
export const CACHE_TAG = "edition";

/** Pages load their own style sheet and icon and nothing else: no script at all. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
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

/** On every document, 304 included. `path` is the address under which it is known to the world. */
export function documentHeaders(edition: Edition, path: string) {
  const feed = Object.values(FORMATS).some((format) => format.path === path);
  return {
    ...COMMON,
    "Cache-Control": CACHE_CONTROL,
    "Cache-Tag": CACHE_TAG,
    Link: links(edition, path),
    // A browser gets a page at a feed's address.
    Vary: feed ? "Accept-Encoding, Sec-Fetch-Dest" : "Accept-Encoding",
  };
}

/** Web links (RFC 8288): the document itself, and the feeds. */
function links({ site, hub }: Edition, path: string): string {
  const feed = path.endsWith(".xml") || path.endsWith(".json");
  const self = `<${site}${path}>; rel="${feed ? "self" : "canonical"}"`;
  // A subscriber to a feed looks here for its hub (https://www.w3.org/TR/websub/#discovery).
  const hubs = feed && hub !== null ? [`<${hub}>; rel="hub"`] : [];
  const alternates = Object.values(FORMATS)
    .filter((format) => format.path !== path)
    .map((format) => `<${site}${format.path}>; rel="alternate"; type="${format.type}"`);
  return [self, ...hubs, ...alternates].join(", ");
}
