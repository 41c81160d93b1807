import { env } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../../src/model/edition.ts";
import type { Report } from "../../src/model/report.ts";
import { app } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";

export const newsroom = () => env.NEWSROOM.getByName("edition");

/** Requests a path without the in-memory cache, so that every response shows the newsroom's current state. */
export const get = (
  path: string,
  headers: HeadersInit = {},
  init: RequestInit = {},
): Promise<Response> => visit(content, path, headers, init);

/** Like `get`, for content other than the test edition's. */
export async function visit(
  published: Content,
  path: string,
  headers: HeadersInit = {},
  init: RequestInit = {},
): Promise<Response> {
  const documents = new DocumentMemory(published, Date.now, 0);
  const request = new Request(published.edition.site + path, {
    headers,
    redirect: "manual",
    ...init,
  });
  return app(published, documents, Date.now).fetch(request, { newsroom });
}

/** A report unlike any of the test edition's, with overrides. */
export const report = (overrides: Partial<Report> = {}): Report => ({
  url: "https://www.rt.com/news/1",
  outlet: "rt",
  title: "Volcano erupts near the fishing village of Hirtshals",
  titleIsOurs: false,
  summary: "Ash fell on the harbour; nobody was hurt.",
  published: { value: "2018-08-10T09:30Z", estimated: false },
  language: "en",
  tags: [],
  via: null,
  ...overrides,
});

/** The current items of /feed.json. */
export async function items(): Promise<Item[]> {
  const feed = await (await get("/feed.json")).json<{ items: Item[] }>();
  return feed.items;
}

export interface Item {
  id: string;
  url: string;
  title: string;
  summary: string;
  tags: string[];
  date_published: string;
  date_modified: string;
  _storyfold: {
    reports: { url: string; outlet: string; title: string }[];
    outlets: { id: string }[];
  };
}
