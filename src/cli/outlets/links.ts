import { decodeHTML } from "entities/decode";
import { resolveUrl } from "../../feed/resolve-url.ts";
import { readTag } from "../../feed/start-tag.ts";

/** Media types of links to feeds (https://html.spec.whatwg.org/#link-type-alternate, and that of JSON Feed). */
const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed|x-rss)?\+?(?:xml|json)$/;
/** Paths that look like those of feeds. */
const FEED_PATH = /\b(?:rss|atom|feeds?|rdf)\b/i;

/** Content in which a tag is text (https://html.spec.whatwg.org/#raw-text-elements), and comments. */
const NOT_MARKUP =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|textarea|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
/** Feeds of comments, of one page or of all, by their titles and addresses. */
const COMMENTS =
  /comment|kommentar|commentaire|comentario|comentário|commenti|reacties|kommentit|komentarz|komentář|комментари|коментар|コメント|评论|評論|댓글|replies|respuestas/i;

/** Feed addresses of common publishing systems: WordPress, Ghost, Hugo, Jekyll, Drupal, Blogger, Medium, Storyfold. */
const USUAL_PATHS =
  "feed rss rss.xml feed.xml atom.xml index.xml index.rdf feed.json feed/ rss/ feeds/posts/default ?feed=rss2".split(
    " ",
  );

/**
 * The feeds that a page declares, in their order on the page, those of comments last; if it declares none, links whose
 * paths look like feeds.
 */
export function feedsNamed(page: string, url: string): string[] {
  const html = page.replace(NOT_MARKUP, " ");
  const declared: string[] = [];
  const comments = new Set<string>();
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
      if (address === null || !FEED_TYPE.test(type)) continue;
      declared.push(address);
      if (COMMENTS.test(`${value("title")} ${address}`)) comments.add(address);
    }
    if (name === "a") {
      const address = resolveUrl(value("href"), base);
      if (address !== null && FEED_PATH.test(new URL(address).pathname)) linked.push(address);
    }
  }
  for (const address of linked) if (COMMENTS.test(address)) comments.add(address);
  const found = new Set(declared.length > 0 ? declared : linked);
  return [...found.difference(comments), ...found.intersection(comments)];
}

/** Addresses where a site's feed usually is, next to the given page and at the site's root. */
export function usualFeeds(url: string): string[] {
  const folder = new URL(".", url).href;
  const root = new URL("/", url).href;
  const bases = [...new Set([folder, root])];
  return [...new Set(bases.flatMap((base) => USUAL_PATHS.map((path) => new URL(path, base).href)))];
}
