import type { StoredDocument } from "../store/documents/document-cache.ts";
import { modifiedSince, noneMatch, takesGzip } from "./conditional.ts";

/** Headers that belong to an address, on 200 and 304 alike. */
type AddressHeaders = Readonly<Record<string, string>>;

/** The bytes of a document that are sent. */
type Coding = "bytes" | "gzip";

/**
 * Answers a GET or HEAD request for a document: in gzip where the client takes it, and with 304 where it holds it already.
 *
 * @param own the address's; the same object every time, so that what is made of it is found again
 */
export function respond(request: Request, document: StoredDocument, own: AddressHeaders): Response {
  const coding = takesGzip(acceptEncoding(request)) ? "gzip" : "bytes";
  if (holds(request, document)) {
    return new Response(null, { status: 304, headers: headersOf(document, own, coding, 304) });
  }
  return new Response(request.method === "HEAD" ? null : document[coding], {
    headers: headersOf(document, own, coding, 200),
    encodeBody: coding === "gzip" ? "manual" : "automatic",
  });
}

const made = new WeakMap<StoredDocument, WeakMap<AddressHeaders, Map<string, Headers>>>();

/** To make them takes longer than all the rest of an answer, so they are kept as long as the document. */
function headersOf(
  document: StoredDocument,
  own: AddressHeaders,
  coding: Coding,
  status: 200 | 304,
): Headers {
  const ofDocument = made.getOrInsertComputed(document, () => new WeakMap());
  const ofAddress = ofDocument.getOrInsertComputed(own, () => new Map());
  return ofAddress.getOrInsertComputed(
    `${status} ${coding}`,
    () =>
      new Headers({
        ...own,
        ...(document.links !== undefined && { Link: `${own["Link"]}, ${document.links}` }),
        ETag: `"${etag(document, coding)}"`,
        ...(document.modified !== null && {
          "Last-Modified": new Date(document.modified).toUTCString(),
        }),
        ...(status === 200 && {
          "Content-Type": document.type,
          "Content-Length": `${document[coding].byteLength}`,
          ...(coding === "gzip" && { "Content-Encoding": "gzip" }),
        }),
      }),
  );
}

/** Other bytes need another strong tag (RFC 9110, 8.8.3.3). */
const etag = (document: StoredDocument, coding: Coding): string =>
  coding === "gzip" ? `${document.etag}-gzip` : document.etag;

/** Whether the client says that it holds the document, in any coding. */
function holds({ headers }: Request, document: StoredDocument): boolean {
  // If-Modified-Since counts only where If-None-Match is absent (RFC 9110, 13.1.3).
  const match = headers.get("If-None-Match");
  if (match !== null) return !noneMatch(match, [etag(document, "bytes"), etag(document, "gzip")]);
  const since = headers.get("If-Modified-Since");
  return since !== null && document.modified !== null && !modifiedSince(since, document.modified);
}

/** What the client itself said: on its way to the Worker, Cloudflare replaces the header with what its edge takes. */
function acceptEncoding({ cf, headers }: Request): string | null {
  const asked = cf?.["clientAcceptEncoding"];
  return typeof asked === "string" ? asked : headers.get("Accept-Encoding");
}
