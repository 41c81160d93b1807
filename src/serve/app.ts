import { Hono, type Context } from "hono";
import type { Content } from "../model/edition.ts";
import { storyUrl } from "../model/ids.ts";
import { FORMATS } from "../render/feeds/formats.ts";
import type { Facet } from "../model/selection.ts";
import type { NewsroomDocuments, NewsroomFeeds } from "../store/api.ts";
import { respond } from "./respond.ts";
import {
  STATIC_DOCUMENTS,
  frontDefinition,
  storyDefinition,
  type DocumentDefinition,
} from "./document-definitions.ts";
import { DocumentMemory } from "./document-memory.ts";
import { problem } from "./problem.ts";
import { FEED_ENDPOINTS, wholeFeed, type ResolvedRequest } from "./feed-requests.ts";
import { CACHE_CONTROL, COMMON_HEADERS, documentHeaders } from "./headers.ts";
import { SITEMAP_INDEX, sitemapDefinition } from "./list-definitions.ts";
import {
  ARCHIVE_FORMATS,
  resolveArchive,
  resolveList,
  LIST_ROUTES,
  redirectToVersion,
  type RejectedRequest,
} from "./list-requests.ts";
import { outletRoutes } from "./outlet-requests.ts";
import { unknownFacet, type RequestedList, type ParameterError } from "./query-parameters.ts";

/** What a request brings along: a way to the newsroom. */
export interface Bindings {
  newsroom: () => NewsroomDocuments & Pick<NewsroomFeeds, "feedHealth">;
}

type Visit = Context<{ Bindings: Bindings }>;

const METHODS = "GET, HEAD, OPTIONS";

/**
 * The edition over HTTP.
 *
 * @param documents where its documents come from; one per isolate, since it holds them in memory
 */
