import type { Edition } from "../model/edition.ts";
import type { Log } from "./log.ts";

/** Milliseconds that a hub has to answer. */
const TIMEOUT = 10_000;

/** Tells a WebSub hub that the feeds have changed. A hub that fails is logged, and told of the next change again. */
export async function pingHub(
  hub: string,
  feeds: readonly string[],
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  log: Log,
): Promise<void> {
  // The specification leaves this to hubs (https://www.w3.org/TR/websub/#publishing); they all take PubSubHubbub 0.3, 7.1.
  const body = new URLSearchParams({ "hub.mode": "publish" });
  for (const feed of feeds) body.append("hub.url", feed);
  try {
    const response = await fetch(hub, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`it answered with status ${response.status}`);
    log({ event: "hub told", hub });
  } catch (error) {
    log({ event: "hub not told", hub, error: String(error) });
  }
}

/** The part of the platform that keeps answers at the edge; undefined under `wrangler dev`. */
type EdgeCache = ExecutionContext["cache"];

/** Has the edge drop all documents of the edition. They are fresh for minutes without that. */
export async function purgeEdge(cache: EdgeCache, tag: string, log: Log): Promise<void> {
  try {
    const purged = await cache?.purge({ tags: [tag] });
    if (purged && !purged.success)
      log({ event: "edge not purged", error: JSON.stringify(purged.errors) });
  } catch (error) {
    log({ event: "edge not purged", error: String(error) });
  }
}

export const isPolled = ({ outlets }: Edition): boolean =>
  outlets.some(({ feed }) => feed !== null && !feed.paused);
