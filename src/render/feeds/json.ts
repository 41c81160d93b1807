import type { Outlet } from "../../model/outlet.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import type { Entry, EntryReport } from "../entry.ts";
import { contentText } from "../entry-content.ts";
import { baseFeed, homeOf, type FeedSource } from "./feed-source.ts";
import type { OutletData, ReportData, StoryfoldExtension } from "../data/storyfold.d.ts";

/** The JSON Feed 1.0 that the `feed` package writes. Members that 1.1 did not change are copied from it. */
interface JsonFeed10 {
  title: string;
  description?: string;
  icon?: string;
  items: Record<string, unknown>[];
}

/** The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with every report of a story in `_storyfold`. */
export function json(source: FeedSource): string {
  const { edition, channel, entries, next } = source;
  const version10 = JSON.parse(baseFeed(source, "json", (text) => text).json1()) as JsonFeed10;
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: version10.title,
    home_page_url: homeOf(source),
    feed_url: channel.feeds.json,
    next_url: next?.feeds.json,
    description: version10.description,
    icon: version10.icon,
    favicon: `${edition.site}/favicon.svg`,
    authors: [{ name: stripIllegal(edition.publisher), url: `${edition.site}/` }],
    language: edition.language,
    hubs: channel.hub === null ? undefined : [{ type: "WebSub", url: channel.hub }],
    items: entries.map((entry, index) => {
      const item = version10.items[index];
      if (!item) throw new Error(`story ${entry.key} has no item`);
      return {
        id: item["id"],
        url: item["url"],
        external_url: entry.reports.find((report) => report.url !== null)?.url ?? undefined,
        title: item["title"],
        content_html: item["content_html"],
        content_text: contentText(entry, edition),
        summary: item["summary"],
        image: entry.image ?? undefined,
        date_published: item["date_published"],
        date_modified: item["date_modified"],
        authors: entry.outlets.map(({ name, home }) => ({ name, url: home || undefined })),
        tags: entry.tags,
        language: entry.language,
        _storyfold: extension(entry, edition.site),
      };
    }),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

/** Data about the story that JSON Feed has no members for, above all its reports. */
function extension(entry: Entry, site: string): StoryfoldExtension {
  return {
    about: `${site}/about#json`,
    first_published: entry.firstPublished.toISOString(),
    outlets: entry.outlets.map(outletData),
    reports: entry.reports.map(reportData),
    counts: entry.counts,
    disagreements: entry.disagreements,
  };
}

export const outletData = ({ id, name, home, about }: Outlet): OutletData => ({
  id,
  name,
  ...(home && { url: home }),
  about,
});

export const reportData = (report: EntryReport): ReportData => ({
  outlet: report.outlet.id,
  title: report.title,
  ...(report.titleIsOurs && { title_is_ours: true as const }),
  url: report.url,
  published: report.published?.value ?? null,
  ...(report.published?.estimated && { published_is_estimated: true as const }),
  language: report.language,
  ...(report.via !== null && { via: report.via }),
});
