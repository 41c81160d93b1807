import { describe, expect, test } from "vitest";
import { content } from "#content";
import { BROWSER } from "./http-support.ts";
import { get, visit } from "./support.ts";

describe("an address that people try leads where it should", () => {
  test.each([
    ["/feed/", "/feed"],
    ["/rss", "/rss.xml"],
    ["/rss/", "/rss.xml"],
    ["/feed.xml", "/rss.xml"],
    ["/index.xml", "/rss.xml"],
    ["/atom", "/atom.xml"],
    ["/atom/", "/atom.xml"],
    ["/favicon.ico", "/icon.png"],
    ["/tags/", "/tags"],
    ["/tags/syria/", "/tags/syria"],
    ["/about/", "/about"],
    ["/top", "/"],
    ["/daily/rss.xml", "/daily.xml"],
    ["/rss?min_outlets=2", "/rss.xml?min_outlets=2"],
  ])("%s to %s", async (path, target) => {
    const response = await get(path);
    expect(response.status).toBe(301);
    expect(response.headers.get("Location")).toBe(`https://storyfold.example${target}`);
    expect((await get(target)).status).toBe(200);
  });

  test.each(["//evil.example/", "/\\evil.example/", "/nowhere/"])(
    "%s to no other site",
    async (path) => {
      const response = await visit(content, path);
      expect(response.headers.get("Location") ?? "https://storyfold.example/").toMatch(
        /^https:\/\/storyfold\.example\//,
      );
    },
  );
});

describe("the form of the subscribe page", () => {
  const form = async (query: string): Promise<[status: number, html: string]> => {
    const response = await get(`/subscribe?${query}`, BROWSER);
    return [response.status, await response.text()];
  };

  test("leads with feeds that fit the edition's size", async () => {
    const html = await (await get("/subscribe")).text();
    const addresses = Array.from(html.matchAll(/data-copy="https:\/\/storyfold\.example([^"]+)"/g));
    expect(addresses.map(([, address]) => address)).toEqual([
      "/rss.xml?min_outlets=2",
      "/daily.xml",
      "/top/rss.xml",
      "/rss.xml",
    ]);
    expect(html).toContain("What two or more outlets report");
    expect(html).toContain('href="feed:https://storyfold.example/daily.xml"');
  });

  test("suggests the edition's tags, languages and outlets", async () => {
    const html = await (await get("/subscribe")).text();
    expect(html).toContain('<option value="Syria"');
    expect(html).toContain('name="outlets" value="rt"');
  });

  test("shows the address of the feed, and what is in it", async () => {
    const [status, html] = await form("q=Gerasimov&tag=Syria&outlets=rt&min_outlets=&since=");
    expect(status).toBe(200);
    expect(html).toContain(
      'data-copy="https://storyfold.example/search/rss.xml?q=Gerasimov&amp;tag=syria&amp;outlets=rt"',
    );
    expect(html).toContain("Russia confirms Gerasimov");
  });

  test.each([
    ["min_outlets=99&q=Syria", "<code>min_outlets</code> takes a whole number"],
    ["tag=nosuchtag&q=Syria", "does not occur in any story here"],
    ["colour=red&q=Syria", "<code>colour</code> is not a filter"],
    ["since=yesterday&q=Syria", "<code>since</code> takes an ISO 8601 date"],
    ["q=Syria&__proto__=1", "<code>__proto__</code> is not a filter"],
  ])("keeps what was filled in, and says what is wrong: %s", async (query, message) => {
    const [status, html] = await form(query);
    expect(status).toBe(400);
    expect(html).toContain(message);
    expect(html).toMatch(
      /<input type="text" maxlength="200" dir="auto" name="q" id="q" value="Syria"/,
    );
  });

  test("escapes what was filled in", async () => {
    const [, html] = await form(`q=${encodeURIComponent('"><script>alert(1)</script>')}&limit=x`);
    expect(html).not.toContain("<script>alert");
  });
});

test.each([
  ["de", "Die wichtigsten Geschichten", "4 Medien"],
  ["fr", "À la une", "4 médias"],
  ["es", "Portada", "4 medios"],
  ["nl", "Top stories", "4 outlets"],
])("an edition in %s has its fixed words in that language", async (language, title, outlets) => {
  const published = {
    ...content,
    build: `${content.build}-${language}`,
    edition: { ...content.edition, language },
  };
  const page = await (await visit(published, "/")).text();
  expect(page).toContain(`<html lang="${language === "nl" ? "en" : language}">`);
  expect(page).toContain(title);
  const feed = await (await visit(published, "/rss.xml")).text();
  expect(feed).toContain(`<p>${outlets}</p>`);
});
