import { readUrl } from "./url.ts";
import {
  AMP_CACHE,
  AMP_PARAMETERS,
  AMP_VIEWER,
  SAME_HOST,
  TRACKING,
  TRACKING_PREFIXES,
} from "./tracking-parameters.ts";

/** Wrappers within wrappers are undone this often. */
const ROUNDS = 4;

/**
 * The one address of a page that has several: as readUrl has it, without what only counts visitors, not as AMP, not from
 * a cache of AMP pages, not for phones where that is known to be the same page. Scheme and host stay as they are but for
 * the table of hosts. Idempotent.
 *
 * @param address an absolute http(s) URL.
 */
export function canonicalUrl(address: string): string {
  let url = new URL(address);
  for (let round = 0; round < ROUNDS; round++) {
    const inner = unwrapped(url);
    if (inner === null) break;
    url = inner;
  }
  const host = url.hostname.replace(/\.+$/, "");
  if (host !== "") url.hostname = SAME_HOST.get(host) ?? host;
  url.pathname = withoutAmp(url.pathname);
  url.search = withoutTracking(url.search);
  const read = readUrl(url.href);
  const whole = "value" in read ? read.value : url.href;
  // Pages behind "#!" are other pages; every other fragment is a place in this one.
  return url.hash.startsWith("#!") ? whole + url.hash : whole;
}

/** The address inside an AMP cache's; null where it is not one. */
function unwrapped(url: URL): URL | null {
  const { hostname, pathname } = url;
  const cache = hostname === "cdn.ampproject.org" || hostname.endsWith(".cdn.ampproject.org");
  const viewer = /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(hostname);
  const parts = cache ? AMP_CACHE.exec(pathname) : viewer ? AMP_VIEWER.exec(pathname) : null;
  if (parts === null) return null;
  const [, secure, host, path = "/"] = parts;
  return URL.parse(`http${secure === undefined ? "" : "s"}://${host}${path}${url.search}`);
}

/** A path without the last part that asks for AMP. A page that is called so and nothing else keeps its name. */
function withoutAmp(path: string): string {
  for (let rest = path; ;) {
    const shorter = rest.replace(/\.amp(\.html?)?$/i, "$1").replace(/(?<=[^/])\/amp(\/?)$/i, "$1");
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

/** A query without the parameters that name no page. The others stay as they are written, in their order. */
function withoutTracking(search: string): string {
  const kept = search
    .slice(1)
    .split("&")
    .filter((pair) => pair !== "" && !isTracking(pair));
  // With its "?", since the one that is missing would be taken from a query that begins with one.
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function isTracking(pair: string): boolean {
  const [name = "", ...rest] = pair.split("=");
  const key = name.toLowerCase();
  if (TRACKING.has(key) || TRACKING_PREFIXES.some((prefix) => key.startsWith(prefix))) return true;
  return AMP_PARAMETERS.get(key)?.test(rest.join("=").toLowerCase()) ?? false;
}
