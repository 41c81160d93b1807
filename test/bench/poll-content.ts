/** The edition that polls the simulated outlets, and their reports without polling. */
import type { Content } from "../../src/model/edition.ts";
import type { FeedReport, PollResult } from "../../src/model/outlet-feed.ts";
import { benchContent, benchOutlet } from "./bench-content.ts";
import { idOf, itemOf, type Publication } from "./poll-simulation.ts";

/** Every outlet has its own host, because the poller requests only one feed of a host at a time. */
const feedUrl = (outlet: number, feedPort: number): string =>
  `http://127.0.${outlet >> 7}.${(outlet & 127) + 1}:${feedPort}/${outlet}`;

/**
 * The content of an edition with only the simulated outlets.
 *
 * @param retention in days
 * @param feedPort where the outlets' feeds are served
 */
export function polledContent(outlets: number, retention: number, feedPort: number): Content {
  const ids = Array.from({ length: outlets }, (_, n) => n);
  return benchContent(
    ids.map((n) => benchOutlet(idOf(n), feedUrl(n, feedPort))),
    { retention },
  );
}

/**
 * The polls that bring these publications without fetching, one for each outlet. Every feed is due again at once.
 *
 * @param start time at which publications begin
 * @param now time of the polls
 */
export const pollsOf = (
  all: readonly Publication[],
  start: number,
  now: number,
  feedPort: number,
): PollResult[] =>
  [...Map.groupBy(all, ({ outlet }) => outlet)].map(([outlet, published]) => ({
    state: {
      outlet: idOf(outlet),
      url: feedUrl(outlet, feedPort),
      configured: feedUrl(outlet, feedPort),
      movedTo: null,
      etag: null,
      lastModified: null,
      digest: null,
      due: now,
      interval: 5 * 60_000,
      failures: 0,
      lastPoll: now,
      lastGood: now,
      lastSent: now,
      error: null,
      stopped: false,
      notes: [],
      boilerplate: [],
    },
    reports: published.map((each) => reportOfItem(idOf(outlet), itemOf(each, start))),
  }));

/** The report that reading the item from a feed would give. */
function reportOfItem(outlet: string, item: ReturnType<typeof itemOf>): FeedReport {
  return {
    url: item.link,
    guid: item.guid ?? null,
    outlet,
    title: item.title,
    titleIsOurs: false,
    summary: item.text,
    published: { value: new Date(item.date ?? "").toISOString(), estimated: false },
    language: "en",
    tags: [],
    via: null,
  };
}
