import { describe, expect, test } from "vitest";
import { freshFor, retryAfter } from "../../../src/poll/http-freshness.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const SECOND = 1_000;

describe("freshness lifetime of a response in milliseconds", () => {
  test.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ "Cache-Control": "max-age=300" }, 300 * SECOND],
    [{ "Cache-Control": "public, Max-Age=300, must-revalidate" }, 300 * SECOND],
    [{ "Cache-Control": 'max-age="60"' }, 60 * SECOND],
    [{ "Cache-Control": "s-maxage=600" }, null],
    [{ "Cache-Control": "s-maxage=600, max-age=60" }, 60 * SECOND],
    [{ "Cache-Control": "max-age=300", Age: "100" }, 200 * SECOND],
    [{ "Cache-Control": "max-age=300", Age: "400" }, 0],
    [{ "Cache-Control": "max-age=300", Age: "old" }, 300 * SECOND],
    [{ "Cache-Control": "max-age=-1" }, null],
    [{ Expires: "Sun, 22 Nov 2026 12:10:00 GMT" }, 600 * SECOND],
    [{ Expires: "Sun, 22 Nov 2026 11:00:00 GMT" }, 0],
    [{ Expires: "0" }, null],
    [{ Expires: "-1" }, null],
    // The server's clock is a year behind, so Expires is relative to its Date.
    [
      { Expires: "Sat, 22 Nov 2025 12:10:00 GMT", Date: "Sat, 22 Nov 2025 12:00:00 GMT" },
      600 * SECOND,
    ],
    [{ "Cache-Control": "max-age=60", Expires: "Sun, 22 Nov 2026 13:00:00 GMT" }, 60 * SECOND],
    [{ "Cache-Control": "no-cache", Expires: "Sun, 22 Nov 2026 13:00:00 GMT" }, null],
  ])("%j: %s", (headers, fresh) => {
    expect(freshFor(new Headers(headers), NOW)).toBe(fresh);
  });
});

describe("Retry-After in milliseconds", () => {
  test.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ "Retry-After": "120" }, 120 * SECOND],
    [{ "Retry-After": " 120 " }, 120 * SECOND],
    [{ "Retry-After": "-5" }, null],
    [{ "Retry-After": "soon" }, null],
    [{ "Retry-After": "Sun, 22 Nov 2026 12:30:00 GMT" }, 1_800 * SECOND],
    [{ "Retry-After": "Sunday, 22-Nov-26 12:30:00 GMT" }, 1_800 * SECOND],
    [{ "Retry-After": "Sun, 22 Nov 2026 11:30:00 GMT" }, 0],
    [
      { "Retry-After": "Sat, 22 Nov 2025 12:30:00 GMT", Date: "Sat, 22 Nov 2025 12:00:00 GMT" },
      1_800 * SECOND,
    ],
  ])("%j: %s", (headers, wait) => {
    expect(retryAfter(new Headers(headers), NOW)).toBe(wait);
  });
});
