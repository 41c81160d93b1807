/** What the address of a site says about its outlet. */
import { siteHost } from "../../text/url.ts";

/** Hosts on which many outlets have pages, each below a path of its own. */
const SHARED_HOST =
  /(?:^|\.)(?:youtube\.com|medium\.com|reddit\.com|github\.com|gitlab\.com|codeberg\.org|google\.com|feedburner\.com|vimeo\.com|soundcloud\.com|facebook\.com|instagram\.com|x\.com|twitter\.com|t\.me|bsky\.app|flickr\.com|dev\.to|patreon\.com|rsshub\.app|rss\.app|kill-the-newsletter\.com|podbean\.com|libsyn\.com|buzzsprout\.com|spreaker\.com|anchor\.fm|spotify\.com|apple\.com)$/;
/** Domains below which many outlets have a host of their own. */
const HOSTING =
  /(?:^|\.)(?:blogspot\.\w+(?:\.\w+)?|wordpress\.com|substack\.com|tumblr\.com|github\.io|gitlab\.io|ghost\.io|netlify\.app|pages\.dev|workers\.dev|vercel\.app|neocities\.org|bearblog\.dev|micro\.blog|livejournal\.com|typepad\.com|wixsite\.com|over-blog\.com|hatenablog\.com|medium\.com|feedburner\.com)$/;
/** Second-level domains below which names are registered, as in "bbc.co.uk". */
const SECOND_LEVEL = /^(?:co|com|org|net|gov|gob|govt|ac|edu|or|ne|go|gen|asn|ltd|plc|me)$/;
/** Names of hosts that say what a host serves, not whose it is. */
const SERVICE =
  /^(?:www\d*|feeds?\d*|rss|blogs?|news|m|mobile|amp|podcasts?|media|static|cdn|edition|en|api)$/;

/**
 * Identifies the site of a home page: two feeds of one site are two feeds of one outlet.
 *
 * @param home an absolute http(s) URL
 */
export function siteOf(home: string): string {
  const { pathname } = new URL(home);
  const host = siteHost(home);
  if (!SHARED_HOST.test(host) && !/^\/[@~]/.test(pathname)) return withoutService(host);
  const path = pathname.split("/").filter(Boolean).slice(0, 2).join("/");
  return `${host}/${path}`;
}

/** The name in a domain, which is how people call the site: "bbc" of "feeds.bbc.co.uk". Empty if the host is shared. */
export function domainLabel(home: string): string {
  const host = withoutService(siteHost(home).replace(/:\d+$/, ""));
  if (SHARED_HOST.test(host) && !HOSTING.test(host)) return "";
  const labels = host.split(".");
  if (HOSTING.test(host)) return labels[0] ?? "";
  const top = labels.at(-1) ?? "";
  const isSecondLevel =
    top.length === 2 && labels.length > 2 && SECOND_LEVEL.test(labels.at(-2) ?? "");
  return (labels.at(isSecondLevel ? -3 : -2) ?? "").replace(/^the-?(?=[a-z]{4})/, "");
}

/** A host without labels in front that say what it serves, as long as a domain remains. */
function withoutService(host: string): string {
  const labels = host.split(".");
  while (labels.length > 2 && SERVICE.test(labels[0] ?? "")) {
    const isSecondLevel =
      labels.length === 3 && SECOND_LEVEL.test(labels[1] ?? "") && labels[2]?.length === 2;
    if (isSecondLevel) break;
    labels.shift();
  }
  return labels.join(".");
}
