import type { StoredDocument } from "../store/api.ts";
import { modifiedSince, noneMatch, takesGzip } from "./conditional.ts";

/** The headers that belong to an address, on 200 and 304 alike. */
type AddressHeaders = Readonly<Record<string, string>>;

/** Which of a document's two byte sequences is sent. */
type Coding = "bytes" | "gzip";

/** Answers GET and HEAD requests for documents: gzipped where the client accepts it, with 304 where it has the document. */
export class Responder {
  /** Building a Headers object takes longer than the rest of a response, so it is cached as long as its document. */
  readonly #headers = new WeakMap<StoredDocument, WeakMap<AddressHeaders, Map<string, Headers>>>();

  /** @param headers the same object every time for the same address, since the response headers are cached by it */
  respond(request: Request, document: StoredDocument, headers: AddressHeaders): Response {
    const coding = takesGzip(acceptEncoding(request)) ? "gzip" : "bytes";
    if (isCurrent(request, document))
      return new Response(null, {
        status: 304,
        headers: this.#headersOf(document, headers, coding, 304),
      });
    return new Response(request.method === "HEAD" ? null : document[coding], {
      headers: this.#headersOf(document, headers, coding, 200),
      encodeBody: coding === "gzip" ? "manual" : "automatic",
    });
  }

  #headersOf(
    document: StoredDocument,
    headers: AddressHeaders,
    coding: Coding,
    status: 200 | 304,
  ): Headers {
    return this.#headers
      .getOrInsertComputed(document, () => new WeakMap())
      .getOrInsertComputed(headers, () => new Map())
      .getOrInsertComputed(`${status} ${coding}`, () =>
        responseHeaders(document, headers, coding, status),
      );
  }
}

const responseHeaders = (
  document: StoredDocument,
  headers: AddressHeaders,
  coding: Coding,
  status: 200 | 304,
): Headers =>
  new Headers({
    ...headers,
    ...(document.links !== undefined && { Link: `${headers["Link"]}, ${document.links}` }),
    ETag: `"${etag(document, coding)}"`,
    ...(document.modified !== null && {
      "Last-Modified": new Date(document.modified).toUTCString(),
    }),
    ...(status === 200 && {
      "Content-Type": document.type,
      "Content-Length": `${document[coding].byteLength}`,
      ...(coding === "gzip" && { "Content-Encoding": "gzip" }),
    }),
  });

/** Different bytes need a different strong validator (RFC 9110, 8.8.3.3). */
const etag = (document: StoredDocument, coding: Coding): string =>
  coding === "gzip" ? `${document.etag}-gzip` : document.etag;

/** Whether the client's validators match the document, in either coding. */
function isCurrent({ headers }: Request, document: StoredDocument): boolean {
  // If-Modified-Since is ignored where If-None-Match is present (RFC 9110, 13.1.3).
  const match = headers.get("If-None-Match");
  if (match !== null) return !noneMatch(match, [etag(document, "bytes"), etag(document, "gzip")]);
  const since = headers.get("If-Modified-Since");
  return since !== null && document.modified !== null && !modifiedSince(since, document.modified);
}

/** The client's own Accept-Encoding: on the way to the Worker, Cloudflare replaces the header with its edge's. */
function acceptEncoding({ cf, headers }: Request): string | null {
  const fromClient = cf?.["clientAcceptEncoding"];
  return typeof fromClient === "string" ? fromClient : headers.get("Accept-Encoding");
}
