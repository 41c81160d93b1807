import type { Edition } from "../model/edition.ts";
import type { Log } from "./log.ts";

/** Milliseconds within which a hub has to respond. */
const HUB_TIMEOUT = 10_000;

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
export async function purgeEdge(cache: EdgeCache, tag: string, log: Log): Promise<void> {
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
