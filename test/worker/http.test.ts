import { describe, expect, test } from "vitest";
import { get } from "./support.ts";
import { BROWSER, STORY } from "./http-support.ts";

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
