import { expect, test } from "vitest";
import { content } from "#content";
import { app, type Bindings } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { newsroom } from "./support.ts";

/** An invocation on the free plan has 10 ms of CPU time, which is hardly enough for one document. */
test.each([
  "/",
  "/latest",
  "/rss.xml",
  "/top/atom.xml",
  "/feed.json?outlets=rt",
  "/daily.xml",
  "/stories/gerasimov-letter-to-dunford",
  "/stories/gerasimov-letter-to-dunford.json",
  "/search?q=letter",
  "/subscribe",
  "/sitemap.xml",
  "/tags",
  "/healthz",
  "/outlets",
])("a request for %s renders one document at most", async (path) => {
  let asked = 0;
  const counting = new Proxy(newsroom(), {
    get: (target, name) => {
      if (name === "requestDocument") asked++;
      return Reflect.get(target, name) as unknown;
    },
  }) as unknown as ReturnType<Bindings["newsroom"]>;
  const response = await app(content, new DocumentMemory(content, Date.now, 0), Date.now).fetch(
    new Request(content.edition.site + path, { redirect: "manual" }),
    { newsroom: () => counting },
  );
  expect(response.status).toBeLessThan(400);
  expect(asked).toBeLessThanOrEqual(1);
});
