import { decodeHTML } from "entities/decode";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { FEEDPARSER, readFeed } from "../support/feedparser.ts";
import { missing } from "../support/tools.ts";
import type { Check, Document, Finding, Served } from "./check.ts";

/** What every format says of a story, and every library has to read from it. */
interface Reading {
  id: string | undefined;
  title: string | undefined;
  link: string | undefined;
  /** How many reports it links to. */
  reports: number;
  published: string | undefined;
  updated: string | undefined;
}

interface Library {
  name: string;
  document: Document;
  /** @throws when the library does, or finds the document broken. */
  read(): Promise<Reading[]>;
}

/** Two libraries read the feeds, and all that they read has to be the same. */
export const readings: Check = async (served) => {
  const why = await missing([FEEDPARSER]);
  const findings: Finding[] = [];
  let first: { reading: Reading[]; by: string } | undefined;
  for (const library of libraries(served)) {
    const { name, document } = library;
    const finding = { document: document.name, what: `read by ${name}` };
    if (name === "feedparser" && why !== null) {
      findings.push({ ...finding, wrong: null, skipped: why });
      continue;
    }
    try {
      const reading = await library.read();
      const by = `${name} from ${document.name}`;
      first ??= { reading, by };
      const found = `${reading.length} of ${served.stories} stories`;
      const wrong =
        reading.length === served.stories ? difference(reading, by, first) : `it reads ${found}`;
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
  // The extension is beyond feedsmith.
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
    // What is between the tags is the headline: many readers decode nothing.
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
  if (broken !== null) throw new Error(`it finds the feed broken: ${broken}`);
  return entries.map(({ id, title, link, via, published, updated }) => ({
    id,
    title,
    link,
    reports: via.length,
    published: moment(published),
    updated: moment(updated),
  }));
}

/** Dates are written differently in each format. */
const moment = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : new Date(date).toISOString();

/** Where a reading is not what the first library read. Null when it is. */
function difference(
  reading: readonly Reading[],
  by: string,
  first: { reading: readonly Reading[]; by: string },
): string | null {
  const lines = reading.flatMap((story, index) =>
    (Object.keys(story) as (keyof Reading)[]).flatMap((part) => {
      const other = first.reading[index]?.[part];
      if (story[part] !== undefined && story[part] === other) return [];
      const say = (value: unknown): string => JSON.stringify(value)?.slice(0, 200) ?? "nothing";
      return [
        `story ${index + 1}, ${part}: ${say(story[part])} by ${by}, ${say(other)} by ${first.by}`,
      ];
    }),
  );
  return lines.join("\n") || null;
}
