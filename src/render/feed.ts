import { Feed } from "feed";
import type { Edition } from "../model/edition.ts";
import { editionId } from "../model/ids.ts";
import { legal } from "../model/text.ts";
import { entryHtml, type Entry } from "./entry.tsx";

/** The three formats and where each is served. */
export const FORMATS = {
  rss: { path: "/rss.xml", type: "application/rss+xml", name: "RSS" },
  atom: { path: "/atom.xml", type: "application/atom+xml", name: "Atom" },
  json: { path: "/feed.json", type: "application/feed+json", name: "JSON Feed" },
} as const;

export type Format = keyof typeof FORMATS;

/** A feed before it is written. `entries` in the order in which they are listed. */
export interface FeedSource {
  edition: Edition;
  entries: Entry[];
}

/**
 * What the `feed` package is told. It has words for the bones of a feed; each format is completed in a file of its own.
 *
 * @param as what the format takes text as: `htmlText` for RSS and Atom, the text itself for JSON.
 */
export function bones(
  { edition, entries }: FeedSource,
  format: Format,
  as: (text: string) => string,
): Feed {
  const feed = new Feed({
    id: editionId(edition),
    title: as(legal(edition.title)),
    description: as(legal(edition.description)),
    link: `${edition.site}/`,
    feed: edition.site + FORMATS[format].path,
    feedLinks: { [format]: edition.site + FORMATS[format].path },
    language: edition.language,
    updated: lastChange({ edition, entries }),
    image: `${edition.site}/icon.png`,
    favicon: `${edition.site}/favicon.svg`,
    generator: "Storyfold",
    ttl: edition.ttl,
    ...(edition.hub !== null && { hub: edition.hub }),
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
export function lastChange({ edition, entries }: FeedSource): Date {
  const moments = entries.map(({ updated }) => updated.getTime());
  return new Date(moments.length > 0 ? Math.max(...moments) : Date.parse(edition.authority.since));
}
