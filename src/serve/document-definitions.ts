import type { Edition } from "../model/edition.ts";
import { storyPath } from "../model/ids.ts";
import type { Story } from "../model/story.ts";
import { atom } from "../render/feeds/atom.ts";
import { shownChanges } from "../render/shown-changes.ts";
import { entry } from "../render/entry.tsx";
import { FORMATS, type FeedSource, type Format } from "../render/feeds/feed-source.ts";
import { json } from "../render/feeds/json.ts";
import { openapi } from "../render/data/openapi.ts";
import { opml } from "../render/feeds/opml.ts";
import { aboutPage } from "../render/pages/about-page.tsx";
import { frontPage } from "../render/pages/front-page.tsx";
import { previewPage } from "../render/pages/preview-page.tsx";
import { searchPage } from "../render/pages/search-page.tsx";
import { storyPage } from "../render/pages/story-page.tsx";
import { STYLE } from "../render/pages/style.ts";
import { subscribePage } from "../render/pages/subscribe-page.tsx";
import { ICON, ICON_PNG } from "../render/pages/icon.ts";
import { rss } from "../render/feeds/rss.ts";
import { SCHEMAS, schemaJson, type SchemaName } from "../render/data/schemas.ts";
import { storyJson } from "../render/data/story-json.ts";
import { TIME_SCRIPT } from "../render/pages/time-script.ts";
import { listSource } from "../render/feeds/story-list-source.ts";
import type { DocumentContext, DocumentRequest } from "../store/api.ts";
import { archiveLinkField } from "./headers.ts";

/** One document of the edition: what it needs and how it is made of it. */
export interface DocumentDefinition {
  /** What the document is kept under. */
  path: string;
  type: string;
  /** Null for what shows no story. */
  request: DocumentRequest | null;
  /** False for what only the memory of an isolate holds: anyone can ask for any selection, and the newsroom has no end of room for none. */
  kept?: false;
  render(edition: Edition, stories: Story[], context: DocumentContext): string | Uint8Array;
  /** Of its Link field, what depends on what it shows. */
  links?(edition: Edition, stories: Story[], beside: DocumentContext): string;
}

export const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

const WRITERS: Record<Format, (source: FeedSource) => string> = { rss, atom, json };

/** What a recipe makes of a source: a feed in one format. */
export const asFeed = (
  format: Format,
  source: (edition: Edition, stories: Story[], context: DocumentContext) => FeedSource,
): Pick<DocumentDefinition, "type" | "render" | "links"> => ({
  type: `${FORMATS[format].type}; charset=utf-8`,
  render: (...given) => WRITERS[format](source(...given)),
  links: (...given) => archiveLinkField(source(...given), format),
});

const wholeSource = (edition: Edition, stories: Story[], context: DocumentContext): FeedSource =>
  listSource({ ...context, edition, stories });

/** The edition's feed in one format. */
export function feedDefinition(format: Format, { entries }: Edition): DocumentDefinition {
  return {
    path: FORMATS[format].path,
    request: { kind: "latest", limit: entries },
    ...asFeed(format, wholeSource),
  };
}

/** The page that a browser gets at that feed's address. */
export function previewDefinition(format: Format, { entries }: Edition): DocumentDefinition {
  return {
    path: `${FORMATS[format].path}#preview`,
    type: HTML,
    request: { kind: "latest", limit: entries },
    render: (...given) => previewPage(wholeSource(...given), format),
  };
}

/** A story as a page, or as data. */
export function storyDefinition(key: string, as: "page" | "data"): DocumentDefinition {
  const render = as === "page" ? storyPage : storyJson;
  return {
    path: storyPath(key) + (as === "data" ? ".json" : ""),
    type: as === "page" ? HTML : JSON_TYPE,
    request: { kind: "story", key },
    render: (edition, [story], { changes = [] }) => {
      if (!story) throw new Error(`there is no story ${key} to render`);
      const shown = entry(story, edition);
      return render(edition, shown, shownChanges(changes, shown, edition));
    },
  };
}

export function frontDefinition({ entries }: Edition): DocumentDefinition {
  return {
    path: "/",
    type: HTML,
    request: { kind: "latest", limit: entries },
    render: (...given) => frontPage(wholeSource(...given)),
  };
}

/** Where a search begins. */
export const SEARCH: DocumentDefinition = {
  path: "/search",
  type: HTML,
  request: null,
  render: searchPage,
};

/** Documents that show no story, by their address. */
export const STATIC_DOCUMENTS: DocumentDefinition[] = [
  { path: "/about", type: HTML, request: null, render: aboutPage },
  { path: "/subscribe", type: HTML, request: null, render: subscribePage },
  { path: "/openapi.json", type: JSON_TYPE, request: null, render: openapi },
  ...(Object.keys(SCHEMAS) as SchemaName[]).map((name): DocumentDefinition => ({
    path: SCHEMAS[name].path,
    type: "application/schema+json; charset=utf-8",
    request: null,
    render: (edition) => schemaJson(edition, name),
  })),
  {
    path: "/time.js",
    type: "text/javascript; charset=utf-8",
    request: null,
    render: () => TIME_SCRIPT,
  },
  { path: "/outlets.opml", type: "text/x-opml; charset=utf-8", request: null, render: opml },
  { path: "/style.css", type: "text/css; charset=utf-8", request: null, render: () => STYLE },
  { path: "/favicon.svg", type: "image/svg+xml", request: null, render: () => ICON },
  {
    path: "/icon.png",
    type: "image/png",
    request: null,
    render: () => Uint8Array.fromBase64(ICON_PNG),
  },
  {
    path: "/robots.txt",
    type: "text/plain; charset=utf-8",
    request: null,
    // There is no end to what can be selected and searched; every story is in the sitemap.
    render: ({ site }) =>
      `User-agent: *\nDisallow: /*?\nDisallow: /search/\nAllow: /\n\nSitemap: ${site}/sitemap.xml\n`,
  },
];
