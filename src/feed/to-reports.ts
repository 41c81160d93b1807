import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { Published } from "../model/time.ts";
import { instant } from "../model/time.ts";
import type { FeedReport } from "../model/outlet-feed.ts";
import { HEADLINE, plainText } from "../text/plain-text.ts";
import { isPartOfSite, siteHost } from "../text/url.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { mentions } from "./include-exclude.ts";
import { readDate } from "./dates.ts";
import type { ParsedFeed, FeedItem } from "./parsed-feed.ts";
import type { IsName } from "./title-suffix.ts";
import { domainNames, outletSuffixes, withoutSuffix } from "./title-suffix.ts";

/** Maximum number of tags of a report, including the outlet's. */
const MAX_TAGS = 20;
/** Maximum length of a category that becomes a tag, in UTF-16 units. */
const MAX_TAG_LENGTH = 80;
/** Minimum length of a sentence in UTF-16 units. A shorter one probably ends at the dot of an abbreviation. */
const MIN_SENTENCE_LENGTH = 12;
/** Dates before there was news on the web are implausible: programs write 0 for an unknown date. */
const EARLIEST_DATE = Date.UTC(1990, 0, 1);
/** Milliseconds that a date may lie ahead. More is not a wrong clock but a wrong date. */
const MAX_AHEAD = 24 * 60 * 60 * 1000;

/** The reports of a feed. */
export interface FeedReports {
  /** In the feed's order, without duplicate addresses. */
  reports: FeedReport[];
  /** Why items were skipped, as the end of a sentence that begins with "3 items ". */
  skipped: { reason: string; count: number }[];
}

/**
 * Turns a feed's items into reports, according to the outlet's settings. A report without a plausible date has
 * `published: null`. Pure.
 *
 * @param now milliseconds since 1970 (UTC).
 */
export function reportsOf(
  feed: ParsedFeed,
  outlet: Outlet,
  edition: Pick<Edition, "language" | "site">,
  now: number,
): FeedReports {
  const names = [outlet.name, feed.title, ...domainNames(siteHost(outlet.home))];
  const isName = outletSuffixes(
    feed.items.map(({ title }) => title),
    names,
  );
  const shared = sharedGuids(feed.items);
  const homes = new Set([outlet.home, feed.home ?? outlet.home].map(canonicalUrl));
  const seen = new Set<string>();
  const reports: FeedReport[] = [];
  const skipped = new Map<string, number>();
  for (const item of feed.items) {
    const report = toReport(item, feed, outlet, edition, now, isName);
    const reason =
      typeof report === "string" ? report : unfit(report, item, outlet, homes, seen, edition.site);
    if (typeof report === "string" || reason !== null) {
      skipped.set(reason ?? "", (skipped.get(reason ?? "") ?? 0) + 1);
      continue;
    }
    seen.add(report.url);
    if (report.guid !== null && shared.has(report.guid)) report.guid = null;
    reports.push(report);
  }
  return { reports, skipped: [...skipped].map(([reason, count]) => ({ reason, count })) };
}

/** The report of an item, or why there is none. */
function toReport(
  item: FeedItem,
  feed: ParsedFeed,
  outlet: Outlet,
  edition: Pick<Edition, "language">,
  now: number,
  isName: IsName,
): FeedReport | string {
  if (item.link === null) return "have no address";
  const isSource: IsName = (suffix) => isName(suffix) || suffix === item.source;
  const headline = withoutSuffix(item.title, isSource);
  const summary = withoutFooter(item.summary);
  const title = headline || firstSentence(summary);
  if (title === "") return "have neither a headline nor a summary";
  const language = item.language ?? feed.language ?? outlet.feed?.language ?? edition.language;
  return {
    url: canonicalUrl(item.link),
    guid: item.guid,
    outlet: outlet.id,
    title,
    titleIsOurs: headline === "",
    summary: summary === item.title ? "" : summary,
    published: dateOf(item.dates, language, now),
    language,
    tags: tagsOf([...(outlet.feed?.tags ?? []), ...item.categories]),
    via: item.source !== null && !isName(item.source) ? item.source : null,
  };
}

/** Why a report is skipped; null if it is taken. */
function unfit(
  report: FeedReport,
  item: FeedItem,
  { feed }: Outlet,
  homes: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  site: string,
): string | null {
  if (isPartOfSite(report.url, site)) return "link to this edition itself";
  if (homes.has(report.url)) return "link only to the home page";
  if (seen.has(report.url)) return "have the same address as another item";
  const { title, summary } = report;
  const filtered = { title, summary, categories: item.categories };
  if (mentions(filtered, feed?.exclude ?? [])) return "contain an excluded word";
  const include = feed?.include ?? [];
  if (include.length > 0 && !mentions(filtered, include))
    return "contain none of the included words";
  return null;
}

/** Ids that items with different addresses share, and that therefore do not identify an item. */
function sharedGuids(items: readonly FeedItem[]): Set<string> {
  const links = new Map<string, string>();
  const shared = new Set<string>();
  for (const { guid, link } of items) {
    if (guid === null || link === null) continue;
    const url = canonicalUrl(link);
    if ((links.get(guid) ?? url) !== url) shared.add(guid);
    links.set(guid, url);
  }
  return shared;
}

/** The first date that is readable and plausible. */
function dateOf(dates: readonly string[], language: string, now: number): Published | null {
  for (const raw of dates) {
    const published = readDate(raw, language);
    if (published === null) continue;
    const moment = instant(published);
    if (moment >= EARLIEST_DATE && moment <= now + MAX_AHEAD) return published;
  }
  return null;
}

/** The tags without duplicates, ignoring case, and without addresses and numbers. */
function tagsOf(texts: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const text of texts) {
    if (text.length > MAX_TAG_LENGTH || /:\/\//.test(text) || !/\p{L}/u.test(text)) continue;
    const key = text.toLowerCase();
    if (!tags.has(key)) tags.set(key, text);
  }
  return [...tags.values()].slice(0, MAX_TAGS);
}

/**
 * Removes the sentence "The post … appeared first on …", which the WordPress plugin Yoast SEO adds to every summary.
 */
function withoutFooter(summary: string): string {
  const at = summary.lastIndexOf("The post ");
  if (at === -1) return summary;
  return /^The post .{1,600} (?:appeared first on|first appeared on) .{1,200}$/s.test(
    summary.slice(at),
  )
    ? summary.slice(0, at).trimEnd()
    : summary;
}

/** The first sentence. Sentences are joined while the text is as short as "Mr.". */
function firstSentence(summary: string): string {
  const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
  let text = "";
  for (const { segment } of sentences.segment(summary.slice(0, HEADLINE.maxLength * 2))) {
    text += segment;
    if (text.length >= MIN_SENTENCE_LENGTH) break;
  }
  return plainText(text, HEADLINE);
}
