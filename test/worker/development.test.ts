import { expect, test } from "vitest";
import { content } from "#content";
import { contentAt } from "../../src/serve/development.ts";
import { visit } from "./support.ts";

test.each<[site: string, requested: string, links: string]>([
  ["http://localhost:8787", "http://localhost:8787/", "http://localhost:8787"],
  ["http://localhost:8787", "http://localhost:8799/", "http://localhost:8799"],
  ["http://localhost:8787", "http://192.168.1.7:8787/rss.xml", "http://192.168.1.7:8787"],
  // Outside development, a request does not choose where links lead.
  ["https://storyfold.example", "http://evil.example/", "https://storyfold.example"],
  ["https://localhost.example", "http://evil.example/", "https://localhost.example"],
])("links of %s, asked at %s, lead to %s", async (site, requested, links) => {
  const configured = { ...content, build: site, edition: { ...content.edition, site } };
  const published = contentAt(configured, requested);
  expect(published.edition.site).toBe(links);
  const rss = await (await visit(published, "/rss.xml")).text();
  expect(rss).toContain(`href="${links}/rss.xml" rel="self"`);
});
