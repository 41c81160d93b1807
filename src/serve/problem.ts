import type { Edition } from "../model/edition.ts";
import { errorPage } from "../render/pages/error-page.tsx";
import { COMMON_HEADERS } from "./headers.ts";
import type { ParameterError } from "./query-parameters.ts";

/** The methods that every address takes. */
export const METHODS = "GET, HEAD, OPTIONS";

interface Problem {
  status: 400 | 404 | 405 | 410 | 503;
  title: string;
  /** What happened, then what to do. */
  detail: string;
  /** What is wrong with each parameter, for status 400. */
  parameters?: readonly ParameterError[];
}

export const badRequest = (
  request: Request,
  edition: Edition,
  errors: readonly ParameterError[],
): Response =>
  problem(request, edition, {
    status: 400,
    title: "That filter isn't valid",
    detail: errors.map(({ parameter, detail }) => `${parameter} ${detail}`).join(" "),
    parameters: errors,
  });

export const notFound = (request: Request, edition: Edition, path: string): Response =>
  problem(request, edition, {
    status: 404,
    title: "Page not found",
    detail: `${edition.title} has no page at ${path}. The stories are on the front page, the feeds at /rss.xml, /atom.xml and /feed.json.`,
  });

export const unknownReport = (request: Request, edition: Edition): Response =>
  problem(request, edition, {
    status: 404,
    title: "No such report",
    detail: `${edition.title} has no report with this address. A new report arrives with the next poll of its outlet's feed.`,
  });

export const withdrawn = (request: Request, edition: Edition): Response =>
  problem(request, edition, {
    status: 410,
    title: "This story was withdrawn",
    detail: "All of its reports were withdrawn, so nothing is left to show.",
  });

export const methodNotAllowed = (request: Request, edition: Edition): Response =>
  problem(
    request,
    edition,
    {
      status: 405,
      title: "Method not allowed",
      detail: `${request.method} is not allowed here. Use ${METHODS}.`,
    },
    { Allow: METHODS },
  );

export const unavailable = (request: Request, edition: Edition): Response =>
  problem(
    request,
    edition,
    {
      status: 503,
      title: "Not available right now",
      detail: "The newsroom is not responding. Try again in a minute.",
    },
    { "Retry-After": "60" },
  );

/** A page for a person, problem details (RFC 9457) for a program. */
function problem(
  request: Request,
  edition: Edition,
  { status, title, detail, parameters }: Problem,
  headers: Record<string, string> = {},
): Response {
  const page = wantsPage(request);
  const body = page
    ? errorPage(edition, title, detail)
    : `${JSON.stringify({ type: "about:blank", title, status, detail, parameters }, null, 2)}\n`;
  return new Response(request.method === "HEAD" ? null : body, {
    status,
    headers: {
      ...COMMON_HEADERS,
      "Cache-Control": "no-store",
      "Content-Type": page ? "text/html; charset=utf-8" : "application/problem+json",
      Vary: "Accept, Sec-Fetch-Dest",
      ...headers,
    },
  });
}

/** Browsers say that they want a document; older ones at least list HTML among the types they accept. */
function wantsPage({ headers }: Request): boolean {
  const destination = headers.get("Sec-Fetch-Dest");
  if (destination !== null) return destination === "document";
  return (headers.get("Accept") ?? "").includes("text/html");
}
