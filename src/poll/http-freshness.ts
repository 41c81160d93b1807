/** What an answer's headers say about when to ask again. Durations are milliseconds. */

/** How long the answer stays fresh (RFC 9111, 4.2.1); null where it does not say. */
export function freshFor(headers: Headers, now: number): number | null {
  const control = headers.get("Cache-Control")?.toLowerCase() ?? "";
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  if (maxAge !== undefined) {
    const age = Number(headers.get("Age") ?? 0);
    return Math.max(0, (Number(maxAge) - (Number.isFinite(age) ? age : 0)) * 1000);
  }
  if (/(?:^|[\s,])no-(?:store|cache)\b/.test(control)) return null;
  const expires = moment(headers.get("Expires"));
  return expires === null ? null : Math.max(0, expires - ownClock(headers, now));
}

/** How long the outlet asks us to stay away (RFC 9110, 10.2.3): seconds or a date; null where it does not. */
export function retryAfter(headers: Headers, now: number): number | null {
  const field = headers.get("Retry-After")?.trim() ?? "";
  if (/^\d+$/.test(field)) return Number(field) * 1000;
  const until = moment(field);
  return until === null ? null : Math.max(0, until - ownClock(headers, now));
}

/** The outlet's clock may be wrong, and its dates are meant by it. */
const ownClock = (headers: Headers, now: number): number => moment(headers.get("Date")) ?? now;

/** Null for what is no date: "0" and "-1" are common in Expires. */
function moment(field: string | null): number | null {
  // Date.parse takes a number alone for a year.
  if (field === null || !/[a-z]{3}/i.test(field)) return null;
  const parsed = Date.parse(field);
  return Number.isNaN(parsed) ? null : parsed;
}
