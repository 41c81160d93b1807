import { content } from "#content";
import { inject } from "vitest";
import type { Outlet } from "../../src/model/outlet.ts";
import type { OutletFeed, PollResult, FeedState } from "../../src/model/outlet-feed.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollFeed } from "../../src/poll/poll-outlet.ts";
import { TIMEOUTS, type FetchOptions } from "../../src/poll/fetch-feed.ts";

export const NOW = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;

export const optionsWith = (overrides: Partial<FetchOptions> = {}): FetchOptions => ({
  fetch: (url, init) => fetch(url, init),
  userAgent: "Storyfold/1.2.3 (+https://edition.example/about)",
  loopback: true,
  site: "https://edition.example",
  timeouts: TIMEOUTS,
  maxBytes: 2_000_000,
  ...overrides,
});

export const outlet = (id: string, url: string): Outlet => ({
  id,
  name: "The Outlet",
  home: "https://outlet.example/",
  about: "Not an outlet.",
  feeds: [settingsOf(url)],
});

const settingsOf = (url: string): OutletFeed => ({
  url,
  language: null,
  tags: [],
  include: [],
  exclude: [],
  interval: { least: 5, most: 1440 },
  paused: false,
});

/** The state of a feed that was never polled. */
export const feedState = (
  id: string,
  url: string,
  overrides: Partial<FeedState> = {},
): FeedState => ({
  outlet: id,
  url,
  configured: url,
  movedTo: null,
  etag: null,
  lastModified: null,
  digest: null,
  due: NOW,
  interval: 5 * MINUTE,
  failures: 0,
  lastPoll: null,
  lastGood: null,
  lastSent: null,
  error: null,
  stopped: false,
  notes: [],
  boilerplate: [],
  ...overrides,
});

/** Polls the test outlet at a path (or a URL), starting from the state of a new feed unless `known` overrides it. */
export async function poll(
  path: string,
  known: Partial<FeedState> = {},
  options: Partial<FetchOptions> = {},
): Promise<PollResult> {
  const url = path.startsWith("/") ? inject("outlets") + path : path;
  const result = await pollFeed(
    feedState("outlet", url, known),
    { outlet: outlet("outlet", url), settings: settingsOf(url) },
    optionsWith(options),
    feedReader(content.edition),
    NOW,
  );
  if (result === null) throw new Error("the platform allows no more requests");
  return result;
}
