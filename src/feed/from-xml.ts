import { parseAtomFeed, parseRdfFeed, parseRssFeed } from "feedsmith";
import type { Root } from "./dialect.ts";
import { picturesOf } from "./images.ts";
import type { RawFeed, RawItem } from "./raw-feed.ts";

type Rss = ReturnType<typeof parseRssFeed<string>>;
type Atom = ReturnType<typeof parseAtomFeed<string>>;
type Rdf = ReturnType<typeof parseRdfFeed<string>>;
type RssItem = NonNullable<Rss["items"]>[number];
type AtomEntry = NonNullable<Atom["entries"]>[number];
type RdfItem = NonNullable<Rdf["items"]>[number];
type Link = NonNullable<NonNullable<AtomEntry["links"]>[number]>;

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
  const { guid, atom, dc, dcterms } = item;
  // A guid is a URL unless isPermaLink is false (https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt).
  const permalink = guid?.isPermaLink === false ? undefined : guid?.value;
  return {
    guid: guid?.value ?? atom?.id,
    links: [original(atom?.links), item.link, alternate(atom?.links)],
    permalink,
    base: item.xml?.base,
    title: item.title ?? atom?.title?.value ?? dc?.titles?.[0],
    summaries: [
      item.description,
      atom?.summary?.value,
      dc?.descriptions?.[0],
      item.content?.encoded,
      atom?.content?.value,
    ],
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
    categories: [...(item.categories ?? []).map(({ name }) => name), ...(dc?.subjects ?? [])],
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
  return {
    guid: rdf?.about,
    links: [original(atom?.links), item.link],
    permalink: rdf?.about,
    base: item.xml?.base,
    title: item.title ?? dc?.titles?.[0],
    summaries: [item.description, dc?.descriptions?.[0], item.content?.encoded],
    dates: [dc?.dates?.[0], dcterms?.issued?.[0], dcterms?.created?.[0], dcterms?.modified?.[0]],
    language: dc?.languages?.[0] ?? item.xml?.lang,
    categories: dc?.subjects ?? [],
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
  return {
    guid: entry.id,
    // An id is an IRI that need not be dereferenceable (RFC 4287, 4.2.6), but mostly is if it begins with http.
    links: [original(entry.links), alternate(entry.links), entry.content?.src],
    permalink: entry.id,
    base: entry.xml?.base,
    title: entry.title?.value ?? dc?.titles?.[0],
    summaries: [entry.summary?.value, entry.content?.value, dc?.descriptions?.[0]],
    dates: [entry.published, dc?.dates?.[0], entry.updated],
    language: entry.title?.xml?.lang ?? entry.xml?.lang ?? dc?.languages?.[0],
    categories: (entry.categories ?? []).map(({ label, term }) => label ?? term),
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

function fromLinks(links: readonly Link[] | undefined): Pick<RawFeed, "hubs" | "self"> {
  const hrefs = (relation: string): (string | undefined)[] =>
    (links ?? []).filter(({ rel }) => rel?.toLowerCase() === relation).map(({ href }) => href);
  return { hubs: hrefs("hub"), self: hrefs("self")[0] };
}
