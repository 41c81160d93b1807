import type { Edition } from "../model/edition.ts";
import { archivePath } from "../model/feed-archive.ts";
import { storyPath } from "../model/ids.ts";
import { addressOf, ALL_STORIES, queryOf, type Selection } from "../model/selection.ts";
import type { Story } from "../model/story.ts";
import { storyJson } from "../render/data/story-json.ts";
import { entry, reportListUrl, withFormer } from "../render/entry.ts";
import { atom } from "../render/feeds/atom.ts";
import type { Updates } from "../render/feeds/channel.ts";
import { FORMATS, type FeedSource, type Format } from "../render/feeds/feed-source.ts";
import { json } from "../render/feeds/json.ts";
import { rss } from "../render/feeds/rss.ts";
import { sitemap, sitemapIndex, staticPages, storyPages } from "../render/feeds/sitemap.ts";
import { archiveSource, listSource } from "../render/feeds/story-list-source.ts";
import { listPage } from "../render/pages/list-page.tsx";
import { previewPage } from "../render/pages/preview-page.tsx";
import { reportListPage } from "../render/pages/report-list-page.tsx";
import { storyPage } from "../render/pages/story-page.tsx";
import { shownChanges } from "../render/shown-changes.ts";
import type { DocumentContext, DocumentRequest } from "../store/api.ts";
import { archiveLinkField } from "./headers.ts";

/** One document of the edition: which stories it needs, and how to render them. */
export interface DocumentDefinition {
  /** The key under which the rendered document is cached. */
  path: string;
  /** Its media type. */
  type: string;
  /** Null for a document that shows no stories. */
  request: DocumentRequest | null;
  /** False if only an isolate's memory caches it: visitors can request any selection, and storage has to stay bounded. */
  kept?: false;
  render(edition: Edition, stories: Story[], context: DocumentContext): string | Uint8Array;
  /** The web links (RFC 8288) that depend on the stories shown, for the Link header. */
  links?(edition: Edition, stories: Story[], context: DocumentContext): string;
}

/** The three forms of a list: its page, a feed, or the page that previews a feed in a browser. */
export type View = "page" | Format | `${Format}#preview`;

type MakeSource = (edition: Edition, stories: Story[], context: DocumentContext) => FeedSource;

type Rendering = Pick<DocumentDefinition, "type" | "render" | "links">;

export const HTML = "text/html; charset=utf-8";
export const JSON_TYPE = "application/json; charset=utf-8";

const WRITERS: Record<Format, (source: FeedSource) => string> = { rss, atom, json };

/** Maximum number of stories on a page: four screens of 900 pixels, and less than 50 kB. A page links to the next one. */
const PAGE_STORIES = 30;

const storiesIn = (view: View, { entries }: Pick<Edition, "entries">): number =>
  view === "page" ? Math.min(PAGE_STORIES, entries) : entries;

/** One of the edition's feeds, its preview, or the page of the latest stories. */
export function editionDefinition(view: View, edition: Edition): DocumentDefinition {
  return {
    path: view === "page" ? "/latest" : pathOf(view),
    request: { kind: "latest", limit: storiesIn(view, edition) },
    ...inView(
      view,
      (_, stories, context) => listSource({ ...context, edition, stories }),
      listPage,
    ),
  };
}

/** The front page: the top stories. Unlike other lists, the newsroom stores it. */
export function frontDefinition(edition: Edition): DocumentDefinition {
  const { kept: _, ...definition } = listDefinition(
    edition,
    { ...ALL_STORIES, order: "top" },
    "silent",
    "page",
  );
  return { ...definition, path: "/" };
}

/** A selection of stories, as a page or a feed. */
export function listDefinition(
  edition: Edition,
  selection: Selection,
  updates: Updates,
  view: View,
): DocumentDefinition {
  const { path, query } = addressOf(selection);
  const mode = queryOf([["updates", updates === "silent" ? null : updates]]);
  return {
    path: `${path}${query}${mode}#${view}`,
    request: {
      kind: "list",
      selection,
      limit: selection.limit ?? storiesIn(view, edition),
      outlets: edition.outlets.map(({ id }) => id),
    },
    kept: false,
    ...inView(
      view,
      (_, stories, context) => listSource({ ...context, edition, stories, selection, updates }),
      listPage,
    ),
  };
}

