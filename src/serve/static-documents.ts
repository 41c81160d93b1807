import { openapi } from "../render/data/openapi.ts";
import { SCHEMAS, schemaJson, type SchemaName } from "../render/data/schemas.ts";
import { opml } from "../render/feeds/opml.ts";
import { aboutPage } from "../render/pages/about-page.tsx";
import { ICON, ICON_PNG } from "../render/pages/icon.ts";
import { searchPage } from "../render/pages/search-page.tsx";
import { STYLE } from "../render/pages/style.ts";
import { TIME_SCRIPT } from "../render/pages/time-script.ts";
import { HTML, JSON_TYPE, type DocumentDefinition } from "./document-definitions.ts";

/** The empty search form. */
export const SEARCH_FORM: DocumentDefinition = {
  path: "/search",
  type: HTML,
  request: null,
  render: searchPage,
};

/** Documents that show no stories, each at its own path. */
export const STATIC_DOCUMENTS: DocumentDefinition[] = [
  { path: "/about", type: HTML, request: null, render: aboutPage },
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
    // Crawlers would never finish with filters and searches, and the sitemap already has every story.
    render: ({ site }) =>
      `User-agent: *\nDisallow: /*?\nDisallow: /search/\nAllow: /\n\nSitemap: ${site}/sitemap.xml\n`,
  },
];
