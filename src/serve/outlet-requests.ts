import type { Edition } from "../model/edition.ts";
import type { FeedHealth } from "../model/outlet-feed.ts";
import { healthJson } from "../render/data/health.ts";
import { outletsPage } from "../render/pages/outlets-page.tsx";
import type { NewsroomDocuments, NewsroomFeeds } from "../store/api.ts";
import { HTML, JSON_TYPE } from "./document-definitions.ts";
import { packDocument } from "./document-memory.ts";
import { documentHeaders } from "./headers.ts";
import type { Responder } from "./respond.ts";

/** In seconds. The state of feeds changes at every poll, whether any story does or not, so nothing is cached for long. */
const CACHE_CONTROL = "public, max-age=60, stale-if-error=86400";

/** Milliseconds for which memory is trusted, so that the newsroom rarely has to count, however many visitors ask. */
const REVALIDATE_AFTER = 10_000;

type Newsroom = Pick<NewsroomFeeds, "feedHealth"> & Pick<NewsroomDocuments, "health">;

/** How polling is going. */
interface Polling {
  feeds: FeedHealth[];
  slowed: string | null;
}

interface OutletRoute {
  path: string;
  respond(request: Request, newsroom: () => Newsroom): Promise<Response>;
}

/**
 * Shows people and monitors how polling of the outlets' feeds is going.
 *
 * @param now the clock: milliseconds since 1970 (UTC)
 */
export function outletRoutes(
  edition: Edition,
  responder: Responder,
  now: () => number,
): OutletRoute[] {
  const health = new HealthMemory(now);
  const route = (
    path: string,
    type: string,
    render: (edition: Edition, health: FeedHealth[], slowed: string | null) => string,
  ): OutletRoute => {
    const headers = { ...documentHeaders(edition, path), "Cache-Control": CACHE_CONTROL };
    return {
      path,
      respond: async (request, newsroom) => {
        const { feeds, slowed } = await health.get(newsroom);
        const document = await packDocument(type, render(edition, feeds, slowed));
        return responder.respond(request, document, headers);
      },
    };
  };
  return [route("/outlets", HTML, outletsPage), route("/outlets.json", JSON_TYPE, healthJson)];
}

/** Caches the health of the feeds for a few seconds. */
class HealthMemory {
  readonly #now: () => number;
  #cached: Polling | null = null;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(newsroom: () => Newsroom): Promise<Polling> {
    const now = this.#now();
    if (this.#cached && now - this.#askedAt < REVALIDATE_AFTER) return this.#cached;
    // Set before the newsroom answers, so that requests that arrive meanwhile are served from memory.
    this.#askedAt = now;
    const [feeds, { slowed }] = await Promise.all([
      newsroom().feedHealth(now),
      newsroom().health(now),
    ]);
    this.#cached = { feeds, slowed };
    return this.#cached;
  }
}
