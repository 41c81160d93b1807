import type { Edition } from "../model/edition.ts";
import type { FeedHealth } from "../model/outlet-feed.ts";
import { healthJson } from "../render/data/health.ts";
import { outletsPage } from "../render/pages/outlets-page.tsx";
import type { NewsroomFeeds } from "../store/api.ts";
import { respond } from "./respond.ts";
import { packDocument } from "./document-memory.ts";
import { documentHeaders } from "./headers.ts";

/** In seconds. How outlets fare changes at every poll, whether a story does or not, so nothing is kept for long. */
const CACHE_CONTROL = "public, max-age=60, stale-if-error=86400";

/** Milliseconds for which what is in memory is served, so that however many ask, the newsroom rarely has to count. */
const TRUSTED_FOR = 10_000;

interface OutletRoute {
  path: string;
  answer(request: Request, reach: () => Pick<NewsroomFeeds, "feedHealth">): Promise<Response>;
}

/**
 * Where people and monitors see how the outlets' feeds fare.
 *
 * @param now the clock, in milliseconds
 */
export function outletRoutes(edition: Edition, now: () => number): OutletRoute[] {
  let held: { asked: number; wires: FeedHealth[] } | null = null;
  const health = async (reach: () => Pick<NewsroomFeeds, "feedHealth">): Promise<FeedHealth[]> => {
    const asked = now();
    if (held && asked - held.asked < TRUSTED_FOR) return held.wires;
    // Requests that arrive meanwhile are served from memory.
    if (held) held.asked = asked;
    const wires = await reach().feedHealth(asked);
    held = { asked, wires };
    return wires;
  };
  const route = (
    path: string,
    type: string,
    render: (edition: Edition, wires: FeedHealth[]) => string,
  ): OutletRoute => {
    const headers = { ...documentHeaders(edition, path), "Cache-Control": CACHE_CONTROL };
    return {
      path,
      answer: async (request, reach) =>
        respond(request, await packDocument(type, render(edition, await health(reach))), headers),
    };
  };
  return [
    route("/outlets", "text/html; charset=utf-8", outletsPage),
    route("/outlets.json", "application/json; charset=utf-8", healthJson),
  ];
}
