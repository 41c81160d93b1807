/**
 * Evaluates If-None-Match by weak comparison (RFC 9110, 8.8.3.2 and 13.1.2).
 *
 * @param field value of the header
 * @param etags the document's entity tags, one for each content coding, without quotes
 * @returns true if no tag matches, so that the document has to be sent
 */
export function noneMatch(field: string, etags: readonly string[]): boolean {
  if (field.trim() === "*") return false;
  for (const [, tag] of field.matchAll(/(?:W\/)?"([^"]*)"/g))
    if (tag !== undefined && etags.includes(tag)) return false;
  return true;
}

/**
 * Evaluates If-Modified-Since (RFC 9110, 13.1.3). Times are compared in whole seconds, the resolution of HTTP dates.
 *
 * @param field value of the header; one that is not a date is ignored
 * @param modified in milliseconds since 1970 (UTC)
 * @returns true if the document was modified since, so that it has to be sent
 */
export function modifiedSince(field: string, modified: number): boolean {
  const since = Date.parse(field);
  return Number.isNaN(since) || Math.floor(modified / 1000) > Math.floor(since / 1000);
}

/** Whether an Accept-Encoding header accepts gzip (RFC 9110, 12.5.3). */
export function takesGzip(field: string | null): boolean {
  if (!field) return false;
  let wildcard = false;
  for (const part of field.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((word) => word.trim());
    const refused = parameters.some((parameter) => /^q\s*=\s*0(?:\.0{0,3})?$/.test(parameter));
    if (coding === "gzip" || coding === "x-gzip") return !refused;
    if (coding === "*") wildcard = !refused;
  }
  return wildcard;
}