export function app(
  { edition, version, build }: Content,
  documents: DocumentMemory,
): Hono<{ Bindings: Bindings }> {
  const hono = new Hono<{ Bindings: Bindings }>();

  const serve = async (
    c: Visit,
    recipe: DocumentDefinition,
    headers: Readonly<Record<string, string>>,
    asked?: RequestedList,
  ): Promise<Response> => {
    const resolution = await documents.get(recipe, c.env.newsroom);
    switch (resolution.kind) {
      case "document":
        return respond(c.req.raw, resolution.document, headers);
      case "moved":
        return new Response(null, {
          status: 301,
          headers: {
            ...COMMON_HEADERS,
            "Cache-Control": CACHE_CONTROL,
            Location:
              storyUrl(edition, resolution.key) + (recipe.path.endsWith(".json") ? ".json" : ""),
          },
        });
      case "gone":
        return problem(c.req.raw, edition, {
          status: 410,
          title: "This story was withdrawn",
          detail: "Every report of it was withdrawn, so there is nothing left to show.",
        });
      case "version":
        return redirectToVersion(c, edition, build, resolution);
      case "unknown":
        return resolution.mark && asked ? noSuch(c, resolution.mark, asked) : notFound(c);
    }
  };

  const serveChoice = (
    c: Visit,
    resolved: ResolvedRequest | RejectedRequest,
  ): Response | Promise<Response> => {
    if (resolved === "not found") return notFound(c);
    if ("wrong" in resolved) return badRequest(c, resolved.wrong);
    return serve(c, resolved.definition, resolved.headers, resolved.list);
  };

  /** A mark in the path is part of the address, and one in a parameter is a mistake. */
  const noSuch = (c: Visit, facet: Facet, asked: RequestedList): Response => {
    const wrong = unknownFacet(facet, asked);
    return wrong ? badRequest(c, [wrong]) : notFound(c);
  };

  const badRequest = (c: Visit, wrong: ParameterError[]): Response =>
    problem(c.req.raw, edition, {
      status: 400,
      title: "This address asks for something that there is not",
      detail: wrong.map(({ parameter, detail }) => `${parameter} ${detail}`).join(" "),
      parameters: wrong,
    });

  const notFound = (c: Visit): Response =>
    problem(c.req.raw, edition, {
      status: 404,
      title: "There is nothing here",
      detail: `${edition.title} has no page at ${c.req.path}. The stories are on the front page, the feeds at /rss.xml, /atom.xml and /feed.json.`,
    });

  const methodNotAllowed = (c: Visit): Response =>
    problem(
      c.req.raw,
      edition,
      {
        status: 405,
        title: "Method not allowed",
        detail: `${c.req.method} is not allowed here: use ${METHODS}.`,
      },
      { Allow: METHODS },
    );

  const [whole = { path: "" }, ...parts] = LIST_ROUTES;
  for (const endpoint of FEED_ENDPOINTS) {
    const choose = wholeFeed(edition, endpoint);
    hono.get(endpoint.path, (c) => {
      if (c.req.raw.url.includes("?"))
        return serveChoice(c, resolveList(c, edition, whole, endpoint));
      const { definition, headers } = choose(c);
      return serve(c, definition, headers);
    });
  }

  const front = { recipe: frontDefinition(edition), headers: documentHeaders(edition, "/") };
  hono.get("/", (c) =>
    c.req.raw.url.includes("?")
      ? serveChoice(c, resolveList(c, edition, whole, null))
      : serve(c, front.recipe, front.headers),
  );

  for (const recipe of STATIC_DOCUMENTS) {
    const headers = documentHeaders(edition, recipe.path);
    hono.get(recipe.path, (c) => serve(c, recipe, headers));
  }

  for (const place of parts) {
    hono.get(place.path, (c) => serveChoice(c, resolveList(c, edition, place, null)));
    for (const ending of FEED_ENDPOINTS)
      hono.get(place.path + ending.path, (c) =>
        serveChoice(c, resolveList(c, edition, place, ending)),
      );
  }

  for (const format of ARCHIVE_FORMATS)
    for (const path of ["/archive/:number", "/archive/:number/:version"])
      hono.get(path + FORMATS[format].path, (c) =>
        serveChoice(c, resolveArchive(c, edition, build, format)),
      );

  hono.get(SITEMAP_INDEX.path, (c) =>
    serve(c, SITEMAP_INDEX, documentHeaders(edition, SITEMAP_INDEX.path)),
  );
  hono.get("/sitemap/:file", (c) => {
    const [, block] = /^(0|[1-9]\d{0,6})\.xml$/.exec(c.req.param("file")) ?? [];
    if (block === undefined) return notFound(c);
    const recipe = sitemapDefinition(Number(block));
    return serve(c, recipe, documentHeaders(edition, recipe.path));
  });

  hono.get("/stories/:name", (c) => {
    const name = c.req.param("name");
    const recipe = name.endsWith(".json")
      ? storyDefinition(name.slice(0, -".json".length), "data")
      : storyDefinition(name, "page");
    return serve(c, recipe, documentHeaders(edition, recipe.path));
  });

  for (const route of outletRoutes(edition, Date.now))
    hono.get(route.path, (c) => route.answer(c.req.raw, c.env.newsroom));

  hono.get("/healthz", async (c) => {
    const { stories, reports, lastFiled } = await c.env.newsroom().health();
    const health = {
      edition: edition.title,
      version,
      stories,
      reports,
      last_filed: lastFiled === null ? null : new Date(lastFiled).toISOString(),
    };
    return Response.json(health, { headers: { ...COMMON_HEADERS, "Cache-Control": "no-store" } });
  });

  // Every address takes the same methods, so no other has a route, and middleware would only slow down those that have.
  hono.notFound((c) => {
    switch (c.req.method) {
      case "GET":
      case "HEAD":
        return notFound(c);
      case "OPTIONS":
        return preflight();
      default:
        return methodNotAllowed(c);
    }
  });
  hono.onError((error, c) => {
    console.error(
      JSON.stringify({
        event: "request failed",
        path: c.req.path,
        error: String(error),
        stack: error.stack,
      }),
    );
    return problem(
      c.req.raw,
      edition,
      {
        status: 503,
        title: "Not available right now",
        detail: "The newsroom does not answer. Try again in a minute.",
      },
      { "Retry-After": "60" },
    );
  });
  return hono;
}

/** Scripts on other sites ask first before they send If-None-Match (https://fetch.spec.whatwg.org/#cors-preflight-fetch). */
function preflight(): Response {
  const headers = {
    ...COMMON_HEADERS,
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers });
}
