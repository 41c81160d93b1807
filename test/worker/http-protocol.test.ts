import { describe, expect, test } from "vitest";
import { get } from "./support.ts";
import { BROWSER, STORY } from "./http-support.ts";

describe("conditional requests", async () => {
  const first = await get("/rss.xml");
  const etag = first.headers.get("ETag") ?? "";
  const modified = first.headers.get("Last-Modified") ?? "";
  const gzipped = (await get("/rss.xml", { "Accept-Encoding": "gzip" })).headers.get("ETag") ?? "";

  test("ETags are strong and differ between encodings", () => {
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(gzipped).toBe(`"${etag.slice(1, -1)}-gzip"`);
  });

  test.each([
    ["If-None-Match with the ETag: 304", { "If-None-Match": etag }, 304],
    ["If-None-Match with the ETag weakened by a proxy: 304", { "If-None-Match": `W/${etag}` }, 304],
    ["If-None-Match with the ETag in a list: 304", { "If-None-Match": `"a", W/${etag},"b"` }, 304],
    ["If-None-Match with *: 304", { "If-None-Match": "*" }, 304],
    ["If-None-Match with the gzip ETag: 304", { "If-None-Match": gzipped }, 304],
    ["If-None-Match with another ETag: 200", { "If-None-Match": '"0"' }, 200],
    ["If-None-Match with an unquoted ETag: 200", { "If-None-Match": etag.slice(1, -1) }, 200],
    ["If-Modified-Since the last change: 304", { "If-Modified-Since": modified }, 304],
    [
      "If-Modified-Since before the last change: 200",
      { "If-Modified-Since": "Sat, 04 Aug 2018 00:00:00 GMT" },
      200,
    ],
    [
      "If-Modified-Since with something other than a date: 200",
      { "If-Modified-Since": "yesterday" },
      200,
    ],
    [
      "If-None-Match with another ETag overrides If-Modified-Since: 200",
      { "If-None-Match": '"0"', "If-Modified-Since": modified },
      200,
    ],
  ])("%s", async (_, headers, status) => {
    const response = await get("/rss.xml", headers);
    expect(response.status).toBe(status);
    if (status !== 304) return;
    expect(await response.text()).toBe("");
    for (const name of ["ETag", "Cache-Control", "Vary", "Link", "Access-Control-Allow-Origin"])
      expect(response.headers.get(name), name).toBe(first.headers.get(name));
  });
});

test("a document without stories has an ETag but no Last-Modified, since any date would be a guess", async () => {
  const { headers } = await get("/style.css");
  expect(headers.get("Last-Modified")).toBeNull();
  const since = await get("/style.css", { "If-Modified-Since": "Sat, 01 Jan 2050 00:00:00 GMT" });
  expect(since.status).toBe(200);
  const none = await get("/style.css", { "If-None-Match": headers.get("ETag") ?? "" });
  expect(none.status).toBe(304);
});

describe("gzip depends on Accept-Encoding", () => {
  test.each([
    ["gzip", true],
    ["gzip, deflate, br", true],
    ["GZIP;q=0.5", true],
    ["*", true],
    ["br", false],
    ["identity", false],
    ["gzip;q=0", false],
    ["*, gzip;q=0.0", false],
  ])("Accept-Encoding: %s", async (accept, zipped) => {
    const response = await get("/rss.xml", { "Accept-Encoding": accept });
    expect(response.headers.get("Content-Encoding")).toBe(zipped ? "gzip" : null);
    const plain = await (await get("/rss.xml")).text();
    const body = zipped
      ? new Response(response.body?.pipeThrough(new DecompressionStream("gzip")))
      : response;
    expect(await body.text()).toBe(plain);
  });
});

describe("methods", () => {
  test.each([
    "/",
    "/rss.xml",
    "/feed",
    "/tags/syria/rss.xml",
    "/sitemap.xml",
    STORY,
    "/healthz",
    "/nowhere",
    "/rss.xml?foo=1",
  ])("HEAD %s returns the headers of GET without a body", async (path) => {
    const head = await get(path, {}, { method: "HEAD" });
    const full = await get(path);
    expect(await head.text()).toBe("");
    expect(head.status).toBe(full.status);
    for (const name of ["ETag", "Content-Type", "Content-Length", "Vary"])
      if (full.headers.has(name)) expect(head.headers.get(name), name).toBe(full.headers.get(name));
  });

  test.each([
    ["POST", "/rss.xml"],
    ["PUT", "/"],
    ["DELETE", STORY],
    ["PATCH", "/feed"],
  ])("%s %s is not allowed", async (method, path) => {
    const response = await get(path, {}, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET, HEAD, OPTIONS");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  });

  test("OPTIONS answers a CORS preflight", async () => {
    const response = await get(
      "/feed.json",
      { "Access-Control-Request-Headers": "if-none-match" },
      { method: "OPTIONS" },
    );
    expect(response.status).toBe(204);
    expect(response.headers.get("Access-Control-Allow-Headers")).toContain("If-None-Match");
    expect(response.headers.get("Access-Control-Allow-Methods")).toContain("GET");
  });
});

describe("CORS and security headers are set on every response", () => {
  test.each([
    ["a feed", "/rss.xml", {}],
    ["a page", "/", BROWSER],
    ["an error sent to a program", "/nowhere", {}],
    ["an error sent to a browser", "/nowhere", BROWSER],
    ["the health check", "/healthz", {}],
  ])("%s", async (_, path, headers) => {
    const response = await get(path, headers);
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Expose-Headers")).toBe("ETag, Link");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
    const policy = response.headers.get("Content-Security-Policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  test("a feed links to itself and to its other formats", async () => {
    const { headers } = await get("/atom.xml");
    expect(headers.get("Link")).toBe(
      '<https://storyfold.example/atom.xml>; rel="self", ' +
        '<https://storyfold.example/rss.xml>; rel="alternate"; type="application/rss+xml", ' +
        '<https://storyfold.example/feed.json>; rel="alternate"; type="application/feed+json"',
    );
    expect(headers.get("Content-Disposition")).toBe('inline; filename="atom.xml"');
  });

  test("links never use the request's Host", async () => {
    const { default: worker } = await import("../../src/index.ts");
    const { env, createExecutionContext } = await import("cloudflare:test");
    const request = new Request("https://elsewhere.example/rss.xml") as Parameters<
      typeof worker.fetch
    >[0];
    const response = await worker.fetch(request, env, createExecutionContext());
    expect(await response.text()).not.toContain("elsewhere.example");
    expect(response.headers.get("Link")).not.toContain("elsewhere.example");
  });
});
