import type { Edition } from "../model/edition.ts";
import { archivePath } from "../model/feed-archive.ts";
import type { Story } from "../model/story.ts";
import { addressOf, queryOf, type Selection } from "../model/selection.ts";
import type { Updates } from "../render/feeds/channel.ts";
import type { FeedSource, Format } from "../render/feeds/feed-source.ts";
import { listPage } from "../render/pages/list-page.tsx";
import { previewPage } from "../render/pages/preview-page.tsx";
import { sitemap, sitemapIndex, staticPages, storyPages } from "../render/feeds/sitemap.ts";
import { archiveSource, listSource } from "../render/feeds/story-list-source.ts";
import type { DocumentContext, ListRequest, DocumentRequest } from "../store/api.ts";
import { asFeed, HTML, type DocumentDefinition } from "./document-definitions.ts";

/** Stories in a sitemap: a twentieth of the most that are allowed, so that none takes long to make. */
const SITEMAP = 2_500;

/** What a list is asked for as: its page, a feed, or the page that a browser gets at a feed's address. */
export type View = "page" | Format | `${Format}#preview`;

/** A list in one view. */
export function listDefinition(
  edition: Edition,
  selection: Selection,
  updates: Updates,
  view: View,
): DocumentDefinition {
  const { path, query } = addressOf(selection);
  const request: ListRequest = {
    kind: "list",
    selection,
    limit: selection.limit ?? edition.entries,
    outlets: edition.outlets.map(({ id }) => id),
  };
  const source = (_: Edition, stories: Story[], context: DocumentContext): FeedSource =>
    listSource({ ...context, edition, stories, selection, updates });
  const mode = queryOf([["updates", updates === "silent" ? null : updates]]);
  return inView(`${path}${query}${mode}`, request, source, view);
}

/** A document of the archive, in one version. */
export function archiveDefinition(
  edition: Edition,
  upTo: number,
  version: string | null,
  address: string,
  view: View,
): DocumentDefinition {
  const source = (_: Edition, stories: Story[]): FeedSource =>
    archiveSource(edition, stories, upTo, address);
  return inView(archivePath(upTo, address), { kind: "archive", upTo, version }, source, view);
}

function inView(
  path: string,
  request: DocumentRequest,
  source: (edition: Edition, stories: Story[], context: DocumentContext) => FeedSource,
  view: View,
): DocumentDefinition {
  const common = { path: `${path}#${view}`, request, kept: false } as const;
  if (view === "page")
    return { ...common, type: HTML, render: (...given) => listPage(source(...given)) };
  const [format, preview] = view.split("#") as [Format, string?];
  return preview === undefined
    ? { ...common, ...asFeed(format, source) }
    : { ...common, type: HTML, render: (...given) => previewPage(source(...given), format) };
}

/** The sitemap, or the index of sitemaps where there are too many stories for one. */
export const SITEMAP_INDEX: DocumentDefinition = {
  path: "/sitemap.xml",
  type: "application/xml; charset=utf-8",
  request: { kind: "addresses", size: SITEMAP, block: null },
  kept: false,
  render: (edition, _, { addresses = [], blocks }) =>
    blocks
      ? sitemapIndex([
          { url: `${edition.site}/sitemap/0.xml`, updated: null },
          ...blocks.map(({ block, updated }) => ({
            url: `${edition.site}/sitemap/${block}.xml`,
            updated,
          })),
        ])
      : sitemap([...staticPages(edition), ...storyPages(edition, addresses)]),
};

/** One of several sitemaps; the pages that are no stories are in number 0. */
export function sitemapDefinition(block: number): DocumentDefinition {
  return {
    ...SITEMAP_INDEX,
    path: `/sitemap/${block}.xml`,
    request: block === 0 ? null : { kind: "addresses", size: SITEMAP, block },
    render: (edition, _, { addresses = [] }) =>
      sitemap(block === 0 ? staticPages(edition) : storyPages(edition, addresses)),
  };
}
