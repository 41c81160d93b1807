import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { Edition } from "../model/edition.ts";
import { channelOf, type Channel } from "../render/feeds/channel.ts";
import { FORMATS, type Format } from "../render/feeds/feed-source.ts";
import {
  feedDefinition,
  previewDefinition,
  type DocumentDefinition,
} from "./document-definitions.ts";
import { feedHeaders } from "./headers.ts";
import type { RequestedList } from "./query-parameters.ts";

/** What a request gets. */
export interface ResolvedRequest {
  definition: DocumentDefinition;
  headers: Readonly<Record<string, string>>;
  /** Of a list. */
  list?: RequestedList;
}

/** Media types that ask for a format at /feed. */
const ASKED_AS: readonly [type: string, format: Format][] = [
  [FORMATS.rss.type, "rss"],
  [FORMATS.atom.type, "atom"],
  [FORMATS.json.type, "json"],
  ["application/json", "json"],
  ["application/xml", "rss"],
  ["text/xml", "rss"],
];

/** Where a feed is served: each format at its own address, and /feed, which negotiates. Below the path of a list, or the root. */
export interface FeedEndpoint {
  path: string;
  formatFor(c: Context): Format;
  /** What the answer depends on beside what every feed's does. */
  vary: string;
}

export const FEED_ENDPOINTS: readonly FeedEndpoint[] = [
  ...(Object.keys(FORMATS) as Format[]).map((format) => ({
    path: FORMATS[format].path,
    formatFor: () => format,
    vary: "",
  })),
  { path: "/feed", formatFor: negotiated, vary: ", Accept" },
];

/** Accept alone never gets HTML, since feed readers send text/html too. */
function negotiated(c: Context): Format {
  const supports = ASKED_AS.map(([type]) => type);
  const asked = accepts(c, { header: "Accept", supports, default: FORMATS.rss.type });
  return ASKED_AS.find(([type]) => type === asked)?.[1] ?? "rss";
}

/** A browser that opens a feed (`Sec-Fetch-Dest: document`) gets a page that previews it. */
export const wantsPreview = (c: Context): boolean => c.req.header("Sec-Fetch-Dest") === "document";

/** What is sent along with a feed. */
export function feedResponseHeaders(channel: Channel, format: Format, vary: string) {
  const headers = feedHeaders(channel, format);
  return { ...headers, Vary: `${headers.Vary}${vary}` };
}

/** The feed itself comes with the name under which a browser saves it. */
export const withFileName = (headers: Readonly<Record<string, string>>, address: string) => ({
  ...headers,
  "Content-Disposition": `inline; filename="${fileName(address)}"`,
});

/** Of the path, so that feeds of different lists have different names. */
const fileName = (address: string): string =>
  URL.parse(address)
    ?.pathname.slice(1)
    .replace(/[^a-z0-9.]+/gi, "-") ?? "feed";

/** The whole edition's feeds, which most requests are for: all that can be made once is. */
export function wholeFeed(
  edition: Edition,
  endpoint: FeedEndpoint,
): (c: Context) => ResolvedRequest {
  const channel = channelOf(edition);
  const choices = new Map(
    (Object.keys(FORMATS) as Format[]).map((format) => {
      const headers = feedResponseHeaders(channel, format, endpoint.vary);
      return [
        format,
        {
          preview: { definition: previewDefinition(format, edition), headers },
          feed: {
            definition: feedDefinition(format, edition),
            headers: withFileName(headers, channel.feeds[format]),
          },
        },
      ];
    }),
  );
  return (c) => {
    const format = endpoint.formatFor(c);
    const choice = choices.get(format);
    if (!choice) throw new Error(`there is no feed as ${format}`);
    return wantsPreview(c) ? choice.preview : choice.feed;
  };
}
