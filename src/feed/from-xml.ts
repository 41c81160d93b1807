import { parseAtomFeed, parseRdfFeed, parseRssFeed } from "feedsmith";
import type { Root } from "./dialect.ts";
import { picturesOf } from "./images.ts";
import type { Category, RawFeed, RawItem } from "./raw-feed.ts";

type Rss = ReturnType<typeof parseRssFeed<string>>;
type Atom = ReturnType<typeof parseAtomFeed<string>>;
type Rdf = ReturnType<typeof parseRdfFeed<string>>;
type RssItem = NonNullable<Rss["items"]>[number];
type AtomEntry = NonNullable<Atom["entries"]>[number];
type RdfItem = NonNullable<Rdf["items"]>[number];
type Link = NonNullable<NonNullable<AtomEntry["links"]>[number]>;
type Media = NonNullable<RssItem["media"]>;

/**
 * Reads well-formed XML in the format of its root element.
 *
 * @throws the errors of feedsmith's parsers.
 */
export function readXmlFeed(xml: string, root: Root): RawFeed {
  if (root === "rss") return fromRss(parseRssFeed(xml));
  if (root === "feed") return fromAtom(parseAtomFeed(xml));
  return fromRdf(parseRdfFeed(xml));
}

function fromRss(feed: Rss): RawFeed {
  return {
    title: feed.title ?? feed.dc?.titles?.[0],
    home: feed.link ?? alternate(feed.atom?.links),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    ttl: feed.ttl,
    ...fromLinks(feed.atom?.links),
    base: feed.xml?.base,
    items: (feed.items ?? []).map(fromRssItem),
  };
}

function fromRssItem(item: RssItem): RawItem {
  const { guid, atom, dc, dcterms, itunes } = item;
  const media = mediaTexts(item.media);
  // A guid is a URL unless isPermaLink is false (https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt).
  const permalink = guid?.isPermaLink === false ? undefined : guid?.value;
  return {
    guid: guid?.value ?? atom?.id,
    links: [original(atom?.links), item.link, alternate(atom?.links)],
    permalink,
    enclosure: item.enclosures?.[0]?.url ?? enclosure(atom?.links),
    base: item.xml?.base,
    // In an item with a text, the title of its image is no headline.
    title:
      item.title ??
      atom?.title?.value ??
      dc?.titles?.[0] ??
      itunes?.title ??
      (item.description === undefined ? media.title : undefined),
    summaries: [
      item.description,
      atom?.summary?.value,
      dc?.descriptions?.[0],
      item.content?.encoded,
      atom?.content?.value,
      itunes?.summary,
      itunes?.subtitle,
      media.description,
    ],
    credits: media.credits,
    dates: [
      item.pubDate,
      dc?.dates?.[0],
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
      atom?.published,
      dcterms?.modified?.[0],
      atom?.updated,
    ],
    language: dc?.languages?.[0] ?? item.xml?.lang,
    categories: [
      ...(item.categories ?? []).map(({ name, domain }) => ({ name, domain })),
      ...subjects(dc?.subjects),
    ],
    source: item.source?.title,
    pictures: picturesOf(item),
  };
}

function fromRdf(feed: Rdf): RawFeed {
  return {
    title: feed.title ?? feed.dc?.titles?.[0],
    home: feed.link,
    language: feed.dc?.languages?.[0] ?? feed.xml?.lang,
    ttl: undefined,
    ...fromLinks(feed.atom?.links),
    base: feed.xml?.base,
    items: (feed.items ?? []).map(fromRdfItem),
  };
}

function fromRdfItem(item: RdfItem): RawItem {
  const { atom, dc, dcterms, rdf } = item;
  const media = mediaTexts(item.media);
  return {
    guid: rdf?.about,
    links: [original(atom?.links), item.link],
    permalink: rdf?.about,
    enclosure: enclosure(atom?.links),
    base: item.xml?.base,
    title: item.title ?? dc?.titles?.[0] ?? media.title,
    summaries: [item.description, dc?.descriptions?.[0], item.content?.encoded, media.description],
    credits: media.credits,
    dates: [dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0], dcterms?.modified?.[0]],
    language: dc?.languages?.[0] ?? item.xml?.lang,
    categories: subjects(dc?.subjects),
    source: undefined,
    pictures: picturesOf(item),
  };
}

