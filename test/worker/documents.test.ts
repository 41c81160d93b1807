import { expect, test, vi } from "vitest";
import {
  editionDefinition,
  type DocumentDefinition,
} from "../../src/serve/document-definitions.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import type { DocumentResult, NewsroomDocuments } from "../../src/store/api.ts";
import { editionOf, storyOf } from "../unit/render/sample-story.ts";

const edition = editionOf("Edition");
const definition = editionDefinition("rss", edition);

/** A fake newsroom with one story, at a revision that the test sets. */
function fakeNewsroom() {
  const state = { revision: 1, silent: false };
  const newsroom: NewsroomDocuments = {
    requestDocument: vi.fn<NewsroomDocuments["requestDocument"]>(
      async (_path, _need, _build, held): Promise<DocumentResult> => {
        if (state.silent) throw new Error("overloaded");
        if (held === state.revision) return { kind: "same" };
        return {
          kind: "stories",
          basis: state.revision,
          stories: [storyOf(`Headline ${state.revision}`)],
        };
      },
    ),
    storeDocument: vi.fn<NewsroomDocuments["storeDocument"]>(async () => 0),
    health: async () => ({ stories: 1, reports: 1, lastFiled: null, trouble: null, slowed: null }),
  };
  return { state, newsroom };
}

async function text(documents: DocumentMemory, newsroom: NewsroomDocuments): Promise<string> {
  const outcome = await documents.get(definition, () => newsroom);
  if (outcome.kind !== "document") throw new Error(outcome.kind);
  return new TextDecoder().decode(outcome.document.bytes);
}

test("a document is rendered once, and served from memory until its time to live ends", async () => {
  const { newsroom, state } = fakeNewsroom();
  let now = 0;
  const documents = new DocumentMemory({ edition, build: "b" }, () => now, 1_000);
  const first = await text(documents, newsroom);
  state.revision = 2;
  now = 999;
  expect(await text(documents, newsroom)).toBe(first);
  expect(newsroom.requestDocument).toHaveBeenCalledTimes(1);
  now = 1_000;
  expect(await text(documents, newsroom)).toContain("Headline 2");
  expect(newsroom.storeDocument).toHaveBeenCalledTimes(2);
});

test("a document is not rendered again when nothing changed", async () => {
  const { newsroom } = fakeNewsroom();
  const documents = new DocumentMemory({ edition, build: "b" }, () => 0, 0);
  await text(documents, newsroom);
  await text(documents, newsroom);
  expect(newsroom.requestDocument).toHaveBeenCalledTimes(2);
  expect(newsroom.storeDocument).toHaveBeenCalledTimes(1);
});

test("when the newsroom fails, a cached document is served, and an uncached one is an error", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const { newsroom, state } = fakeNewsroom();
  const documents = new DocumentMemory({ edition, build: "b" }, () => 0, 0);
  const first = await text(documents, newsroom);
  state.silent = true;
  expect(await text(documents, newsroom)).toBe(first);
  expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({ event: "newsroom silent" });
  const empty = new DocumentMemory({ edition, build: "b" }, () => 0, 0);
  await expect(text(empty, newsroom)).rejects.toThrow("overloaded");
});

test("a document is served even if the newsroom cannot store it", async () => {
  const logged = vi.spyOn(console, "error").mockReturnValue();
  const { newsroom } = fakeNewsroom();
  newsroom.storeDocument = () => Promise.reject(new Error("disk full"));
  const documents = new DocumentMemory({ edition, build: "b" }, () => 0, 0);
  expect(await text(documents, newsroom)).toContain("Headline 1");
  expect(JSON.parse(String(logged.mock.lastCall?.[0]))).toMatchObject({
    event: "document not kept",
  });
});

test("memory stays bounded however many documents are requested, and the most recent ones stay cached", async () => {
  const { newsroom } = fakeNewsroom();
  const documents = new DocumentMemory({ edition, build: "b" }, () => 0, Infinity);
  const large = (path: string): DocumentDefinition => ({
    ...definition,
    path,
    kept: false,
    // Random bytes, since gzip cannot compress them.
    render: () => crypto.getRandomValues(new Uint8Array(60_000)),
  });
  const request = (path: string) => documents.get(large(path), () => newsroom);
  for (let number = 0; number < 400; number++) await request(`/${number}`);
  expect(newsroom.requestDocument).toHaveBeenCalledTimes(400);
  expect(newsroom.storeDocument).not.toHaveBeenCalled();
  await request("/399");
  expect(newsroom.requestDocument).toHaveBeenCalledTimes(400);
  await request("/0");
  expect(newsroom.requestDocument).toHaveBeenCalledTimes(401);
});
