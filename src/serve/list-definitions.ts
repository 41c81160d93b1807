import type { Edition } from "../model/edition.ts";
import { archivePath } from "../model/feed-archive.ts";
import type { Story } from "../model/story.ts";
import { addressOf, queryOf, type Selection } from "../model/selection.ts";
import type { Updates } from "../render/feeds/channel.ts";
import type { FeedSource, Format } from "../render/feeds/feed-source.ts";
import { listPage } from "../render/pages/list-page.tsx";
import { previewPage } from "../render/pages/preview-page.tsx";
import { sitemap, sitemapIndex, standingPages, storyPages } from "../render/feeds/sitemap.ts";
import { archiveSource, listSource } from "../render/feeds/story-list-source.ts";
import type { Beside, ListNeed, Need } from "../store/api.ts";
import { asFeed, HTML, type Recipe } from "./document-definitions.ts";

/** Stories in a sitemap: a twentieth of the most that are allowed, so that none takes long to make. */
const SITEMAP = 2_500;

/** What a list is asked for as: its page, a feed, or the page that a browser gets at a feed's address. */
export type View = "page" | Format | `${Format}#preview`;

/** A list in one view. */
export function listRecipe(
  edition: Edition,
  selection: Selection,
  updates: Updates,
  view: View,
): Recipe {
  const { path, query } = addressOf(selection);
  const need: ListNeed = {
    kind: "list",
    selection,
    limit: selection.limit ?? edition.entries,
    outlets: edition.outlets.map(({ id }) => id),
  };
  const source = (_: Edition, stories: Story[], beside: Beside): FeedSource =>
    listSource({ ...beside, edition, stories, selection, updates });
  const mode = queryOf([["updates", updates === "silent" ? null : updates]]);
  return recipe(`${path}${query}${mode}`, need, source, view);
}

/** A document of the archive, in one version. */
export function archiveRecipe(
  edition: Edition,
  upTo: number,
  version: string | null,
  address: string,
  view: View,
): Recipe {
  const source = (_: Edition, stories: Story[]): FeedSource =>
    archiveSource(edition, stories, upTo, address);
  return recipe(archivePath(upTo, address), { kind: "archive", upTo, version }, source, view);
}

function recipe(
  path: string,
  need: Need,
  source: (edition: Edition, stories: Story[], beside: Beside) => FeedSource,
  view: View,
): Recipe {
  const common = { path: `${path}#${view}`, need, kept: false } as const;
  if (view === "page")
    return { ...common, type: HTML, render: (...given) => listPage(source(...given)) };
  const [format, preview] = view.split("#") as [Format, string?];
  return preview === undefined
    ? { ...common, ...asFeed(format, source) }
    : { ...common, type: HTML, render: (...given) => previewPage(source(...given), format) };
}

/** The sitemap, or the index of sitemaps where there are too many stories for one. */
export const SITEMAP_RECIPE: Recipe = {
  path: "/sitemap.xml",
  type: "application/xml; charset=utf-8",
  need: { kind: "addresses", size: SITEMAP, block: null },
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
      : sitemap([...standingPages(edition), ...storyPages(edition, addresses)]),
};

/** One of several sitemaps; the pages that are no stories are in number 0. */
export function sitemapRecipe(block: number): Recipe {
  return {
    ...SITEMAP_RECIPE,
    path: `/sitemap/${block}.xml`,
    need: block === 0 ? null : { kind: "addresses", size: SITEMAP, block },
    render: (edition, _, { addresses = [] }) =>
      sitemap(block === 0 ? standingPages(edition) : storyPages(edition, addresses)),
  };
}
