import { stripIllegal } from "../model/safe-text.ts";
import { instant } from "../model/time.ts";
import { HEADLINE, joinSurrogates, LABEL, plainText, SUMMARY } from "../text/plain-text.ts";
import { language } from "../text/field-values.ts";
import { decodeFeed } from "./charset.ts";
import { readDate } from "./dates.ts";
import type { ParsedFeed, FeedItem, FeedResult } from "./parsed-feed.ts";
import { readJsonFeed } from "./from-json.ts";
import { repair } from "./repair.ts";
import type { RawFeed, RawItem } from "./raw-feed.ts";
import { pictureAddress } from "./images.ts";
import { resolveUrl } from "./resolve-url.ts";
import { isTopic } from "./tags.ts";
import { readXmlFeed } from "./from-xml.ts";

export type { ParsedFeed, FeedItem, FeedResult } from "./parsed-feed.ts";

/** Maximum number of items that are read of a feed. The newest are kept. */
export const MAX_ITEMS = 500;
/** Maximum number of categories of an item. */
const MAX_CATEGORIES = 30;
/** Maximum length of an item's id in UTF-16 units. Longer ids are cut. */
const MAX_GUID_LENGTH = 2_000;

/**
 * Reads a feed: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Malformed feeds are repaired if that adds no content.
 * Pure and total: any bytes are accepted.
 *
 * @param contentType the HTTP header, for its charset.
 * @param url the feed's address, as the base of relative addresses.
 */
export function readFeed(bytes: Uint8Array, contentType: string | null, url: string): FeedResult {
  const { text: decoded, repairs } = decodeFeed(bytes, contentType);
  const text = stripIllegal(decoded);
  if (text.length !== decoded.length) repairs.push("characters that XML does not allow");
  return /^\s*[{[]/.test(text) ? readJson(text, url, repairs) : readXml(text, url, repairs);
}

function readXml(text: string, url: string, repairs: string[]): FeedResult {
  const repaired = repair(joinSurrogates(text));
  if ("reason" in repaired) {
    const line = text.slice(0, repaired.at).split("\n").length;
    return { kind: "broken", reason: repaired.reason, line };
  }
  repairs.push(...repaired.repairs);
  const format = FORMATS[repaired.root];
  try {
    const raw = readXmlFeed(repaired.xml, repaired.root);
    return { kind: "feed", feed: toFeed(raw, format, url, repairs) };
  } catch (error) {
    // The parser throws if it finds no content, as in a feed that has no items yet.
    if (isEmpty(error)) return { kind: "feed", feed: toFeed(EMPTY, format, url, repairs) };
    return { kind: "broken", reason: messageOf(error), line: null };
  }
}

function readJson(text: string, url: string, repairs: string[]): FeedResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = `it is not valid JSON: ${messageOf(error)}`;
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    return { kind: "broken", reason, line: text.slice(0, at).split("\n").length };
  }
  try {
    return { kind: "feed", feed: toFeed(readJsonFeed(json), "JSON Feed", url, repairs) };
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
  repairs: string[],
): ParsedFeed {
  const base = resolveUrl(raw.base, url) ?? url;
  const home = resolveUrl(raw.home, base);
  const kept = newest(raw.items);
  if (kept.length < raw.items.length) {
    repairs.push(`only the newest ${MAX_ITEMS} of its ${raw.items.length} items are read`);
  }
  // Without xml:base, relative addresses refer to the feed's home, since another site may serve the feed.
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
    repairs,
  };
}

/**
 * The newest items, at most MAX_ITEMS. Feeds usually list the newest first; if the dates show the reverse, the last
 * count.
 */
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
  const categories = raw.categories.slice(0, MAX_CATEGORIES).flatMap(({ name, domain }) => {
    const text = plainText(name ?? "", LABEL);
    return text === "" ? [] : [{ text, domain }];
  });
  return {
    guid: raw.guid?.slice(0, MAX_GUID_LENGTH) ?? null,
    link:
      first(raw.links, (link) => resolveUrl(link, base)) ??
      resolveUrl(raw.permalink) ??
      resolveUrl(raw.enclosure, base),
    title: plainText(raw.title ?? "", HEADLINE),
    summary: first(raw.summaries, (text) => plainText(text, SUMMARY) || null) ?? "",
    credits: raw.credits.map((name) => plainText(name ?? "", LABEL)).filter((name) => name !== ""),
    dates: raw.dates.filter((date) => date !== undefined),
    language: languageOf(raw.language),
    categories: categories.map(({ text }) => text),
    topics: categories.filter(({ text, domain }) => isTopic(text, domain)).map(({ text }) => text),
    source: plainText(raw.source ?? "", LABEL) || null,
    image: pictureAddress(raw.pictures, base),
  };
}

/** The first value that can be read. */
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

/** A BCP 47 tag, or null. Feeds also write "en_US". */
function languageOf(raw: string | undefined): string | null {
  const read = language((raw ?? "").trim().replaceAll("_", "-"));
  return "value" in read ? read.value : null;
}