function fromAtom(feed: Atom): RawFeed {
  return {
    title: feed.title?.value,
    home: alternate(feed.links),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    ttl: undefined,
    ...fromLinks(feed.links),
    base: feed.xml?.base,
    items: (feed.entries ?? []).map(fromAtomEntry),
  };
}

function fromAtomEntry(entry: AtomEntry): RawItem {
  const { dc } = entry;
  const media = mediaTexts(entry.media);
  return {
    guid: entry.id,
    // An id is an IRI that need not be dereferenceable (RFC 4287, 4.2.6), but mostly is if it begins with http.
    links: [original(entry.links), alternate(entry.links), entry.content?.src],
    permalink: entry.id,
    enclosure: enclosure(entry.links),
    base: entry.xml?.base,
    title: entry.title?.value ?? dc?.titles?.[0] ?? media.title,
    summaries: [
      entry.summary?.value,
      entry.content?.value,
      dc?.descriptions?.[0],
      media.description,
    ],
    credits: media.credits,
    dates: [entry.published, dc?.dates?.[0], entry.updated],
    language: entry.title?.xml?.lang ?? entry.xml?.lang ?? dc?.languages?.[0],
    categories: (entry.categories ?? []).map(({ label, term, scheme }) => ({
      name: label ?? term,
      domain: scheme,
    })),
    source: entry.source?.title?.value,
    pictures: [...picturesOf(entry), ...enclosedPictures(entry.links)],
  };
}

/** The link to the page itself, HTML preferred. A link without `rel` counts as alternate (RFC 4287, 4.2.7.2). */
function alternate(links: readonly Link[] | undefined): string | undefined {
  const pages = (links ?? []).filter(({ rel = "alternate" }) => /(?:^|\/)alternate$/i.test(rel));
  const html = pages.find(({ type = "text/html" }) => /html/i.test(type));
  return (html ?? pages[0])?.href;
}

/** Pictures that an entry encloses (RFC 4287, 4.2.7.2). */
const enclosedPictures = (links: readonly Link[] | undefined): (string | undefined)[] =>
  (links ?? [])
    .filter(({ rel, type }) => rel === "enclosure" && type?.startsWith("image/") === true)
    .map(({ href }) => href);

/** The original address of an item, under the relation that Dialect.renamed gives it. */
function original(links: readonly Link[] | undefined): string | undefined {
  return links?.find(({ rel }) => rel === "origLink")?.href;
}

/** The address of the first file that belongs to an item. */
function enclosure(links: readonly Link[] | undefined): string | undefined {
  return links?.find(({ rel }) => rel?.toLowerCase() === "enclosure")?.href;
}

/** What is said about an item's media, or else about its first group (https://www.rssboard.org/media-rss). */
interface MediaTexts {
  title: string | undefined;
  description: string | undefined;
  credits: (string | undefined)[];
}

function mediaTexts(media: Media | undefined): MediaTexts {
  const [group] = media?.groups ?? [];
  const contents = [...(media?.contents ?? []), ...(group?.contents ?? [])];
  return {
    title: media?.title?.value ?? group?.title?.value,
    description: media?.description?.value ?? group?.description?.value,
    credits: [media, group, ...contents].flatMap((each) =>
      (each?.credits ?? []).map(({ value }) => value),
    ),
  };
}

const subjects = (names: readonly string[] | undefined): Category[] =>
  (names ?? []).map((name) => ({ name, domain: undefined }));

function fromLinks(links: readonly Link[] | undefined): Pick<RawFeed, "hubs" | "self"> {
  const hrefs = (relation: string): (string | undefined)[] =>
    (links ?? []).filter(({ rel }) => rel?.toLowerCase() === relation).map(({ href }) => href);
  return { hubs: hrefs("hub"), self: hrefs("self")[0] };
}
