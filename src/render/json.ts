import { legal } from "../model/text.ts";
import { entryText, type Entry, type EntryReport } from "./entry.tsx";
import { bones, FORMATS, type FeedSource } from "./feed.ts";

/** What `feed` writes: version 1.0, whose members are taken over where they did not change since. */
interface OlderFeed {
  title: string;
  description?: string;
  icon?: string;
  items: Record<string, unknown>[];
}

/** The feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the reports of each story as data. */
export function json(source: FeedSource): string {
  const { edition, entries } = source;
  const older = JSON.parse(bones(source, "json", (text) => text).json1()) as OlderFeed;
  const feed = {
    version: "https://jsonfeed.org/version/1.1",
    title: older.title,
    home_page_url: `${edition.site}/`,
    feed_url: edition.site + FORMATS.json.path,
    description: older.description,
    icon: older.icon,
    favicon: `${edition.site}/favicon.svg`,
    authors: [{ name: legal(edition.publisher), url: `${edition.site}/` }],
    language: edition.language,
    hubs: edition.hub === null ? undefined : [{ type: "WebSub", url: edition.hub }],
    items: entries.map((entry, index) => {
      const item = older.items[index];
      if (!item) throw new Error(`story ${entry.key} has no item`);
      return {
        id: item["id"],
        url: item["url"],
        external_url: entry.reports.find((report) => report.url !== null)?.url ?? undefined,
        title: item["title"],
        content_html: item["content_html"],
        content_text: entryText(entry, edition),
        summary: item["summary"],
        date_published: item["date_published"],
        date_modified: item["date_modified"],
        authors: entry.outlets.map(({ name, home }) => ({ name, url: home || undefined })),
        tags: entry.tags,
        language: edition.language,
        _storyfold: extension(entry, edition.site),
      };
    }),
  };
  return `${JSON.stringify(feed, null, 2)}\n`;
}

/** What JSON Feed has no words for: every report of the story, as data. */
function extension(entry: Entry, site: string) {
  return {
    about: `${site}/about#json`,
    first_published: entry.published.toISOString(),
    outlets: entry.outlets.map(({ id, name, home, about }) => ({
      id,
      name,
      url: home || undefined,
      about,
    })),
    reports: entry.reports.map(reportData),
    disagreements: entry.disagreements,
  };
}

function reportData(report: EntryReport) {
  return {
    outlet: report.outlet.id,
    title: report.title,
    title_is_ours: report.titleIsOurs || undefined,
    url: report.url,
    published: report.published?.value ?? null,
    published_is_estimated: report.published?.estimated || undefined,
    language: report.language,
    via: report.via ?? undefined,
  };
}
