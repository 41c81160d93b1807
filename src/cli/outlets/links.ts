import { decodeHTML } from "entities/decode";
import { resolveUrl } from "../../feed/resolve-url.ts";
import { readTag } from "../../feed/start-tag.ts";

/** The types under which pages name their feeds (https://html.spec.whatwg.org/#link-type-alternate, and JSON Feed's own). */
const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed|x-rss)?\+?(?:xml|json)$/;
/** How links to feeds look. */
const FEED_PATH = /\b(?:rss|atom|feeds?|rdf)\b/i;

/** Where publishing systems put their feeds: WordPress, Ghost, Hugo, Jekyll, Drupal, Blogger, Medium, this project. */
const USUAL =
  "feed rss rss.xml feed.xml atom.xml index.xml index.rdf feed.json feed/ rss/ feeds/posts/default ?feed=rss2".split(
    " ",
  );

/** The feeds that a page says it has, in its order; without any, what its links look like. */
export function feedsNamed(html: string, url: string): string[] {
  const named: string[] = [];
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
      if (address !== null && FEED_TYPE.test(type)) named.push(address);
    }
    if (name === "a") {
      const address = resolveUrl(value("href"), base);
      if (address !== null && FEED_PATH.test(new URL(address).pathname)) linked.push(address);
    }
  }
  return [...new Set(named.length > 0 ? named : linked)];
}

/** Where a site's feed may be, though no page says so. */
export function usualFeeds(url: string): string[] {
  const folder = new URL(".", url).href;
  const root = new URL("/", url).href;
  const places = [...new Set([folder, root])];
  return [...new Set(places.flatMap((place) => USUAL.map((path) => new URL(path, place).href)))];
}
