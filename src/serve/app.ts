import { Hono, type Context } from "hono";
import type { Content } from "../model/edition.ts";
import { storyUrl } from "../model/ids.ts";
import type { Newsroom, Wires } from "../store/interface.ts";
import { answer } from "./answer.ts";
import { FIXED, frontRecipe, storyRecipe, type Recipe } from "./catalogue.ts";
import { Documents } from "./documents.ts";
import { problem } from "./errors.ts";
import { feedRoutes } from "./feeds.ts";
import { CACHE_CONTROL, COMMON, documentHeaders } from "./headers.ts";
import { outletRoutes } from "./outlets.ts";

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
  { edition, version }: Content,
  documents: Documents,
): Hono<{ Bindings: Bindings }> {
  const hono = new Hono<{ Bindings: Bindings }>();

  const serve = async (
    c: Visit,
    recipe: Recipe,
    headers: Readonly<Record<string, string>>,
  ): Promise<Response> => {
    const outcome = await documents.get(recipe, c.env.newsroom);
    switch (outcome.kind) {
      case "document":
        return answer(c.req.raw, outcome.document, headers);
      case "moved":
        return new Response(null, {
          status: 301,
          headers: {
            ...COMMON,
            "Cache-Control": CACHE_CONTROL,
            Location: storyUrl(edition, outcome.key),
          },
        });
      case "gone":
        return problem(c.req.raw, edition, {
          status: 410,
          title: "This story was withdrawn",
          detail: "Every report of it was withdrawn, so there is nothing left to show.",
        });
      case "unknown":
        return notFound(c);
    }
  };

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

  for (const route of feedRoutes(edition))
    hono.get(route.path, (c) => {
      const { recipe, headers } = route.choose(c);
      return serve(c, recipe, headers);
    });

  const front = { recipe: frontRecipe(edition), headers: documentHeaders(edition, "/") };
  hono.get("/", (c) => serve(c, front.recipe, front.headers));

  for (const recipe of FIXED) {
    const headers = documentHeaders(edition, recipe.path);
    hono.get(recipe.path, (c) => serve(c, recipe, headers));
  }

  hono.get("/stories/:key", (c) => {
    const recipe = storyRecipe(c.req.param("key"));
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
