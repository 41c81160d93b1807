import { Hono, type Context } from "hono";
import type { Content } from "../model/edition.ts";
import { storyUrl } from "../model/ids.ts";
import { FORMATS } from "../render/feeds/formats.ts";
import type { Mark } from "../model/selection.ts";
import type { Newsroom, Wires } from "../store/api.ts";
import { answer } from "./respond.ts";
import { FIXED, frontRecipe, storyRecipe, type Recipe } from "./document-definitions.ts";
import { Documents } from "./document-memory.ts";
import { problem } from "./problem.ts";
import { ENDINGS, wholeFeed, type Choice } from "./feed-requests.ts";
import { CACHE_CONTROL, COMMON, documentHeaders } from "./headers.ts";
import { SITEMAP_RECIPE, sitemapRecipe } from "./list-definitions.ts";
import {
  ARCHIVE_FORMATS,
  chooseArchive,
  chooseList,
  PLACES,
  toVersion,
  type Refusal,
} from "./list-requests.ts";
import { outletRoutes } from "./outlet-requests.ts";
import { unknownMark, type AskedList, type Wrong } from "./query-parameters.ts";

/** What a request brings along: a way to the newsroom. */
export interface Bindings {
  newsroom: () => Newsroom & Pick<Wires, "wires">;
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
  documents: Documents,
): Hono<{ Bindings: Bindings }> {
  const hono = new Hono<{ Bindings: Bindings }>();

  const serve = async (
    c: Visit,
    recipe: Recipe,
    headers: Readonly<Record<string, string>>,
    asked?: AskedList,
  ): Promise<Response> => {
    const resolution = await documents.get(recipe, c.env.newsroom);
    switch (resolution.kind) {
      case "document":
        return answer(c.req.raw, resolution.document, headers);
      case "moved":
        return new Response(null, {
          status: 301,
          headers: {
            ...COMMON,
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
        return toVersion(c, edition, build, resolution);
      case "unknown":
        return resolution.mark && asked ? noSuch(c, resolution.mark, asked) : notFound(c);
    }
  };

  const serveChoice = (c: Visit, choice: Choice | Refusal): Response | Promise<Response> => {
    if (choice === "not found") return notFound(c);
    if ("wrong" in choice) return badRequest(c, choice.wrong);
    return serve(c, choice.recipe, choice.headers, choice.asked);
  };

  /** A mark in the path is part of the address, and one in a parameter is a mistake. */
  const noSuch = (c: Visit, mark: Mark, asked: AskedList): Response => {
    const wrong = unknownMark(mark, asked);
    return wrong ? badRequest(c, [wrong]) : notFound(c);
  };

  const badRequest = (c: Visit, wrong: Wrong[]): Response =>
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

  const [whole = { path: "" }, ...parts] = PLACES;
  for (const ending of ENDINGS) {
    const choose = wholeFeed(edition, ending);
    hono.get(ending.path, (c) => {
      if (c.req.raw.url.includes("?")) return serveChoice(c, chooseList(c, edition, whole, ending));
      const { recipe, headers } = choose(c);
      return serve(c, recipe, headers);
    });
  }

  const front = { recipe: frontRecipe(edition), headers: documentHeaders(edition, "/") };
  hono.get("/", (c) =>
    c.req.raw.url.includes("?")
      ? serveChoice(c, chooseList(c, edition, whole, null))
      : serve(c, front.recipe, front.headers),
  );

  for (const recipe of FIXED) {
    const headers = documentHeaders(edition, recipe.path);
    hono.get(recipe.path, (c) => serve(c, recipe, headers));
  }

  for (const place of parts) {
    hono.get(place.path, (c) => serveChoice(c, chooseList(c, edition, place, null)));
    for (const ending of ENDINGS)
      hono.get(place.path + ending.path, (c) =>
        serveChoice(c, chooseList(c, edition, place, ending)),
      );
  }

  for (const format of ARCHIVE_FORMATS)
    for (const path of ["/archive/:number", "/archive/:number/:version"])
      hono.get(path + FORMATS[format].path, (c) =>
        serveChoice(c, chooseArchive(c, edition, build, format)),
      );

  hono.get(SITEMAP_RECIPE.path, (c) =>
    serve(c, SITEMAP_RECIPE, documentHeaders(edition, SITEMAP_RECIPE.path)),
  );
  hono.get("/sitemap/:file", (c) => {
    const [, block] = /^(0|[1-9]\d{0,6})\.xml$/.exec(c.req.param("file")) ?? [];
    if (block === undefined) return notFound(c);
    const recipe = sitemapRecipe(Number(block));
    return serve(c, recipe, documentHeaders(edition, recipe.path));
  });

  hono.get("/stories/:name", (c) => {
    const name = c.req.param("name");
    const recipe = name.endsWith(".json")
      ? storyRecipe(name.slice(0, -".json".length), "data")
      : storyRecipe(name, "page");
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
    return Response.json(health, { headers: { ...COMMON, "Cache-Control": "no-store" } });
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
    ...COMMON,
    Allow: METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
  };
  return new Response(null, { status: 204, headers });
}
