import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BEHAVIOURS, type Behaviour } from "./behaviours.ts";
import { rss, type Item } from "./outlet-feed.ts";

/** A request that the outlets' server received. */
export interface ReceivedRequest {
  path: string;
  /** The If-None-Match header. */
  ifNoneMatch: string | undefined;
  /** The status of the response; 0 until it is sent. */
  status: number;
}

/** A server on this machine with an outlet for each behaviour, and further outlets with feeds. */
export interface Outlets {
  /** Without a slash at the end. */
  url: string;
  /** The current items of each feed, by path. These feeds have an ETag and answer conditional requests. */
  feeds: Map<string, readonly Item[]>;
  /** Behaviours of a test's own, by path. They take precedence over BEHAVIOURS. */
  behaviours: Map<string, Behaviour>;
  /** All requests in order. May be emptied. */
  requests: ReceivedRequest[];
  /** Called before each request is answered. */
  onRequest: (received: ReceivedRequest) => void;
  stop(): Promise<void>;
}

/** Starts the outlets' server on a free port. */
export async function startOutlets(): Promise<Outlets> {
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const items = outlets.feeds.get(path);
    const received = { path, ifNoneMatch: request.headers["if-none-match"], status: 0 };
    outlets.requests.push(received);
    response.on("finish", () => {
      received.status = response.statusCode;
    });
    outlets.onRequest(received);
    const behaviour = outlets.behaviours.get(path) ?? BEHAVIOURS[path] ?? missing;
    (items ? feedOf(items) : behaviour)(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const outlets: Outlets = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    feeds: new Map(),
    behaviours: new Map(),
    requests: [],
    onRequest: () => {},
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return outlets;
}

/** Serves a feed of these items. */
const feedOf =
  (items: readonly Item[]): Behaviour =>
  ({ headers }, response) => {
    const body = rss(items);
    const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
    const matches = headers["if-none-match"] === etag;
    response.writeHead(matches ? 304 : 200, { "Content-Type": "application/rss+xml", ETag: etag });
    response.end(matches ? undefined : body);
  };

const missing: Behaviour = (_, response) => {
  response.writeHead(404).end();
};
