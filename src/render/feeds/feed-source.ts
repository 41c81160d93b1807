import { Feed } from "feed";
import type { Edition } from "../../model/edition.ts";
import type { Channel } from "./channel.ts";
import { entryHtml, type Entry } from "../entry.tsx";
import type { Format } from "./formats.ts";

export { FORMATS, type Format } from "./formats.ts";

/** Where a document leads in the history of a feed (RFC 5005), beside the page that follows. */
export type Relation = "current" | "prev-archive" | "next-archive";

/** A feed before it is written. `entries` in the order in which they are listed. */
export interface FeedSource {
  edition: Edition;
  channel: Channel;
  entries: Entry[];
  /** The same list from the story after the last one on; null where there is none. */
  next: Channel | null;
  /** Addresses of the archive (RFC 5005, section 4), by what they are to this document. Atom and RSS only. */
  archive: Partial<Record<Relation, Record<Format, string>>>;
}

/**
 * What the `feed` package is told. It has words for the bones of a feed; each format is completed in a file of its own.
 *
 * @param as what the format takes text as: `htmlText` for RSS and Atom, the text itself for JSON.
 */
export function baseFeed(source: FeedSource, format: Format, as: (text: string) => string): Feed {
  const { edition, channel, entries } = source;
  const feed = new Feed({
    id: channel.id,
    title: as(channel.title),
    description: as(channel.description),
    link: channel.page,
    feed: channel.feeds[format],
    feedLinks: { [format]: channel.feeds[format] },
    language: edition.language,
    updated: lastChange(source),
    image: `${edition.site}/icon.png`,
    favicon: `${edition.site}/favicon.svg`,
    generator: "Storyfold",
    ttl: edition.ttl,
    ...(channel.hub !== null && { hub: channel.hub }),
  });
  for (const entry of entries)
    feed.addItem({
      id: entry.id,
      link: entry.url,
      title: as(entry.title),
      description: as(entry.summary),
      content: entryHtml(entry, edition),
      published: entry.published,
      date: entry.updated,
    });
  return feed;
}

/** When anything in it last changed; before the first story, the day from which the edition counts. */
function lastChange({ edition, entries }: FeedSource): Date {
  const moments = entries.map(({ updated }) => updated.getTime());
  return new Date(moments.length > 0 ? Math.max(...moments) : Date.parse(edition.authority.since));
}

/**
 * Whether to mark it as a document of the archive: only these lead back to the current one. One that has no neighbour yet
 * is the whole archive, still to grow, and the W3C's validator finds a mark there incomplete.
 */
export const isArchiveDocument = ({ archive }: FeedSource): boolean =>
  archive.current !== undefined &&
  (archive["prev-archive"] !== undefined || archive["next-archive"] !== undefined);

/** The links of RFC 5005 for a document in that format. */
export function archiveLinks({ next, archive }: FeedSource, format: Format): [string, string][] {
  const found: [string, string | undefined][] = [
    ["next", next?.feeds[format]],
    ["current", archive.current?.[format]],
    ["prev-archive", archive["prev-archive"]?.[format]],
    ["next-archive", archive["next-archive"]?.[format]],
  ];
  return found.filter((link): link is [string, string] => link[1] !== undefined);
}
