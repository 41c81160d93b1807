/** An edition whose outlets have feeds, and the results of polling them. */
import { content } from "#content";
import type { Edition } from "../../src/model/edition.ts";
import type { Outlet } from "../../src/model/outlet.ts";
import type { OutletFeed, PollResult, FeedReport, FeedState } from "../../src/model/outlet-feed.ts";
import { newsroom, report } from "./support.ts";

/** 22 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export const feedOf = (id: string, overrides: Partial<OutletFeed> = {}): OutletFeed => ({
  url: `https://${id}.example/feed`,
  language: null,
  tags: [],
  include: [],
  exclude: [],
  interval: { least: 15, most: 240 },
  paused: false,
  ...overrides,
});

export const outlet = (id: string, feed: OutletFeed | null = feedOf(id)): Outlet => ({
  id,
  name: id.toUpperCase(),
  home: `https://${id}.example/`,
  about: "",
  feeds: feed === null ? [] : [feed],
});

/** The test edition with these outlets. */
export const editionWith = (outlets: Outlet[]): Edition => ({ ...content.edition, outlets });

let builds = 0;
/** Deploys an edition with these outlets and no content files. */
export async function deploy(outlets: Outlet[], now = NOON): Promise<void> {
  await newsroom().fileContent({ digest: `none ${++builds}`, reports: [], stories: [] });
  await newsroom().followContent({ build: `test ${builds}`, edition: editionWith(outlets) }, now);
}

export const feedReport = (overrides: Partial<FeedReport> = {}): FeedReport => ({
  guid: null,
  ...report(),
  ...overrides,
});

export const stateOf = (id: string, at: number, overrides: Partial<FeedState> = {}): FeedState => ({
  outlet: id,
  url: feedOf(id).url,
  configured: feedOf(id).url,
  movedTo: null,
  etag: `"${at}"`,
  lastModified: null,
  digest: null,
  due: at + 15 * MINUTE,
  interval: 15 * MINUTE,
  failures: 0,
  lastPoll: at,
  lastGood: at,
  lastSent: at,
  error: null,
  stopped: false,
  notes: [],
  boilerplate: [],
  ...overrides,
});

export const poll = (id: string, at: number, reports: Partial<FeedReport>[] | null): PollResult =>
  pollOf(id, feedOf(id).url, at, reports);

/** The result of polling one of an outlet's feeds. */
export const pollOf = (
  id: string,
  configured: string,
  at: number,
  reports: Partial<FeedReport>[] | null,
): PollResult => ({
  state: stateOf(id, at, { url: configured, configured }),
  reports: reports && reports.map((overrides) => feedReport({ outlet: id, ...overrides })),
});
