import { tagScheme } from "../../model/ids.ts";
import {
  isArchiveDocument,
  baseFeed,
  FORMATS,
  archiveLinks,
  type FeedSource,
} from "./feed-source.ts";
import { htmlText } from "../../model/safe-text.ts";
import { add, child, children, declare, parseXml, root, say, writeXml } from "./xml.ts";

/** The feed as RSS 2.0 (https://www.rssboard.org/rss-specification), with a link to every outlet. */
export function rss(source: FeedSource): string {
  const { edition, channel: list, entries } = source;
  const document = parseXml(baseFeed(source, "rss", htmlText).rss2());
  declare(
    root(document),
    "atom",
    "content",
    "dc",
    ...(isArchiveDocument(source) ? ["fh" as const] : []),
  );
  const channel = child(root(document), "channel");
  // Titles are plain text, and so are a channel's and an image's (RSS Best Practices Profile, 3.2.1).
  say(child(channel, "title"), list.title);
  say(child(channel, "description"), list.description);
  say(child(child(channel, "image"), "title"), list.title);
  const items = children(channel, "item");
  if (isArchiveDocument(source)) add(channel, "fh:archive", {}, undefined, items[0]);
  for (const [rel, href] of archiveLinks(source, "rss"))
    add(channel, "atom:link", { rel, href, type: FORMATS.rss.type }, undefined, items[0]);
  for (const [index, entry] of entries.entries()) {
    const item = items[index];
    if (!item) throw new Error(`story ${entry.key} has no item`);
    for (const title of children(item, "title")) say(title, entry.title);
    // One creator for all: of several, readers show only the first or only the last.
    const names = new Intl.ListFormat(edition.language).format(
      entry.outlets.map(({ name }) => name),
    );
    if (names) add(item, "dc:creator", {}, names);
    for (const tag of entry.tags) add(item, "category", { domain: tagScheme(edition) }, tag);
    add(item, "atom:updated", {}, entry.updated.toISOString());
    for (const { url, outlet, language } of entry.reports)
      if (url !== null)
        add(item, "atom:link", { rel: "via", href: url, title: outlet.name, hreflang: language });
  }
  return writeXml(document).replace(TITLE, asReadersExpect);
}

/** A title has no markup inside, so this finds it whole. */
const TITLE = /<title>[^<]*<\/title>/g;

/** The two references that readers which do not parse XML know best (the same profile). */
const asReadersExpect = (title: string): string =>
  title.replaceAll("&lt;", "&#x3C;").replaceAll("&amp;", "&#x26;");
