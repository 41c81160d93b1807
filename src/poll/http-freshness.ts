/** Reads the times in a response's headers. Durations are milliseconds. */

/** How long the response stays fresh (RFC 9111, 4.2.1); null if it does not say. */
export function freshFor(headers: Headers, now: number): number | null {
  const control = headers.get("Cache-Control")?.toLowerCase() ?? "";
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  if (maxAge !== undefined) {
    const age = Number(headers.get("Age") ?? 0);
    return Math.max(0, (Number(maxAge) - (Number.isFinite(age) ? age : 0)) * 1000);
  }
  if (/(?:^|[\s,])no-(?:store|cache)\b/.test(control)) return null;
  const expires = moment(headers.get("Expires"));
  return expires === null ? null : Math.max(0, expires - outletClock(headers, now));
}

/** How long Retry-After, in seconds or as a date, asks to wait (RFC 9110, 10.2.3); null if it is absent or invalid. */
export function retryAfter(headers: Headers, now: number): number | null {
  const field = headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+$/.test(field)) return Number(field) * 1000;
  const until = moment(field);
  return until === null ? null : Math.max(0, until - outletClock(headers, now));
}

/**
 * The Last-Modified field. A date that is still to come is left out, since a server would answer 304 to it until then
 * (RFC 9110, 8.8.2.1).
 */
export function pastModification(headers: Headers, now: number): string | null {
  const field = headers.get("Last-Modified");
  const modified = moment(field);
  return modified !== null && modified > Math.max(now, outletClock(headers, now)) ? null : field;
}

/** The time by the outlet's clock, which may be wrong: the dates in its headers refer to that clock. */
const outletClock = (headers: Headers, now: number): number => moment(headers.get("Date")) ?? now;

/** A header's date in milliseconds since 1970 (UTC); null if it is not a date: "0" and "-1" are common in Expires. */
function moment(field: string | null): number | null {
  // Date.parse reads a bare number as a year.
  if (field === null || !/[a-z]{3}/i.test(field)) return null;
  const parsed = Date.parse(field);
  return Number.isNaN(parsed) ? null : parsed;
}
