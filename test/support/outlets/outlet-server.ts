import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BEHAVIOURS, type Behaviour } from "./behaviours.ts";
import { rss, type Item } from "./outlet-feed.ts";

/** A request that an outlet got. */
export interface Asked {
  path: string;
  /** The validator it came with, if any. */
  ifNoneMatch: string | undefined;
  status: number;
}

/** Outlets on this computer: one for each behaviour, and those whose feeds are given. */
export interface Outlets {
  url: string;
  /** Feeds with what they list now, by path. They have an ETag, and answer 304 to who has it. */
  feeds: Map<string, readonly Item[]>;
  /** What was asked since the start, the latest last; may be emptied. */
  asked: Asked[];
  /** Called before each request is answered. */
  onAsked: (asked: Asked) => void;
  stop(): Promise<void>;
}

/** Starts them on a free port. */
export async function startOutlets(): Promise<Outlets> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const items = outlets.feeds.get(path);
    const asked = { path, ifNoneMatch: request.headers["if-none-match"], status: 0 };
    outlets.asked.push(asked);
    response.on("finish", () => {
      asked.status = response.statusCode;
    });
    outlets.onAsked(asked);
    (items ? listing(items) : (BEHAVIOURS[path] ?? missing))(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const outlets: Outlets = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    feeds: new Map(),
    asked: [],
    onAsked: () => {},
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return outlets;
}

const listing =
  (items: readonly Item[]): Behaviour =>
  ({ headers }, response) => {
    const body = rss(items);
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const held = headers["if-none-match"] === etag;
    response.writeHead(held ? 304 : 200, { "Content-Type": "application/rss+xml", ETag: etag });
    response.end(held ? undefined : body);
  };

const missing: Behaviour = (_, response) => {
  response.writeHead(404).end();
};
