import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { Channel } from "../render/feeds/channel.ts";
import { FORMAT_NAMES, FORMATS, type Format } from "../render/feeds/formats.ts";
import type { View } from "./document-definitions.ts";
import { feedHeaders } from "./headers.ts";

/** A path at which a list's feed is served: `/rss.xml`, `/atom.xml`, `/feed.json`, or `/feed`, which negotiates. */
export interface FeedEndpoint {
  /** Below the path of the list. */
  path: string;
  formatFor(c: Context): Format;
  /** Header fields that choose the response here, besides those that do for every feed. */
  vary: string;
}

export const FEED_ENDPOINTS: readonly FeedEndpoint[] = [
  ...FORMAT_NAMES.map((format) => ({
    path: FORMATS[format].path,
    formatFor: () => format,
    vary: "",
  })),
  { path: "/feed", formatFor: negotiate, vary: ", Accept" },
];

/** Media types that a client of `/feed` may ask for. */
const NEGOTIABLE: readonly [type: string, format: Format][] = [
  [FORMATS.rss.type, "rss"],
  [FORMATS.atom.type, "atom"],
  [FORMATS.json.type, "json"],
  ["application/json", "json"],
  ["application/xml", "rss"],
  ["text/xml", "rss"],
];

/** Accept alone never selects HTML, since feed readers send text/html too. */
function negotiate(c: Context): Format {
  const supports = NEGOTIABLE.map(([type]) => type);
  const accepted = accepts(c, { header: "Accept", supports, default: FORMATS.rss.type });
  return NEGOTIABLE.find(([type]) => type === accepted)?.[1] ?? "rss";
}

/** The feed, or its preview for a browser that opens the feed's address (`Sec-Fetch-Dest: document`). */
export const viewFor = (c: Context, format: Format): View =>
  c.req.header("Sec-Fetch-Dest") === "document" ? `${format}#preview` : format;

/** The headers of a feed in this view. Only the feed itself has a file name, under which a browser saves it. */
export function viewHeaders(channel: Channel, format: Format, view: View, vary: string) {
  const common = feedHeaders(channel, format);
  const headers = { ...common, Vary: `${common.Vary}${vary}` };
  if (view !== format) return headers;
  return {
    ...headers,
    "Content-Disposition": `inline; filename="${fileName(channel.feeds[format])}"`,
  };
}

/** Made of the whole path, so that the feeds of two lists are saved as two files. */
const fileName = (address: string): string =>
  URL.parse(address)
    ?.pathname.slice(1)
    .replace(/[^a-z0-9.]+/gi, "-") ?? "feed";
