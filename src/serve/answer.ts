import type { Kept } from "../store/documents.ts";
import { modifiedSince, noneMatch, takesGzip } from "./validators.ts";

/**
 * Answers a GET or HEAD request for a document: in gzip where the client takes it, and with 304 where it holds it already.
 *
 * @param headers those that belong to the address, on 200 and 304 alike
 */
export function answer(
  request: Request,
  document: Kept,
  headers: Readonly<Record<string, string>>,
): Response {
  const gzip = takesGzip(acceptEncoding(request));
  // Other bytes need another strong tag (RFC 9110, 8.8.3.3).
  const etags = [document.etag, `${document.etag}-gzip`];
  const validators = {
    ...headers,
    ETag: `"${etags[gzip ? 1 : 0]}"`,
    "Last-Modified": new Date(document.modified).toUTCString(),
  };

  // If-Modified-Since counts only where If-None-Match is absent (RFC 9110, 13.1.3).
  const match = request.headers.get("If-None-Match");
  const since = request.headers.get("If-Modified-Since");
  const held =
    match !== null
      ? !noneMatch(match, etags)
      : since !== null && !modifiedSince(since, document.modified);
  if (held) return new Response(null, { status: 304, headers: validators });

  const bytes = gzip ? document.gzip : document.bytes;
  const described = {
    ...validators,
    "Content-Type": document.type,
    "Content-Length": `${bytes.byteLength}`,
    ...(gzip && { "Content-Encoding": "gzip" }),
  };
  return new Response(request.method === "HEAD" ? null : bytes, {
    headers: described,
    ...(gzip && { encodeBody: "manual" }),
  });
}

/** What the client itself said: on its way to the Worker, Cloudflare replaces the header with what its edge takes. */
function acceptEncoding({ cf, headers }: Request): string | null {
  const asked = cf?.["clientAcceptEncoding"];
  return typeof asked === "string" ? asked : headers.get("Accept-Encoding");
}
