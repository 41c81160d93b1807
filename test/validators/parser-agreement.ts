import { decodeHTML } from "entities/decode";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { FEEDPARSER, readFeed } from "../support/feedparser.ts";
import { missing } from "../support/tools.ts";
import type { Check, Document, Finding, Served } from "./check.ts";

/** The fields of a story that every format contains and every library has to read. */
interface Reading {
  id: string | undefined;
  title: string | undefined;
  link: string | undefined;
  /** Number of reports that it links to. */
  reports: number;
  published: string | undefined;
  updated: string | undefined;
}

interface Library {
  name: string;
  document: Document;
  /** @throws when the library does, or when it reports an error in the document */
  read(): Promise<Reading[]>;
}

/** Reads the feeds of all formats with two libraries. All readings have to be equal. */
export const parserAgreement: Check = async (served) => {
  const why = await missing([FEEDPARSER]);
  const findings: Finding[] = [];
  let first: { reading: Reading[]; by: string } | undefined;
  for (const library of libraries(served)) {
    const { name, document } = library;
    const finding = { document: document.name, what: `read by ${name}` };
    if (name === "feedparser" && why !== null) {
      findings.push({ ...finding, wrong: null, missing: why });
      continue;
    }
    try {
      const reading = await library.read();
      const by = `${name} from ${document.name}`;
      first ??= { reading, by };
      const found = `${reading.length} of ${served.stories} stories`;
      const wrong =
        reading.length === served.stories ? difference(reading, by, first) : `it read ${found}`;
      findings.push({ ...finding, found, wrong });
    } catch (error) {
      findings.push({ ...finding, wrong: String(error) });
    }
  }
  return findings;
};

const libraries = ({ rss, atom, json, home }: Served): Library[] => [
  { name: "feedsmith", document: json, read: async () => readJson(json.text) },
  { name: "feedsmith", document: rss, read: async () => readRss(rss.text) },
  { name: "feedsmith", document: atom, read: async () => readAtom(atom.text) },
  { name: "feedparser", document: rss, read: () => readWithFeedparser(rss.url, home) },
  { name: "feedparser", document: atom, read: () => readWithFeedparser(atom.url, home) },
];

function readJson(text: string): Reading[] {
  // feedsmith does not read the extension.
  const { items: raw } = JSON.parse(text) as {
    items: { _storyfold: { reports: { url: string | null }[] } }[];
  };
  return (parseJsonFeed(text).items ?? []).map((item, index) => ({
    id: item.id,
    title: item.title,
    link: item.url,
    reports: raw[index]?._storyfold.reports.filter(({ url }) => url !== null).length ?? 0,
    published: moment(item.date_published),
    updated: moment(item.date_modified),
  }));
}

function readRss(text: string): Reading[] {
  return (parseRssFeed(text).items ?? []).map((item) => ({
    id: item.guid?.value,
    // Not decoded: many readers show the text between the tags as it is, so it has to be the headline.
    title: item.title,
    link: item.link,
    reports: (item.atom?.links ?? []).filter(({ rel }) => rel === "via").length,
    published: moment(item.pubDate),
    updated: moment(item.atom?.updated),
  }));
}

function readAtom(text: string): Reading[] {
  return (parseAtomFeed(text).entries ?? []).map((entry) => ({
    id: entry.id,
    title: entry.title?.type === "html" ? decodeHTML(entry.title.value ?? "") : entry.title?.value,
    link: entry.links?.find(({ rel }) => rel === "alternate")?.href,
    reports: (entry.links ?? []).filter(({ rel }) => rel === "via").length,
    published: moment(entry.published),
    updated: moment(entry.updated),
  }));
}

async function readWithFeedparser(url: string, home: string): Promise<Reading[]> {
  const { broken, entries } = await readFeed(url, home);
  if (broken !== null) throw new Error(`it reports an error in the feed: ${broken}`);
  return entries.map(({ id, title, link, via, published, updated }) => ({
    id,
    title,
    link,
    reports: via.length,
    published: moment(published),
    updated: moment(updated),
  }));
}

/** Converts a date to ISO 8601, since each format writes dates differently. */
const moment = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : new Date(date).toISOString();

/** Describes each difference from the first reading; null if there is none. */
function difference(
  reading: readonly Reading[],
  by: string,
  first: { reading: readonly Reading[]; by: string },
): string | null {
  const lines = reading.flatMap((story, index) =>
    (Object.keys(story) as (keyof Reading)[]).flatMap((part) => {
      const other = first.reading[index]?.[part];
      if (story[part] !== undefined && story[part] === other) return [];
      const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? "nothing";
      return [
        `story ${index + 1}, ${part}: ${shown(story[part])} by ${by}, ${shown(other)} by ${first.by}`,
      ];
    }),
  );
  return lines.join("\n") || null;
}
