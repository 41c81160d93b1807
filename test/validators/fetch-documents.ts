import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tagKey } from "../../src/model/selection.ts";
import type { Server } from "../support/server.ts";
import type { Document, Served } from "./check.ts";

const FEEDS = { rss: "/rss.xml", atom: "/atom.xml", json: "/feed.json" } as const;

/**
 * Fetches all documents of an edition and writes them to files.
 *
 * @param home receives the files
 * @throws when a response has a status other than 200
 */
export async function fetchAll(server: Server, edition: string, home: string): Promise<Served> {
  await mkdir(home);
  let files = 0;
  const get = async (path: string, name: string, headers = {}): Promise<Document> => {
    const url = server.url + path;
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
    if (response.status !== 200) throw new Error(`${url} answered with status ${response.status}`);
    const text = await response.text();
    const file = join(home, `${files++}-${name.replace(/[^a-z.]+/g, "-")}`);
    await writeFile(file, text);
    // The final URL, since that of an archive document redirects to its current version.
    return { name, url: response.url, text, file };
  };
  const feed = (path: string): Promise<Document> => get(path, path.slice(1));

  const json = await feed(FEEDS.json);
  const { items } = JSON.parse(json.text) as Feed;
  const parts = partsOf(items);
  /** The documents at most two links away from this one. */
  const linkedFrom = async (document: Document): Promise<Document[]> => {
    const found = new Map<string, Document>();
    const follow = async (from: Document, steps: number): Promise<void> => {
      for (const address of pagingLinks(from)) {
        const path = address.slice(server.url.length);
        if (steps === 0 || found.has(path)) continue;
        const next = await get(path, path);
        found.set(path, next);
        await follow(next, steps - 1);
      }
    };
    await follow(document, 2);
    return [...found.values()];
  };
  const inFormat = (format: keyof typeof FEEDS, paths = parts): Promise<Document[]> =>
    Promise.all(
      paths.map(([path, query]) => get(path + FEEDS[format] + query, path + FEEDS[format] + query)),
    );
  const rss = await feed(FEEDS.rss);
  const atom = await feed(FEEDS.atom);
  const pages = [
    "/",
    "/latest",
    "/daily",
    "/tags",
    "/languages",
    "/about",
    "/subscribe",
    "/search",
    "/outlets",
    "/?min_outlets=2",
    ...items.map(({ url }) => new URL(url).pathname),
  ];
  const asBrowser = { "Sec-Fetch-Dest": "document" };
  const health = await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(10_000) });
  const { stories } = await health.json<{ stories: number }>();
  return {
    edition,
    stories,
    rss,
    atom,
    json,
    opml: await feed("/outlets.opml"),
    parts: {
      rss: [
        await feed("/daily.xml"),
        ...(await inFormat("rss", [...parts, ARCHIVE])),
        ...(await linkedFrom(rss)),
      ],
      atom: [
        await feed("/daily/atom.xml"),
        ...(await inFormat("atom", [...parts, ARCHIVE])),
        ...(await linkedFrom(atom)),
      ],
      json: [await feed("/daily/feed.json"), ...(await inFormat("json"))],
    },
    sitemap: await feed("/sitemap.xml"),
    pages: await Promise.all([
      ...pages.map((path) => get(path, path)),
      ...parts
        .filter(([path, query]) => !["", "/top"].includes(path) && !query.includes("updates"))
        .map(([path, query]) => get(path + query, path)),
      ...Object.values(FEEDS).map((path) => get(path, `${path} in a browser`, asBrowser)),
    ]),
    home,
  };
}

interface Feed {
  items: {
    url: string;
    title: string;
    tags: string[];
    _storyfold: { outlets: { id: string }[] };
  }[];
}

/** The first archive document, which every edition has. */
const ARCHIVE: Part = ["/archive/1", ""];

/** Links of a document to its next page and to the neighbouring archive documents (RFC 5005). */
const pagingLinks = ({ text }: Document): string[] =>
  [...text.matchAll(/rel="(?:next|prev-archive|next-archive)" href="([^"]*)"/g)].map(
    ([, address = ""]) => address.replaceAll("&amp;", "&"),
  );

/** The path of a feed without its format, and its query. */
type Part = readonly [path: string, query: string];

/** A feed of every kind, with filters that match stories of this edition. */
function partsOf(items: Feed["items"]): Part[] {
  const tag = encodeURIComponent(tagKey(items.flatMap(({ tags }) => tags)[0] ?? ""));
  const outlet = items[0]?._storyfold.outlets[0]?.id ?? "";
  const word = encodeURIComponent(`"${/[\p{L}\p{N}]+/u.exec(items[0]?.title ?? "")?.[0]}"`);
  return [
    [`/tags/${tag}`, ""],
    [`/outlets/${outlet}`, ""],
    ["/languages/en", ""],
    ["/search", `?q=${word}`],
    ["/search", `?q=${word}&lang=en&exclude=${outlet}&since=2018-01-01&updates=new`],
    ["", "?min_outlets=2&limit=10"],
    ["/top", ""],
    ["/top", "?hours=24"],
    ["", "?limit=1"],
    ["", "?updates=bump"],
    ["", "?updates=new"],
  ];
}
