import { describe, expect, test } from "vitest";
import { get } from "./support.ts";

const STORY = "/stories/gerasimov-letter-to-dunford";
const BROWSER = {
  "Sec-Fetch-Dest": "document",
  Accept: "text/html,application/xhtml+xml,*/*;q=0.8",
};

describe("each address serves its media type", () => {
  test.each([
    ["/", "text/html; charset=utf-8"],
    [STORY, "text/html; charset=utf-8"],
    [`${STORY}.json`, "application/json; charset=utf-8"],
    ["/about", "text/html; charset=utf-8"],
    ["/subscribe", "text/html; charset=utf-8"],
    ["/rss.xml", "application/rss+xml; charset=utf-8"],
    ["/atom.xml", "application/atom+xml; charset=utf-8"],
    ["/feed.json", "application/feed+json; charset=utf-8"],
    ["/outlets.opml", "text/x-opml; charset=utf-8"],
    ["/openapi.json", "application/json; charset=utf-8"],
    ["/schemas/story.json", "application/schema+json; charset=utf-8"],
    ["/schemas/storyfold.json", "application/schema+json; charset=utf-8"],
    ["/style.css", "text/css; charset=utf-8"],
    ["/time.js", "text/javascript; charset=utf-8"],
    ["/favicon.svg", "image/svg+xml"],
    ["/icon.png", "image/png"],
    ["/robots.txt", "text/plain; charset=utf-8"],
    ["/sitemap.xml", "application/xml; charset=utf-8"],
    ["/search", "text/html; charset=utf-8"],
    ["/search?q=letter", "text/html; charset=utf-8"],
    ["/search/rss.xml?q=letter", "application/rss+xml; charset=utf-8"],
    ["/tags/syria", "text/html; charset=utf-8"],
    ["/tags/syria/atom.xml", "application/atom+xml; charset=utf-8"],
    ["/tags/syria/feed", "application/rss+xml; charset=utf-8"],
    ["/outlets/rt", "text/html; charset=utf-8"],
    ["/outlets/rt/feed.json", "application/feed+json; charset=utf-8"],
    ["/languages/en", "text/html; charset=utf-8"],
    ["/languages/en/rss.xml", "application/rss+xml; charset=utf-8"],
    ["/rss.xml?min_outlets=2&updates=new", "application/rss+xml; charset=utf-8"],
  ])("%s serves %s", async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe(type);
    expect((await response.bytes()).byteLength).toBe(
      Number(response.headers.get("Content-Length")),
    );
    expect(response.headers.get("Cache-Control")).toBe(
      "public, max-age=300, stale-while-revalidate=3600, stale-if-error=86400",
    );
  });
});

describe("/feed negotiates its format", () => {
  test.each([
    [null, "application/rss+xml"],
    ["*/*", "application/rss+xml"],
    ["application/atom+xml", "application/atom+xml"],
    ["application/feed+json", "application/feed+json"],
    ["application/json", "application/feed+json"],
    ["application/rss+xml;q=0.5, application/atom+xml;q=0.9", "application/atom+xml"],
    ["application/atom+xml;q=0, application/feed+json;q=0.1", "application/feed+json"],
    ["text/xml", "application/rss+xml"],
    // The header that Miniflux sends.
    [
      "application/xml,application/atom+xml,application/rss+xml,application/rdf+xml,application/feed+json,text/html,*/*;q=0.9",
      "application/rss+xml",
    ],
    ["text/html", "application/rss+xml"],
  ])("Accept: %s gets %s", async (accept, type) => {
    const response = await get("/feed", accept === null ? {} : { Accept: accept });
    expect(response.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
    expect(response.headers.get("Vary")).toBe("Accept-Encoding, Sec-Fetch-Dest, Accept");
  });
});

describe("a browser that opens a feed gets a preview page", () => {
  test.each(["/rss.xml", "/atom.xml", "/feed.json", "/feed"])("%s", async (path) => {
    const response = await get(path, BROWSER);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    const page = await response.text();
    expect(page).toContain("Subscribe");
    expect(page).toContain("Russia confirms Gerasimov");
    expect(response.headers.get("Vary")).toContain("Sec-Fetch-Dest");
  });

  test("a script that fetches a feed gets the feed itself", async () => {
    const response = await get("/feed.json", { "Sec-Fetch-Dest": "empty", Accept: "text/html" });
    expect(response.headers.get("Content-Type")).toContain("application/feed+json");
  });
});

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

describe("an error is a page for a browser and JSON for a program", () => {
  test.each([
    ["curl", {}, "application/problem+json"],
    ["a browser", BROWSER, "text/html; charset=utf-8"],
    ["an older browser", { Accept: "text/html" }, "text/html; charset=utf-8"],
    ["a script", { "Sec-Fetch-Dest": "empty", Accept: "*/*" }, "application/problem+json"],
  ])("%s", async (_, headers, type) => {
    const response = await get("/stories/nowhere", headers);
    expect(response.status).toBe(404);
    expect((await get("/nowhere", headers)).status).toBe(404);
    expect(response.headers.get("Content-Type")).toBe(type);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const body = await response.text();
    expect(body).toContain("/stories/nowhere");
    if (type.endsWith("json"))
      expect(JSON.parse(body)).toMatchObject({ status: 404, type: "about:blank" });
  });

  test("an error page escapes markup in the requested address", async () => {
    const response = await get("/<script>alert(1)</script>", BROWSER);
    expect(await response.text()).not.toContain("<script>");
  });
});

test("/healthz reports the edition, its version and its counts", async () => {
  const response = await get("/healthz");
  expect(await response.json()).toEqual({
    edition: "First Edition",
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    stories: 1,
    reports: 5,
    last_filed: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
  });
});

test("every page links to the feeds and names its canonical address", async () => {
  for (const path of ["/", STORY, "/about", "/subscribe"]) {
    const page = await (await get(path)).text();
    for (const type of ["application/rss+xml", "application/atom+xml", "application/feed+json"])
      expect(page).toContain(`<link rel="alternate" type="${type}"`);
    expect(page).toContain(`<link rel="canonical" href="https://storyfold.example${path}"`);
  }
});
