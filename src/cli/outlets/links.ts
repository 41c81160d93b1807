import { decodeHTML } from "entities/decode";
import { resolveUrl } from "../../feed/resolve-url.ts";
import { readTag } from "../../feed/start-tag.ts";

/** Media types of links to feeds (https://html.spec.whatwg.org/#link-type-alternate, and that of JSON Feed). */
const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed|x-rss)?\+?(?:xml|json)$/;
/** Paths that look like those of feeds. */
const FEED_PATH = /\b(?:rss|atom|feeds?|rdf)\b/i;

/** Feed addresses of common publishing systems: WordPress, Ghost, Hugo, Jekyll, Drupal, Blogger, Medium, Storyfold. */
const USUAL_PATHS =
  "feed rss rss.xml feed.xml atom.xml index.xml index.rdf feed.json feed/ rss/ feeds/posts/default ?feed=rss2".split(
    " ",
  );

/**
 * The feeds that a page declares, in their order on the page; if it declares none, links whose paths look like feeds.
 */
export function feedsNamed(html: string, url: string): string[] {
  const declared: string[] = [];
  const linked: string[] = [];
  let base = url;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) {
    const tag = readTag(html, at);
    if (typeof tag === "string") continue;
    const name = tag.name.toLowerCase();
    const value = (attribute: string): string => decodeHTML(tag.attributes.get(attribute) ?? "");
    if (name === "base") base = resolveUrl(value("href"), url) ?? url;
    if (name === "link" && /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(value("rel"))) {
      const type = value("type").toLowerCase().split(";")[0]?.trim() ?? "";
      const address = resolveUrl(value("href"), base);
      if (address !== null && FEED_TYPE.test(type)) declared.push(address);
    }
    if (name === "a") {
      const address = resolveUrl(value("href"), base);
      if (address !== null && FEED_PATH.test(new URL(address).pathname)) linked.push(address);
    }
  }
  return [...new Set(declared.length > 0 ? declared : linked)];
}

/** Addresses where a site's feed usually is, next to the given page and at the site's root. */
export function usualFeeds(url: string): string[] {
  const folder = new URL(".", url).href;
  const root = new URL("/", url).href;
  const bases = [...new Set([folder, root])];
  return [...new Set(bases.flatMap((base) => USUAL_PATHS.map((path) => new URL(path, base).href)))];
}
