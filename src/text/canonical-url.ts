import { readUrl } from "./url.ts";
import {
  AMP_CACHE,
  AMP_VIEWER,
  CAMPAIGN,
  FEED_CAMPAIGN,
  SAME_HOST,
  TRACKING,
  TRACKING_PREFIXES,
  VALUED_PARAMETERS,
} from "./tracking-parameters.ts";

/** Maximum number of nested AMP cache addresses that are unwrapped. */
const MAX_UNWRAPPINGS = 4;

/**
 * The canonical address of a page that has several. Tracking parameters, AMP forms and AMP caches are removed, and
 * mobile hosts are replaced if they are known to serve the same pages. Scheme and host otherwise stay as they are; the
 * rest follows readUrl. Idempotent.
 *
 * @param address an absolute http(s) URL.
 */
export function canonicalUrl(address: string): string {
  let url = new URL(address);
  for (let round = 0; round < MAX_UNWRAPPINGS; round++) {
    const inner = unwrapped(url);
    if (inner === null) break;
    url = inner;
  }
  const host = url.hostname.replace(/\.+$/, "");
  if (host !== "") url.hostname = SAME_HOST.get(host) ?? host;
  url.pathname = withoutAmp(url.pathname);
  url.search = withoutTracking(url.search);
  const read = readUrl(url.href);
  const canonical = "value" in read ? read.value : url.href;
  // A "#!" fragment names another page; every other fragment is a position in this one.
  return url.hash.startsWith("#!") ? canonical + url.hash : canonical;
}

/** The address that an AMP cache or viewer address contains; null if it is neither. */
function unwrapped(url: URL): URL | null {
  const { hostname, pathname } = url;
  const cache = hostname === "cdn.ampproject.org" || hostname.endsWith(".cdn.ampproject.org");
  const viewer = /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(hostname);
  const parts = cache ? AMP_CACHE.exec(pathname) : viewer ? AMP_VIEWER.exec(pathname) : null;
  if (parts === null) return null;
  const [, secure, host, path = "/"] = parts;
  return URL.parse(`http${secure === undefined ? "" : "s"}://${host}${path}${url.search}`);
}

/** A path without a final ".amp" or "/amp"; ".amp.html" becomes ".html". A path that is only "/amp" stays. */
function withoutAmp(path: string): string {
  for (let rest = path; ;) {
    const shorter = rest.replace(/\.amp(\.html?)?$/i, "$1").replace(/(?<=[^/])\/amp(\/?)$/i, "$1");
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

/** A query without tracking, campaign and AMP parameters. The others stay as they are written, in their order. */
function withoutTracking(search: string): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !isTracking(pair));
  // The "?" is included because the `search` setter strips one, which could be the query's own first character.
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function isTracking(pair: string): boolean {
  const [name = "", ...rest] = pair.split("=");
  const key = name.toLowerCase();
  if (TRACKING.has(key) || TRACKING_PREFIXES.some((prefix) => key.startsWith(prefix))) return true;
  const value = rest.join("=").toLowerCase();
  if (CAMPAIGN.has(key) && FEED_CAMPAIGN.test(value)) return true;
  return VALUED_PARAMETERS.get(key)?.test(value) ?? false;
}
