/**
 * Whether an If-None-Match field names the entity tag, by weak comparison (RFC 9110, 8.8.3.2 and 13.1.2).
 *
 * @param etags the tags of the document in any of its encodings, each opaque and without quotes
 */
export function noneMatch(field: string, etags: readonly string[]): boolean {
  if (field.trim() === "*") return false;
  for (const [, tag] of field.matchAll(/(?:W\/)?"([^"]*)"/g))
    if (tag !== undefined && etags.includes(tag)) return false;
  return true;
}

/**
 * Whether the document is newer than an If-Modified-Since field says, to the second that the field can tell
 * (RFC 9110, 13.1.3). A field that is no date is ignored.
 */
export function modifiedSince(field: string, modified: number): boolean {
  const since = Date.parse(field);
  return Number.isNaN(since) || Math.floor(modified / 1000) > Math.floor(since / 1000);
}

/** Whether the client takes gzip (RFC 9110, 12.5.3). */
export function takesGzip(field: string | null): boolean {
  if (!field) return false;
  let any = false;
  for (const part of field.toLowerCase().split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((word) => word.trim());
    const refused = parameters.some((parameter) => /^q\s*=\s*0(?:\.0{0,3})?$/.test(parameter));
    if (coding === "gzip" || coding === "x-gzip") return !refused;
    if (coding === "*") any = !refused;
  }
  return any;
}
