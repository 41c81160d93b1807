import type { Edition } from "../model/edition.ts";
import { FORMATS } from "../render/feed.ts";
import { SCHEMAS } from "../render/schemas.ts";

/**
 * How long answers stay fresh, in seconds. Readers wait the longest of ttl, max-age and Expires, so max-age is short;
 * an edge cache refreshes behind the reader's back for an hour, and serves what it has for a day if the Worker fails.
 */
export const CACHE_CONTROL =
  "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400";

/** Pages load their own style sheet, icon and one script, and nothing from elsewhere; forms lead to the edition only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
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

/** On every document, 304 included. `path` is the address under which it is known to the world. */
export function documentHeaders(edition: Edition, path: string) {
  const feed = Object.values(FORMATS).some((format) => format.path === path);
  return {
    ...COMMON,
    "Cache-Control": CACHE_CONTROL,
    Link: links(edition, path),
    // A browser gets a page at a feed's address.
    Vary: feed ? "Accept-Encoding, Sec-Fetch-Dest" : "Accept-Encoding",
  };
}

/** Web links (RFC 8288): the document itself, what belongs to it, and the feeds. */
function links({ site }: Edition, path: string): string {
  const self = `<${site}${path}>; rel="${path.endsWith(".xml") || path.endsWith(".json") ? "self" : "canonical"}"`;
  const alternates = Object.values(FORMATS)
    .filter((format) => format.path !== path)
    .map((format) => `<${site}${format.path}>; rel="alternate"; type="${format.type}"`);
  return [self, ...related(site, path), ...alternates].join(", ");
}

/** A story's page leads to its data, and the data to the schema that describes it. */
function related(site: string, path: string): string[] {
  if (!path.startsWith("/stories/")) return [];
  return path.endsWith(".json")
    ? [`<${site}${SCHEMAS.story.path}>; rel="describedby"; type="application/schema+json"`]
    : [`<${site}${path}.json>; rel="alternate"; type="application/json"`];
}
