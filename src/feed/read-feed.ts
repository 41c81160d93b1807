import { stripIllegal } from "../model/safe-text.ts";
import { instant } from "../model/time.ts";
import { HEADLINE, LABEL, plainText, SUMMARY } from "../text/plain-text.ts";
import { language } from "../text/field-values.ts";
import { decodeFeed } from "./charset.ts";
import { readDate } from "./dates.ts";
import type { ParsedFeed, FeedItem, FeedResult } from "./parsed-feed.ts";
import { readJsonFeed } from "./from-json.ts";
import { repair } from "./repair.ts";
import type { RawFeed, RawItem } from "./raw-feed.ts";
import { resolveUrl } from "./resolve-url.ts";
import { readXmlFeed } from "./from-xml.ts";

export type { ParsedFeed, FeedItem, FeedResult } from "./parsed-feed.ts";

/** The most items of a feed that are read: the newest. */
export const MAX_ITEMS = 500;
/** The most categories of an item. */
const MOST_CATEGORIES = 30;
/** The longest id of an item's that is kept, in UTF-16 units. */
const LONGEST_GUID = 2_000;

/**
 * Reads a feed: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. What is not well-formed is mended where that invents
 * nothing. Pure and total: any bytes go in.
 *
 * @param contentType the HTTP header, for its charset.
 * @param url where the feed is, for relative addresses in it.
 */
export function readFeed(bytes: Uint8Array, contentType: string | null, url: string): FeedResult {
  const { text: decoded, mended } = decodeFeed(bytes, contentType);
  const text = stripIllegal(decoded);
  if (text.length !== decoded.length) mended.push("characters that XML does not allow");
  return /^\s*[{[]/.test(text) ? readJson(text, url, mended) : readXml(text, url, mended);
}

function readXml(text: string, url: string, mended: string[]): FeedResult {
  const whole = repair(text);
  if ("reason" in whole) {
    const line = text.slice(0, whole.at).split("\n").length;
    return { kind: "broken", reason: whole.reason, line };
  }
  mended.push(...whole.mended);
  try {
    const raw = readXmlFeed(whole.xml, whole.root);
    return { kind: "feed", feed: toFeed(raw, FORMATS[whole.root], url, mended) };
  } catch (error) {
    // The parser says so where there is nothing in it: a feed that has no item yet.
    if (isEmpty(error))
      return { kind: "feed", feed: toFeed(EMPTY, FORMATS[whole.root], url, mended) };
    return { kind: "broken", reason: messageOf(error), line: null };
  }
}

function readJson(text: string, url: string, mended: string[]): FeedResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = `it is not valid JSON: ${messageOf(error)}`;
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    return { kind: "broken", reason, line: text.slice(0, at).split("\n").length };
  }
  try {
    return { kind: "feed", feed: toFeed(readJsonFeed(json), "JSON Feed", url, mended) };
  } catch {
    return { kind: "broken", reason: "it is JSON, not a JSON Feed", line: null };
  }
}

const FORMATS = { rss: "RSS", rdf: "RDF", feed: "Atom" } as const;

const EMPTY: RawFeed = {
  title: undefined,
  home: undefined,
  language: undefined,
  ttl: undefined,
  hubs: [],
  self: undefined,
  base: undefined,
  items: [],
};

const isEmpty = (error: unknown): boolean =>
  error instanceof Error && (error.name === "ParseError" || error.name === "DetectError");

function messageOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return plainText(cause instanceof Error ? cause.message : String(cause), LABEL);
}

function toFeed(
  raw: RawFeed,
  format: ParsedFeed["format"],
  url: string,
  mended: string[],
): ParsedFeed {
  const base = resolveUrl(raw.base, url) ?? url;
  const home = resolveUrl(raw.home, base);
  const kept = newest(raw.items);
  if (kept.length < raw.items.length) {
    mended.push(`of its ${raw.items.length} items only the newest ${MAX_ITEMS} are read`);
  }
  // Without a base of its own, a feed that another site serves has addresses of its home's.
  const itemBase = raw.base === undefined ? (home ?? base) : base;
  return {
    format,
    title: plainText(raw.title ?? "", HEADLINE),
    home,
    language: languageOf(raw.language),
    ttl: raw.ttl !== undefined && raw.ttl > 0 ? raw.ttl : null,
    hubs: raw.hubs.flatMap((hub) => resolveUrl(hub, base) ?? []),
    self: resolveUrl(raw.self, base),
    items: kept.map((item) => toItem(item, itemBase)),
    repairs: mended,
  };
}

/** No more than are read. The newest come first by all feeds' habit, unless the dates say that they come last. */
function newest(items: readonly RawItem[]): readonly RawItem[] {
  if (items.length <= MAX_ITEMS) return items;
  const momentOf = (item: RawItem | undefined): number => {
    const published = readDate(item?.dates.find((date) => date !== undefined) ?? "", null);
    return published === null ? Number.NaN : instant(published);
  };
  const lastIsNewer = momentOf(items.at(-1)) > momentOf(items[0]);
  return lastIsNewer ? items.slice(-MAX_ITEMS) : items.slice(0, MAX_ITEMS);
}

function toItem(raw: RawItem, feedBase: string): FeedItem {
  const base = resolveUrl(raw.base, feedBase) ?? feedBase;
  const categories = raw.categories.slice(0, MOST_CATEGORIES);
  return {
    guid: raw.guid?.slice(0, LONGEST_GUID) ?? null,
    link: first(raw.links, (link) => resolveUrl(link, base)) ?? resolveUrl(raw.permalink),
    title: plainText(raw.title ?? "", HEADLINE),
    summary: first(raw.summaries, (text) => plainText(text, SUMMARY) || null) ?? "",
    dates: raw.dates.filter((date) => date !== undefined),
    language: languageOf(raw.language),
    categories: categories.map((text) => plainText(text ?? "", LABEL)).filter((text) => text),
    source: plainText(raw.source ?? "", LABEL) || null,
  };
}

/** The first that can be read. */
function first<T>(
  all: readonly (string | undefined)[],
  read: (text: string) => T | null,
): T | null {
  for (const text of all) {
    const value = text === undefined ? null : read(text);
    if (value !== null) return value;
  }
  return null;
}

/** A BCP 47 tag; feeds also write "en_US". */
function languageOf(raw: string | undefined): string | null {
  const read = language((raw ?? "").trim().replaceAll("_", "-"));
  return "value" in read ? read.value : null;
}
