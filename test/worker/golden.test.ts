import { content } from "#content";
import { expect, test } from "vitest";
import type { Story } from "../../src/model/story.ts";
import { app, type Bindings } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import type { DocumentContext, DocumentRequest } from "../../src/store/api.ts";
import goldenStory from "../fixtures/golden-story.json" with { type: "json" };
import { get } from "./support.ts";

/** A newsroom that has one story, with fixed evidence: folding's weights can change without changing a document. */
const newsroom = {
  requestDocument: (_path: string | null, { kind }: DocumentRequest) => {
    const beside: DocumentContext =
      kind === "story" ? { changes: [] } : { more: false, archive: null };
    return Promise.resolve({
      kind: "stories" as const,
      basis: 1,
      stories: [goldenStory as Story],
      beside,
    });
  },
  storeDocument: () => Promise.resolve(Date.UTC(2026, 10, 22)),
} as unknown as ReturnType<Bindings["newsroom"]>;

const site = app(content, new DocumentMemory(content, Date.now), Date.now);

/** The first edition's documents, whole, as subscribers get them. `npx vitest run -u` accepts a change. */
test.each([
  ["/rss.xml", "rss.xml"],
  ["/atom.xml", "atom.xml"],
  ["/feed.json", "feed.json"],
  ["/outlets.opml", "outlets.opml"],
  ["/", "front.html"],
  ["/stories/gerasimov-letter-to-dunford", "story.html"],
  ["/stories/gerasimov-letter-to-dunford.json", "story.json"],
  ["/subscribe", "subscribe.html"],
  ["/about", "about.html"],
  ["/schemas/story.json", "story.schema.json"],
  ["/schemas/storyfold.json", "storyfold.schema.json"],
  ["/openapi.json", "openapi.json"],
])("%s", async (path, file) => {
  const request = new Request(content.edition.site + path);
  const response = await site.fetch(request, { newsroom: () => newsroom });
  await expect(await response.text()).toMatchFileSnapshot(`../golden/${file}`);
});

test("the newsroom makes one story of the five reports, in every format", async () => {
  const rss = await (await get("/rss.xml")).text();
  const atom = await (await get("/atom.xml")).text();
  const feed = await (
    await get("/feed.json")
  ).json<{ items: { _storyfold: { reports: unknown[] } }[] }>();
  expect(rss.match(/<item>/g)).toHaveLength(1);
  expect(rss.match(/<atom:link rel="via"/g)).toHaveLength(5);
  expect(atom.match(/<entry>/g)).toHaveLength(1);
  expect(atom.match(/<link rel="via"/g)).toHaveLength(5);
  expect(feed.items.map(({ _storyfold }) => _storyfold.reports.length)).toEqual([5]);
});
