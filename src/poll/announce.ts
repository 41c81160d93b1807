import type { Edition } from "../model/edition.ts";
import { CACHE_TAG, feedUrls } from "../serve/purge.ts";
import type { Log } from "./log.ts";

/** Milliseconds within which a hub has to respond. */
const HUB_TIMEOUT = 10_000;

/** Makes a change of the edition public: purges its documents from the edge cache, and tells its WebSub hub if it has one. */
export async function announce(
  edition: Edition,
  cache: EdgeCache,
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  log: Log,
): Promise<void> {
  await Promise.all([
    purgeEdge(cache, CACHE_TAG, log),
    edition.hub === null ? null : pingHub(edition.hub, feedUrls(edition), fetch, log),
  ]);
}

/** Tells a WebSub hub that the feeds have changed. A failure is logged, not retried: the next change pings the hub again. */
export async function pingHub(
  hub: string,
  feeds: readonly string[],
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  log: Log,
): Promise<void> {
  // WebSub does not specify this request (https://www.w3.org/TR/websub/#publishing). Hubs accept PubSubHubbub 0.3, 7.1.
  const body = new URLSearchParams({ "hub.mode": "publish" });
  for (const feed of feeds) body.append("hub.url", feed);
  try {
    const response = await fetch(hub, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(HUB_TIMEOUT),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the hub responded with status ${response.status}`);
    log({ event: "hub told", hub });
  } catch (error) {
    log({ event: "hub not told", hub, error: String(error) });
  }
}

/** Workers Cache; undefined under `wrangler dev`. */
type EdgeCache = ExecutionContext["cache"];

/** Purges all documents of the edition from the edge cache. Without a purge they stay there for minutes. */
async function purgeEdge(cache: EdgeCache, tag: string, log: Log): Promise<void> {
  try {
    const purged = await cache?.purge({ tags: [tag] });
    if (purged && !purged.success)
      log({ event: "edge not purged", error: JSON.stringify(purged.errors) });
  } catch (error) {
    log({ event: "edge not purged", error: String(error) });
  }
}

/** Whether the edition has any feed to poll. */
export const isPolled = ({ outlets }: Edition): boolean =>
  outlets.some(({ feeds }) => feeds.some(({ paused }) => !paused));
