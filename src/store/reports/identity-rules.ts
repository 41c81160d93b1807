/** What makes two items of an outlet one report, and one address two reports. Pure. */
import { instant, precision } from "../../model/time.ts";
import type { Published } from "../../model/time.ts";

/** What identifies a report. */
export interface Identity {
  url: string;
  /** Hash of the id that its feed gives it; null if it has none. */
  guid: number | null;
  title: string;
  summary: string;
  published: Published | null;
}

/** A report as it was filed. */
export interface FiledIdentity extends Identity {
  /** When it was first filed: milliseconds since 1970 (UTC). */
  filed: number;
}

/**
 * What two items have in common that makes them one report, the strongest first:
 *
 * - `address`: the same page, though scheme, `www.`, a mobile or AMP host, or the final slash differ.
 * - `guid`: the feed's own id, unless address, date and words are all new, as in a newsletter with one id.
 * - `headline and date`: the same headline, published in the same minute or second. Some feeds make up a new address and
 *   a new id at every poll.
 * - `words`: the same headline and summary within a day. Some of those also give every item a new date.
 */
export type SameBy = "address" | "guid" | "headline and date" | "words";

/** Milliseconds within which the same words are one report. A daily column with a standing text comes after a day. */
export const SAME_WORDS_WITHIN = 20 * 3_600_000;
/** Share of words that two versions of one text have in common at least. */
const MIN_SHARED_WORDS = 0.5;

/**
 * Why an item is the filed report of the same outlet; null if it is another one.
 *
 * @param listed whether the feed lists the filed report as well, under its own address or id: then they are two
 */
export function sameBy(
  filed: FiledIdentity,
  item: Identity,
  listed: boolean,
  now: number,
): SameBy | null {
  if (addressKey(filed.url) === addressKey(item.url)) return "address";
  if (filed.guid !== null && filed.guid === item.guid && !isNextIssue(filed, item)) return "guid";
  if (listed || filed.title !== item.title) return null;
  if (hasTime(filed.published) && hasTime(item.published)) {
    if (instant(filed.published) === instant(item.published)) return "headline and date";
  }
  const recent = now - filed.filed < SAME_WORDS_WITHIN;
  return recent && filed.summary === item.summary ? "words" : null;
}

/** Whether two items with one id are two issues of a series: the address, the date, and the headline or text are new. */
function isNextIssue(filed: Identity, item: Identity): boolean {
  if (filed.published === null || item.published === null) return false;
  if (instant(filed.published) === instant(item.published)) return false;
  return filed.title !== item.title || sharedWords(filed.summary, item.summary) < MIN_SHARED_WORDS;
}

/** The share of the shorter text's words that the other one has too; 1 if either is empty. */
function sharedWords(a: string, b: string): number {
  const [shorter, longer] = [wordsOf(a), wordsOf(b)].toSorted((x, y) => x.size - y.size);
  if (shorter === undefined || longer === undefined || shorter.size === 0) return 1;
  return shorter.intersection(longer).size / shorter.size;
}

const wordsOf = (text: string): Set<string> =>
  new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);

const hasTime = (published: Published | null): published is Published =>
  published !== null && precision(published) !== "day";

/** Hosts that serve the pages of a site under the same paths, by their first label. None of them is the preferred one. */
const SITE_LABELS = ["", "www.", "m.", "mobile.", "amp."] as const;

/** An address without what differs between the addresses of one page. */
export function addressKey(address: string): string {
  const { host, path } = partsOf(address);
  return `${host}${path}`;
}

/** The usual addresses with the same key: always as many, and in the same order. */
export function usualAddresses(address: string): string[] {
  const { host, path } = partsOf(address);
  const [, route = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const paths = [path, `${route}/${rest}`];
  const sites = SITE_LABELS.map((label) => label + host);
  return ["https:", "http:"].flatMap((scheme) =>
    sites.flatMap((site) => paths.map((each) => `${scheme}//${site}${each}`)),
  );
}

/** The host of an address, without what differs between the addresses of one page. */
export const siteOf = (address: string): string => partsOf(address).host;

/** Whether an address is worth moving to, of two with the same key: HTTPS, or a page for every screen. */
export function isBetterAddress(address: string, than: string): boolean {
  const rank = (each: string): number => {
    const { protocol, host } = new URL(each);
    return (protocol === "https:" ? 2 : 0) + (/^(?:m|mobile|amp)\./.test(host) ? 0 : 1);
  };
  return rank(address) > rank(than);
}

/** Host and path without scheme, site label and final slash. */
function partsOf(address: string): { host: string; path: string } {
  const url = new URL(address);
  // What remains has to be a domain: "m.example" is not the mobile site of "example".
  const host = url.host.replace(/^(?:(?:www|m|mobile|amp)\.)+(?=[^.]+\.)/, "");
  return { host, path: url.pathname.replace(/\/$/, "") + url.search + url.hash };
}
