import { DOMImplementation } from "@xmldom/xmldom";
import type { Edition } from "../../model/edition.ts";
import { storyUrl } from "../../model/ids.ts";
import { add, root, writeXml } from "./xml.ts";

/** https://www.sitemaps.org/protocol.html */
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A page or sitemap, and when it last changed in milliseconds since 1970 (UTC); null if that is not known. */
export interface SitemapEntry {
  url: string;
  updated: number | null;
}

/** A sitemap that lists pages. */
export const sitemap = (entries: readonly SitemapEntry[]): string =>
  sitemapXml("urlset", "url", entries);

/** A sitemap index, for an edition with too many pages for a single sitemap. */
export const sitemapIndex = (entries: readonly SitemapEntry[]): string =>
  sitemapXml("sitemapindex", "sitemap", entries);

/** All pages other than story pages: the front page, the fixed pages and a page for each outlet. */
export const staticPages = ({ site, outlets }: Edition): SitemapEntry[] =>
  [
    "/",
    "/latest",
    "/daily",
    "/tags",
    "/languages",
    "/about",
    "/outlets",
    "/search",
    "/subscribe",
    ...outlets.map(({ id }) => `/outlets/${id}`),
  ].map((path) => ({
    url: site + path,
    updated: null,
  }));

/** The pages of these stories. */
export const storyPages = (
  edition: Edition,
  stories: readonly { key: string; updated: number }[],
): SitemapEntry[] => stories.map(({ key, updated }) => ({ url: storyUrl(edition, key), updated }));

function sitemapXml(rootName: string, itemName: string, entries: readonly SitemapEntry[]): string {
  const document = new DOMImplementation().createDocument(NAMESPACE, rootName);
  for (const { url, updated } of entries) {
    const element = add(root(document), itemName);
    add(element, "loc", {}, url);
    if (updated !== null) add(element, "lastmod", {}, new Date(updated).toISOString());
  }
  return writeXml(document);
}
