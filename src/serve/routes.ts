import type { Context } from "hono";
import type { Edition } from "../model/edition.ts";
import { FORMATS } from "../render/feeds/formats.ts";
import { ARCHIVE_FORMATS, ARCHIVE_PATHS, resolveArchive } from "./archive-requests.ts";
import { dailyRoutes } from "./daily-requests.ts";
import {
  editionDefinition,
  frontDefinition,
  reportListDefinition,
  SITEMAP_INDEX,
  sitemapDefinition,
  storyDefinition,
  type DocumentDefinition,
} from "./document-definitions.ts";
import { FEED_ENDPOINTS } from "./feed-endpoints.ts";
import { documentHeaders } from "./headers.ts";
import { INDEX_DEFINITIONS } from "./index-definitions.ts";
import {
  editionFeeds,
  LIST_ROUTES,
  resolveList,
  TOP,
  WHOLE_EDITION,
  type ListRoute,
} from "./list-requests.ts";
import type { RejectedRequest } from "./query-parameters.ts";
import type { ResolvedRequest } from "./resolved-request.ts";
import { STATIC_DOCUMENTS } from "./static-documents.ts";

/** An address of the edition, in Hono's pattern syntax, and how a request for it is resolved. Pure. */
export interface DocumentRoute {
  path: string;
  resolve: (c: Context) => ResolvedRequest | RejectedRequest;
}

/** Every address at which there is a document. */
export const documentRoutes = (edition: Edition, build: string): DocumentRoute[] => [
  ...editionRoutes(edition),
  ...[...STATIC_DOCUMENTS, ...INDEX_DEFINITIONS].map((definition) =>
    fixedRoute(edition, definition),
  ),
  ...dailyRoutes(edition),
  ...LIST_ROUTES.flatMap((route) => listRoutes(edition, route)),
  ...ARCHIVE_FORMATS.flatMap((format) =>
    ARCHIVE_PATHS.map((path): DocumentRoute => ({
      path: path + FORMATS[format].path,
      resolve: (c) => resolveArchive(c, edition, build, format),
    })),
  ),
  fixedRoute(edition, SITEMAP_INDEX),
  {
    path: "/sitemap/:file",
    resolve: (c) => {
      const [, block] = /^(0|[1-9]\d{0,6})\.xml$/.exec(c.req.param("file") ?? "") ?? [];
      return block === undefined ? "not found" : fixed(edition, sitemapDefinition(Number(block)));
    },
  },
  {
    path: "/stories/:name",
    resolve: (c) => {
      const [, key = "", json] = /^(.*?)(\.json)?$/s.exec(c.req.param("name") ?? "") ?? [];
      return fixed(edition, storyDefinition(key, json === undefined ? "page" : "data"));
    },
  },
  {
    path: "/stories/:key/reports/:page",
    resolve: (c) => {
      const [number] = /^[1-9]\d{0,5}$/.exec(c.req.param("page") ?? "") ?? [];
      return number === undefined
        ? "not found"
        : fixed(edition, reportListDefinition(c.req.param("key") ?? "", Number(number)));
    },
  },
];

/** The front page, the latest stories and the edition's feeds. With a query string, they are filtered lists. */
function editionRoutes(edition: Edition): DocumentRoute[] {
  const filtered = (c: Context): boolean => c.req.raw.url.includes("?");
  const front = fixed(edition, frontDefinition(edition));
  const latest = fixed(edition, editionDefinition("page", edition));
  return [
    {
      path: "/",
      resolve: (c) => (filtered(c) ? resolveList(c, edition, TOP, null) : front),
    },
    {
      path: "/latest",
      resolve: (c) => (filtered(c) ? resolveList(c, edition, WHOLE_EDITION, null) : latest),
    },
    ...FEED_ENDPOINTS.map((endpoint): DocumentRoute => ({
      path: TOP.path + endpoint.path,
      resolve: (c) => resolveList(c, edition, TOP, endpoint),
    })),
    ...FEED_ENDPOINTS.map((endpoint): DocumentRoute => {
      const feeds = editionFeeds(edition, endpoint);
      return {
        path: endpoint.path,
        resolve: (c) => (filtered(c) ? resolveList(c, edition, WHOLE_EDITION, endpoint) : feeds(c)),
      };
    }),
  ];
}

/** A list's page, and its feeds below it. */
const listRoutes = (edition: Edition, route: ListRoute): DocumentRoute[] => [
  { path: route.path, resolve: (c) => resolveList(c, edition, route, null) },
  ...FEED_ENDPOINTS.map((endpoint): DocumentRoute => ({
    path: route.path + endpoint.path,
    resolve: (c) => resolveList(c, edition, route, endpoint),
  })),
];

/** A document whose address says everything. */
function fixedRoute(edition: Edition, definition: DocumentDefinition): DocumentRoute {
  const resolved = fixed(edition, definition);
  return { path: definition.path, resolve: () => resolved };
}

const fixed = (edition: Edition, definition: DocumentDefinition): ResolvedRequest => ({
  definition,
  headers: documentHeaders(edition, definition.path),
});
