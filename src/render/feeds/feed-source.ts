import { Feed } from "feed";
import type { Edition } from "../../model/edition.ts";
import type { Channel } from "./channel.ts";
import type { Entry } from "../entry.ts";
import { contentHtml } from "../entry-content.ts";
import type { Format } from "./formats.ts";

export { FORMATS, type Format } from "./formats.ts";

/** Link relations between the documents of a feed's archive (RFC 5005). */
export type Relation = "current" | "prev-archive" | "next-archive";

/** The format-independent content of a feed. `entries` are in feed order. */
export interface FeedSource {
  edition: Edition;
  channel: Channel;
  entries: Entry[];
  /** The next page of the same list; null on the last page. */
  next: Channel | null;
  /** For an edition without stories: number of feeds whose last poll failed. */
  failing?: number;
  /** Addresses of archive documents (RFC 5005, section 4), by link relation. Used in Atom and RSS only. */
  archive: Partial<Record<Relation, Record<Format, string>>>;
}

/**
 * Fills the `feed` package's model. It covers the basic elements only; each format's file adds the rest.
 *
 * @param encode encodes plain text for the format: `htmlText` for RSS and Atom, the identity for JSON.
 */
export function baseFeed(
  source: FeedSource,
  format: Format,
  encode: (text: string) => string,
): Feed {
  const { edition, channel, entries } = source;
  const feed = new Feed({
    id: channel.id,
    title: encode(channel.title),
    description: encode(channel.description),
    link: homeOf(source),
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
      title: encode(entry.title),
      description: encode(entry.summary),
      content: contentHtml(entry, edition),
      published: entry.published,
      date: entry.updated,
    });
  return feed;
}

/** The page that a feed is about: the front page for the whole edition. */
export const homeOf = ({ edition, channel }: Pick<FeedSource, "edition" | "channel">): string =>
  channel.part === null ? `${edition.site}/` : channel.page;

/** When any entry last changed. Without entries, the date of the edition's tag authority (RFC 4151). */
function lastChange({ edition, entries }: FeedSource): Date {
  const moments = entries.map(({ updated }) => updated.getTime());
  return new Date(moments.length > 0 ? Math.max(...moments) : Date.parse(edition.authority.since));
}

/**
 * Whether to mark the document as an archive document (`fh:archive`). Only archive documents link back to the current
 * feed. One without neighbours stays unmarked: it is the whole archive so far, and the W3C validator calls such a mark
 * incomplete.
 */
export const isArchiveDocument = ({ archive }: FeedSource): boolean =>
  archive.current !== undefined &&
  (archive["prev-archive"] !== undefined || archive["next-archive"] !== undefined);

/** The RFC 5005 links of a document in this format, as pairs of relation and address. */
export function archiveLinks({ next, archive }: FeedSource, format: Format): [string, string][] {
  const links: [string, string | undefined][] = [
    ["next", next?.feeds[format]],
    ["current", archive.current?.[format]],
    ["prev-archive", archive["prev-archive"]?.[format]],
    ["next-archive", archive["next-archive"]?.[format]],
  ];
  return links.filter((link): link is [string, string] => link[1] !== undefined);
}
