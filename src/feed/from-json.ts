import { parseJsonFeed } from "feedsmith";
import type { RawFeed } from "./raw-feed.ts";

const VERSION = "https://jsonfeed.org/version/1.1";

/**
 * Reads a JSON Feed (https://www.jsonfeed.org/version/1.1/). An object with items is accepted with any version.
 *
 * @throws the errors of feedsmith's parser.
 */
export function readJsonFeed(json: unknown): RawFeed {
  const items = typeof json === "object" && json !== null && "items" in json && json.items;
  const feed = parseJsonFeed(
    Array.isArray(items) ? { ...(json as object), version: VERSION } : json,
  );
  return {
    title: feed.title,
    home: feed.home_page_url,
    language: feed.language,
    ttl: undefined,
    hubs: (feed.hubs ?? []).map(({ url }) => url),
    self: feed.feed_url,
    base: undefined,
    items: (feed.items ?? []).map((item) => ({
      guid: item.id,
      links: [item.url, item.external_url],
      permalink: item.id,
      enclosure: item.attachments?.[0]?.url,
      base: undefined,
      title: item.title,
      summaries: [item.summary, item.content_text, item.content_html],
      credits: [],
      dates: [item.date_published, item.date_modified],
      language: item.language,
      categories: (item.tags ?? []).map((name) => ({ name, domain: undefined })),
      source: undefined,
      pictures: [item.image, item.banner_image],
    })),
  };
}
