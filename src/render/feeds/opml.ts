import { DOMImplementation } from "@xmldom/xmldom";
import type { Edition } from "../../model/edition.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { FORMATS } from "./feed-source.ts";
import { add, root, writeXml } from "./xml.ts";

/**
 * The edition and its outlets as OPML 2.0 (http://opml.org/spec2.opml). The edition and each outlet with a feed are
 * subscriptions; an outlet without a feed is a link.
 */
export function opml(edition: Edition): string {
  const document = new DOMImplementation().createDocument(null, "opml");
  const opmlElement = root(document);
  opmlElement.setAttribute("version", "2.0");
  const head = add(opmlElement, "head");
  const title = stripIllegal(edition.title);
  add(head, "title", {}, `${title}: outlets`);
  add(head, "ownerName", {}, stripIllegal(edition.publisher));
  const body = add(opmlElement, "body");
  add(body, "outline", {
    type: "rss",
    text: title,
    title,
    description: stripIllegal(edition.description),
    language: edition.language,
    htmlUrl: `${edition.site}/`,
    xmlUrl: edition.site + FORMATS.rss.path,
  });
  for (const { name, home, about, feeds } of edition.outlets)
    for (const feed of feeds.length > 0 ? feeds : [null])
      add(body, "outline", {
        type: feed ? "rss" : "link",
        text: stripIllegal(name),
        title: stripIllegal(name),
        description: stripIllegal(about) || undefined,
        language: feed?.language ?? undefined,
        ...(feed ? { htmlUrl: home, xmlUrl: feed.url } : { url: home }),
      });
  return writeXml(document);
}
