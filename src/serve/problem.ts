import type { Edition } from "../model/edition.ts";
import { errorPage } from "../render/pages/error-page.tsx";
import { COMMON_HEADERS } from "./headers.ts";

/** What went wrong, in words for people and for programs. */
export interface Problem {
  status: 400 | 404 | 405 | 410 | 500 | 503;
  title: string;
  detail: string;
  /** What is wrong with each parameter of the address, where that is what is wrong. */
  parameters?: readonly { parameter: string; detail: string }[];
}

/** A page for a person, problem details (RFC 9457) for a program. */
export function problem(
  request: Request,
  edition: Edition,
  { status, title, detail, parameters }: Problem,
  headers: Record<string, string> = {},
): Response {
  const page = forPerson(request);
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

/** A browser that opens an address says that it wants a document, or, an older one, names HTML among what it accepts. */
function forPerson({ headers }: Request): boolean {
  const destination = headers.get("Sec-Fetch-Dest");
  if (destination !== null) return destination === "document";
  return (headers.get("Accept") ?? "").includes("text/html");
}
