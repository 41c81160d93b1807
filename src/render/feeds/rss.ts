import { tagScheme } from "../../model/ids.ts";
import {
  isArchiveDocument,
  baseFeed,
  FORMATS,
  archiveLinks,
  type FeedSource,
} from "./feed-source.ts";
import { htmlText } from "../../model/safe-text.ts";
import { add, child, children, declare, parseXml, root, setText, writeXml } from "./xml.ts";

/** The feed as RSS 2.0 (https://www.rssboard.org/rss-specification): each item links to its reports. */
export function rss(source: FeedSource): string {
  const { edition, channel: metadata, entries } = source;
  const document = parseXml(baseFeed(source, "rss", htmlText).rss2());
  declare(
    root(document),
    "atom",
    "content",
    "dc",
    ...(isArchiveDocument(source) ? ["fh" as const] : []),
    ...(entries.some(({ image }) => image !== null) ? ["media" as const] : []),
  );
  const channel = child(root(document), "channel");
  // Titles are plain text, the channel's and the image's included (RSS Best Practices Profile, 3.2.1).
  setText(child(channel, "title"), metadata.title);
  setText(child(channel, "description"), metadata.description);
  setText(child(child(channel, "image"), "title"), metadata.title);
  const items = children(channel, "item");
  if (isArchiveDocument(source)) add(channel, "fh:archive", {}, undefined, items[0]);
  for (const [rel, href] of archiveLinks(source, "rss"))
    add(channel, "atom:link", { rel, href, type: FORMATS.rss.type }, undefined, items[0]);
  for (const [index, entry] of entries.entries()) {
    const item = items[index];
    if (!item) throw new Error(`story ${entry.key} has no item`);
    for (const title of children(item, "title")) setText(title, entry.title);
    // One element for all outlets: given several, readers show only the first or only the last.
    const names = new Intl.ListFormat(edition.language).format(
      entry.outlets.map(({ name }) => name),
    );
    if (names) add(item, "dc:creator", {}, names);
    if (entry.language !== edition.language) add(item, "dc:language", {}, entry.language);
    if (entry.image !== null) add(item, "media:thumbnail", { url: entry.image });
    for (const tag of entry.tags) add(item, "category", { domain: tagScheme(edition) }, tag);
    add(item, "atom:updated", {}, entry.updated.toISOString());
    for (const { url, outlet, language } of entry.reports)
      if (url !== null)
        add(item, "atom:link", { rel: "via", href: url, title: outlet.name, hreflang: language });
  }
  return writeXml(document).replace(TITLE, useHexReferences);
}

/** Matches a complete title: its content has no markup, so the first `<` ends it. */
const TITLE = /<title>[^<]*<\/title>/g;

/** Writes `<` and `&` as the references that readers without an XML parser handle best (the same profile). */
const useHexReferences = (title: string): string =>
  title.replaceAll("&lt;", "&#x3C;").replaceAll("&amp;", "&#x26;");