/**
 * One version of an archive document.
 *
 * @param version null where the request names none, or one of another build
 * @param address the version as the URL gives it
 */
export function archiveDefinition(
  edition: Edition,
  upTo: number,
  version: string | null,
  address: string,
  view: View,
): DocumentDefinition {
  return {
    path: `${archivePath(upTo, address)}#${view}`,
    request: { kind: "archive", upTo, version },
    kept: false,
    ...inView(
      view,
      (_, stories, { former }) =>
        archiveSource(withFormer(edition, former), stories, upTo, address),
      listPage,
    ),
  };
}

/** A story, as a page or as JSON. */
export function storyDefinition(key: string, as: "page" | "data"): DocumentDefinition {
  const render = as === "page" ? storyPage : storyJson;
  return {
    path: storyPath(key) + (as === "data" ? ".json" : ""),
    type: as === "page" ? HTML : JSON_TYPE,
    request: { kind: "story", key },
    render: (current, [story], { changes = [], former }) => {
      if (!story) throw new Error(`there is no story ${key} to render`);
      const edition = withFormer(current, former);
      const shown = entry(story, edition);
      return render(edition, shown, shownChanges(changes, shown, edition));
    },
  };
}

/** A page of the list of all reports of a story. */
export const reportListDefinition = (key: string, number: number): DocumentDefinition => ({
  path: reportListUrl(storyPath(key), number),
  type: HTML,
  request: { kind: "reports", key, page: number },
  kept: false,
  render: (current, [story], { page, former }) => {
    if (!story || !page) throw new Error(`there is no page ${number} of story ${key} to render`);
    const edition = withFormer(current, former);
    return reportListPage(edition, entry(story, edition), page);
  },
});

/** The type and the renderings of a list in one of its forms. @param page renders its page */
export function inView(
  view: View,
  source: MakeSource,
  page: (source: FeedSource) => string,
): Rendering {
  if (view === "page") return { type: HTML, render: (...shown) => page(source(...shown)) };
  const [format, preview] = view.split("#") as [Format, string?];
  return preview === undefined
    ? {
        type: `${FORMATS[format].type}; charset=utf-8`,
        render: (...shown) => WRITERS[format](source(...shown)),
        links: (...shown) => archiveLinkField(source(...shown), format),
      }
    : { type: HTML, render: (...shown) => previewPage(source(...shown), format) };
}

/** `/rss.xml` for the feed, `/rss.xml#preview` for its preview. */
function pathOf(view: Exclude<View, "page">): string {
  const [format, preview] = view.split("#") as [Format, string?];
  return FORMATS[format].path + (preview === undefined ? "" : `#${preview}`);
}

/** Stories per sitemap: a twentieth of what the protocol allows, so that each is made quickly (https://www.sitemaps.org/). */
const SITEMAP_SIZE = 2_500;

/** The sitemap; or, for more stories than one sitemap takes, the index of sitemaps. */
export const SITEMAP_INDEX: DocumentDefinition = {
  path: "/sitemap.xml",
  type: "application/xml; charset=utf-8",
  request: { kind: "addresses", size: SITEMAP_SIZE, block: null },
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

/** One of several sitemaps: number 0 has the static pages, the others a block of stories each. */
export function sitemapDefinition(block: number): DocumentDefinition {
  return {
    ...SITEMAP_INDEX,
    path: `/sitemap/${block}.xml`,
    request: block === 0 ? null : { kind: "addresses", size: SITEMAP_SIZE, block },
    render: (edition, _, { addresses = [] }) =>
      sitemap(block === 0 ? staticPages(edition) : storyPages(edition, addresses)),
  };
}
