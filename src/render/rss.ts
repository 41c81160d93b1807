import { tagScheme } from "../model/ids.ts";
import { bones, type FeedSource } from "./feed.ts";
import { htmlText } from "../model/text.ts";
import { add, child, children, declare, parseXml, root, writeXml } from "./xml.ts";

/** The feed as RSS 2.0 (https://www.rssboard.org/rss-specification), with a link to every outlet. */
export function rss(source: FeedSource): string {
  const { edition, entries } = source;
  const document = parseXml(bones(source, "rss", htmlText).rss2());
  declare(root(document), "atom", "content", "dc");
  const items = children(child(root(document), "channel"), "item");
  for (const [index, entry] of entries.entries()) {
    const item = items[index];
    if (!item) throw new Error(`story ${entry.key} has no item`);
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
  return writeXml(document);
}
