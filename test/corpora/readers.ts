import { join } from "node:path";
import { detectAtomFeed, detectJsonFeed, detectRdfFeed, detectRssFeed } from "feedsmith";
import { readDate } from "../../src/feed/dates.ts";
import { readJsonFeed } from "../../src/feed/from-json.ts";
import type { RawFeed } from "../../src/feed/raw-feed.ts";
import { readFeed } from "../../src/feed/read-feed.ts";
import { readXmlFeed } from "../../src/feed/from-xml.ts";
import { instant } from "../../src/model/time.ts";
import { output } from "../support/command.ts";
import { python } from "../support/tools.ts";
import type { Document, Read } from "./document.ts";

/** Reads a document as Storyfold does. */
export function storyfold({ bytes, contentType, url }: Document): Read | null {
  const reading = readFeed(bytes, contentType, url);
  if (reading.kind === "broken") return null;
  const { feed } = reading;
  return {
    title: feed.title,
    home: feed.home,
    items: feed.items.map(({ title, link, dates, language }) => ({
      title,
      link,
      date: moment(dates, language ?? feed.language),
    })),
  };
}

/**
 * Reads a document with feedsmith alone: with Storyfold's choice of fields, but decoded as UTF-8, as by fetch().text().
 */
export function feedsmithAlone({ bytes }: Document): Read | null {
  let raw: RawFeed | null;
  try {
    raw = feedsmithFeed(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  return raw === null
    ? null
    : {
        title: raw.title ?? "",
        home: raw.home ?? null,
        items: raw.items.map(({ title, links, permalink, dates }) => {
          const date = Date.parse(dates.find((each) => each !== undefined) ?? "");
          return {
            title: title ?? "",
            link: links.find((link) => link !== undefined) ?? permalink ?? null,
            date: Number.isNaN(date) ? null : date,
          };
        }),
      };
}

function feedsmithFeed(text: string): RawFeed | null {
  if (detectRssFeed(text)) return readXmlFeed(text, "rss");
  if (detectAtomFeed(text)) return readXmlFeed(text, "feed");
  if (detectRdfFeed(text)) return readXmlFeed(text, "rdf");
  return detectJsonFeed(text) ? readJsonFeed(text) : null;
}

/** Reads the documents with Python's feedparser, in order. */
export async function feedparser(
  documents: readonly Document[],
  folder: string,
): Promise<(Read | null)[]> {
  const command = (await python(["feedparser"])) ?? "python3";
  const input = documents
    .map(({ bytes, contentType, url }) =>
      JSON.stringify({ bytes: Buffer.from(bytes).toString("base64"), contentType, url }),
    )
    .join("\n");
  const script = join(import.meta.dirname, "read_feeds.py");
  const lines = await output(command, [script], { home: folder, input, seconds: 600 });
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Read | null);
}

/** The first of the dates that can be read, in milliseconds since 1970 (UTC). */
function moment(dates: readonly string[], language: string | null): number | null {
  for (const raw of dates) {
    const published = readDate(raw, language);
    if (published !== null) return instant(published);
  }
  return null;
}
