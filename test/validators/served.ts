import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Server } from "../support/server.ts";
import type { Document, Served } from "./check.ts";

const FEEDS = { rss: "/rss.xml", atom: "/atom.xml", json: "/feed.json" } as const;

/** Fetches all documents of an edition. @throws when one is not answered with 200. */
export async function fetchAll(server: Server, edition: string, home: string): Promise<Served> {
  await mkdir(home);
  let files = 0;
  const get = async (path: string, name: string, headers = {}): Promise<Document> => {
    const url = server.url + path;
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
    if (response.status !== 200) throw new Error(`${url} answers with ${response.status}`);
    const text = await response.text();
    const file = join(home, `${files++}-${name.replace(/[^a-z.]+/g, "-")}`);
    await writeFile(file, text);
    return { name, url, text, file };
  };
  const feed = (path: string): Promise<Document> => get(path, path.slice(1));

  const json = await feed(FEEDS.json);
  const { items } = JSON.parse(json.text) as { items: { url: string }[] };
  const pages = ["/", "/about", ...items.map(({ url }) => new URL(url).pathname)];
  const asBrowser = { "Sec-Fetch-Dest": "document" };
  const health = await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(10_000) });
  const { stories } = await health.json<{ stories: number }>();
  return {
    edition,
    stories,
    rss: await feed(FEEDS.rss),
    atom: await feed(FEEDS.atom),
    json,
    opml: await feed("/outlets.opml"),
    pages: await Promise.all([
      ...pages.map((path) => get(path, path)),
      ...Object.values(FEEDS).map((path) => get(path, `${path} in a browser`, asBrowser)),
    ]),
    home,
  };
}
