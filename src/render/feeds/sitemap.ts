import { DOMImplementation } from "@xmldom/xmldom";
import type { Edition } from "../../model/edition.ts";
import { storyUrl } from "../../model/ids.ts";
import { add, root, writeXml } from "./xml.ts";

/** https://www.sitemaps.org/protocol.html */
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A page, and when what it shows changed; null where nobody says. */
export interface SitemapEntry {
  url: string;
  updated: number | null;
}

/** Pages, as search engines find them. */
export const sitemap = (places: readonly SitemapEntry[]): string => write("urlset", "url", places);

/** The sitemaps of an edition that has too many pages for one. */
export const sitemapIndex = (places: readonly SitemapEntry[]): string =>
  write("sitemapindex", "sitemap", places);

/** The pages that are no stories: the front page and a page for each outlet. */
export const staticPages = ({ site, outlets }: Edition): SitemapEntry[] =>
  [
    "/",
    "/about",
    "/outlets",
    "/search",
    "/subscribe",
    ...outlets.map(({ id }) => `/outlets/${id}`),
  ].map((path) => ({
    url: site + path,
    updated: null,
  }));

/** Story pages. */
export const storyPages = (
  edition: Edition,
  stories: readonly { key: string; updated: number }[],
): SitemapEntry[] => stories.map(({ key, updated }) => ({ url: storyUrl(edition, key), updated }));

function write(outermost: string, each: string, places: readonly SitemapEntry[]): string {
  const document = new DOMImplementation().createDocument(NAMESPACE, outermost);
  for (const { url, updated } of places) {
    const element = add(root(document), each);
    add(element, "loc", {}, url);
    if (updated !== null) add(element, "lastmod", {}, new Date(updated).toISOString());
  }
  return writeXml(document);
}
