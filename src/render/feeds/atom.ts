import type { Element } from "@xmldom/xmldom";
import { htmlText, stripIllegal } from "../../model/safe-text.ts";
import { tagScheme } from "../../model/ids.ts";
import {
  isArchiveDocument,
  baseFeed,
  FORMATS,
  archiveLinks,
  type FeedSource,
} from "./feed-source.ts";
import {
  add,
  child,
  children,
  declare,
  NAMESPACES,
  parseXml,
  root,
  setText,
  writeXml,
} from "./xml.ts";

/** The feed as Atom 1.0 (RFC 4287): each entry links to its reports and names their outlets as contributors. */
export function atom(source: FeedSource): string {
  const { edition, channel, entries } = source;
  const document = parseXml(baseFeed(source, "atom", htmlText).atom1());
  const feed = root(document);
  feed.setAttributeNS(NAMESPACES.xml, "xml:lang", edition.language);
  setText(child(feed, "title"), channel.title);
  for (const subtitle of children(feed, "subtitle")) setText(subtitle, channel.description);
  const [alternate, self] = children(feed, "link");
  alternate?.setAttribute("type", "text/html");
  self?.setAttribute("type", FORMATS.atom.type);

  const elements = children(feed, "entry");
  if (isArchiveDocument(source)) {
    declare(feed, "fh");
    add(feed, "fh:archive", {}, undefined, elements[0]);
  }
  for (const [rel, href] of archiveLinks(source, "atom"))
    add(feed, "link", { rel, href, type: FORMATS.atom.type }, undefined, elements[0]);
  person(feed, "author", edition.publisher, `${edition.site}/`, elements[0]);
  for (const [index, entry] of entries.entries()) {
    const element = elements[index];
    if (!element) throw new Error(`story ${entry.key} has no entry`);
    // Plain text (RFC 4287, 3.1.1.1), so that readers that decode HTML twice, or not at all, show it correctly.
    const title = child(element, "title");
    title.removeAttribute("type");
    setText(title, entry.title);
    if (entry.language !== edition.language)
      title.setAttributeNS(NAMESPACES.xml, "xml:lang", entry.language);
    if (entry.summaryLanguage !== edition.language)
      for (const summary of children(element, "summary"))
        summary.setAttributeNS(NAMESPACES.xml, "xml:lang", entry.summaryLanguage);
    for (const link of children(element, "link")) {
      link.setAttribute("rel", "alternate");
      link.setAttribute("type", "text/html");
    }
    for (const { url, outlet, language } of entry.reports)
      if (url !== null)
        add(element, "link", { rel: "via", href: url, title: outlet.name, hreflang: language });
    for (const { name, home } of entry.outlets) person(element, "contributor", name, home);
    for (const tag of entry.tags)
      add(element, "category", { term: tag, scheme: tagScheme(edition) });
  }
  return writeXml(document);
}

function person(
  parent: Element,
  role: "author" | "contributor",
  name: string,
  uri: string,
  next?: Element,
): void {
  const element = add(parent, role, {}, undefined, next);
  add(element, "name", {}, stripIllegal(name));
  if (uri) add(element, "uri", {}, uri);
}
