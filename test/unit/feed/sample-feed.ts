import type { ParsedFeed, FeedResult } from "../../../src/feed/read-feed.ts";
import type { OutletFeed } from "../../../src/model/outlet-feed.ts";
import type { PolledFeed } from "../../../src/model/outlet.ts";
import { readFeed } from "../../../src/feed/read-feed.ts";

/** A feed of the outlet "A Times", with these settings. */
export const polledFeed = (settings: Partial<OutletFeed> = {}): PolledFeed => ({
  outlet: { id: "a", name: "A Times", home: "https://a.example/", about: "", feeds: [] },
  settings: {
    url: "https://a.example/rss",
    language: null,
    tags: [],
    include: [],
    exclude: [],
    interval: { least: 5, most: 60 },
    paused: false,
    ...settings,
  },
});

/** The URL of the feeds in these tests. */
export const URL_OF_FEED = "https://feeds.example.com/rss.xml";

export const reading = (source: string): FeedResult =>
  readFeed(new TextEncoder().encode(source), null, URL_OF_FEED);

/** The parsed feed. @throws if it is broken */
export function feedOf(source: string): ParsedFeed {
  const read = reading(source);
  if (read.kind === "broken") throw new Error(read.reason);
  return read.feed;
}

/** An RSS feed with these items, and these other elements in its channel. */
export const rss = (items: string, channel = ""): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${channel}${items}</channel></rss>`;

export const atom = (entries: string, feed = ""): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>${feed}${entries}</feed>`;
