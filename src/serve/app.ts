import { Hono, type Context } from "hono";
import { BACKUP_PATH, RESTORE_PATH } from "../model/backup.ts";
import type { Content, Edition } from "../model/edition.ts";
import { storyPath } from "../model/ids.ts";
import type { NewsroomBackups, NewsroomDocuments, NewsroomFeeds } from "../store/api.ts";
import { ALIASES, withoutSlash } from "./aliases.ts";
import { redirectToVersion } from "./archive-requests.ts";
import { backupResponse, type BackupSettings } from "./backup-requests.ts";
import type { DocumentMemory } from "./document-memory.ts";
import { CACHE_CONTROL, COMMON_HEADERS } from "./headers.ts";
import { healthResponse } from "./health-request.ts";
import { outletRoutes } from "./outlet-requests.ts";
import {
  badRequest,
  methodNotAllowed,
  METHODS,
  notFound,
  unavailable,
  withdrawn,
} from "./problem.ts";
import { unknownFacet } from "./query-parameters.ts";
import { REPORT_PATHS, reportResponse } from "./report-requests.ts";
import type { ResolvedRequest } from "./resolved-request.ts";
import { Responder } from "./respond.ts";
import { documentRoutes } from "./routes.ts";
import { subscribeResponse } from "./subscribe-request.ts";

/** What every request carries: a way to reach the newsroom. */
export interface Bindings {
  newsroom: () => NewsroomDocuments & Pick<NewsroomFeeds, "feedHealth"> & NewsroomBackups;
  settings?: BackupSettings;
}

type AppContext = Context<{ Bindings: Bindings }>;

/**
 * The edition over HTTP.
 *
 * @param documents one per isolate, since it caches documents in memory
 * @param now the clock: milliseconds since 1970 (UTC)
 */
export function app(
  content: Content,
  documents: DocumentMemory,
  now: () => number,
): Hono<{ Bindings: Bindings }> {
  const { edition, build } = content;
  const hono = new Hono<{ Bindings: Bindings }>();
  const responder = new Responder();
  const send = (c: AppContext, resolved: ResolvedRequest): Promise<Response> =>
    sendDocument(c, resolved, { edition, build, documents, responder });

  for (const [path, target] of Object.entries(ALIASES))
    hono.get(path, (c) => redirect(edition, target + new URL(c.req.url).search));
  hono.get("/subscribe", (c, next) =>
    c.req.raw.url.includes("?")
      ? subscribeResponse(c.req.raw, content, responder, c.env.newsroom())
      : next(),
  );
  for (const { path, resolve } of documentRoutes(edition, build))
    hono.get(path, (c) => {
      const resolved = resolve(c);
      if (resolved === "not found") return notFound(c.req.raw, edition, c.req.path);
      if ("errors" in resolved) return badRequest(c.req.raw, edition, resolved.errors);
      return send(c, resolved);
    });
  for (const route of outletRoutes(edition, responder, now))
    hono.get(route.path, (c) => route.respond(c.req.raw, c.env.newsroom));
  for (const path of REPORT_PATHS)
    hono.get(path, (c) => reportResponse(c.req.raw, content, c.env.newsroom()));
  hono.get("/healthz", (c) => healthResponse(content, documents, c.env.newsroom, now()));

  for (const path of [BACKUP_PATH, RESTORE_PATH])
    hono.all(path, async (c) => {
      const response = await backupResponse(c.req.raw, c.env.settings ?? {}, c.env.newsroom, now());
      return response ?? notFound(c.req.raw, edition, c.req.path);
    });

  // Every other address takes the same methods, so none needs routes of its own; middleware would slow all of them down.
  hono.notFound((c) => {
    switch (c.req.method) {
      case "GET":
      case "HEAD": {
        const path = withoutSlash(c.req.path);
        if (path !== null) return redirect(edition, path + new URL(c.req.url).search);
        return notFound(c.req.raw, edition, c.req.path);
      }
      case "OPTIONS":
        return preflight();
      default:
        return methodNotAllowed(c.req.raw, edition);
    }
  });
  hono.onError((error, c) => {
    const { path } = c.req;
    const event = { event: "request failed", path, error: String(error), stack: error.stack };
    console.error(JSON.stringify(event));
    return unavailable(c.req.raw, edition);
  });
  return hono;
}

interface Site extends Pick<Content, "edition" | "build"> {
  documents: DocumentMemory;
  responder: Responder;
}

/** Sends the document; or, where it moved, was withdrawn or never existed, says so. */
async function sendDocument(
  c: AppContext,
  { definition, headers, list }: ResolvedRequest,
  { edition, build, documents, responder }: Site,
): Promise<Response> {
  const found = await documents.get(definition, c.env.newsroom);
  switch (found.kind) {
    case "document":
      return responder.respond(c.req.raw, found.document, headers);
    case "moved":
      return movedStory(edition, found.key, definition.path.endsWith(".json"));
    case "gone":
      return withdrawn(c.req.raw, edition);
    case "version":
      return redirectToVersion(c, edition, build, found);
    case "unknown": {
      const error = found.facet && list ? unknownFacet(found.facet, list) : null;
      return error
        ? badRequest(c.req.raw, edition, [error])
        : notFound(c.req.raw, edition, c.req.path);
    }
  }
}

const movedStory = (edition: Edition, key: string, asJson: boolean): Response =>
  redirect(edition, storyPath(key) + (asJson ? ".json" : ""));

const redirect = ({ site }: Edition, path: string): Response =>
  new Response(null, {
    status: 301,
    headers: { ...COMMON_HEADERS, "Cache-Control": CACHE_CONTROL, Location: site + path },
  });

/** Scripts on other sites have to ask before they send If-None-Match (https://fetch.spec.whatwg.org/#cors-preflight-fetch). */
const preflight = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...COMMON_HEADERS,
      Allow: METHODS,
      "Access-Control-Allow-Methods": METHODS,
      "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
      "Access-Control-Max-Age": "86400",
    },
  });
