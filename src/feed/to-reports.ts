import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { Published } from "../model/time.ts";
import { instant } from "../model/time.ts";
import type { FeedReport } from "../model/outlet-feed.ts";
import { HEADLINE, plainText } from "../text/plain-text.ts";
import { siteHost } from "../text/url.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { mentions } from "./include-exclude.ts";
import { readDate } from "./dates.ts";
import type { ParsedFeed, FeedItem } from "./parsed-feed.ts";
import type { IsName } from "./title-suffix.ts";
import { domainNames, outletSuffixes, withoutSuffix } from "./title-suffix.ts";

/** The most tags of a report, the outlet's own included. */
const MOST_TAGS = 20;
/** The longest category that can be a tag, in UTF-16 units. */
const LONGEST_TAG = 80;
/** What is shorter ended at the point of an abbreviation. */
const SHORTEST_SENTENCE = 12;
/** Before the web had news, no date is meant: 0 is what programs write that know none. */
const EARLIEST = Date.UTC(1990, 0, 1);
/** A date this far ahead is not a clock that is wrong, but a date that is. */
const DAY = 24 * 60 * 60 * 1000;

/** What became of a feed's items. */
export interface FeedReports {
  /** In the feed's order, each address once. */
  reports: FeedReport[];
  /** Why the others were left out, in words that go on after "3 items ". */
  skipped: { reason: string; count: number }[];
}

/**
 * Makes reports of a feed's items, as the outlet's settings have it. A report without a plausible date has
 * `published: null`. Pure.
 *
 * @param now milliseconds since 1970 (UTC).
 */
export function reportsOf(
  feed: ParsedFeed,
  outlet: Outlet,
  edition: Pick<Edition, "language">,
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
    const reason = typeof report === "string" ? report : unfit(report, item, outlet, homes, seen);
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

/** The report, or why there is none. */
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
  const own = withoutSuffix(item.title, isSource);
  const summary = withoutFooter(item.summary);
  const title = own || firstSentence(summary);
  if (title === "") return "have neither a headline nor a summary";
  const language = item.language ?? feed.language ?? outlet.feed?.language ?? edition.language;
  return {
    url: canonicalUrl(item.link),
    guid: item.guid,
    outlet: outlet.id,
    title,
    titleIsOurs: own === "",
    summary: summary === item.title ? "" : summary,
    published: dateOf(item.dates, language, now),
    language,
    tags: tagsOf([...(outlet.feed?.tags ?? []), ...item.categories]),
    via: item.source !== null && !isName(item.source) ? item.source : null,
  };
}

/** Why a report is not taken; null if it is. */
function unfit(
  report: FeedReport,
  item: FeedItem,
  { feed }: Outlet,
  homes: ReadonlySet<string>,
  seen: ReadonlySet<string>,
): string | null {
  if (homes.has(report.url)) return "lead to the home page only";
  if (seen.has(report.url)) return "have the address of another";
  const { title, summary } = report;
  const chosen = { title, summary, categories: item.categories };
  if (mentions(chosen, feed?.exclude ?? [])) return "hold an excluded word";
  const include = feed?.include ?? [];
  if (include.length > 0 && !mentions(chosen, include)) return "hold none of the included words";
  return null;
}

/** Ids that several pages have: they are no ids. */
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

/** The first date that can be read and can be true. */
function dateOf(dates: readonly string[], language: string, now: number): Published | null {
  for (const raw of dates) {
    const published = readDate(raw, language);
    if (published === null) continue;
    const moment = instant(published);
    if (moment >= EARLIEST && moment <= now + DAY) return published;
  }
  return null;
}

/** Each once in any case, without addresses and numbers. */
function tagsOf(texts: readonly string[]): string[] {
  const tags = new Map<string, string>();
  for (const text of texts) {
    if (text.length > LONGEST_TAG || /:\/\//.test(text) || !/\p{L}/u.test(text)) continue;
    const key = text.toLowerCase();
    if (!tags.has(key)) tags.set(key, text);
  }
  return [...tags.values()].slice(0, MOST_TAGS);
}

/** Yoast SEO, an extension of WordPress, ends every summary in "The post … appeared first on …". */
function withoutFooter(summary: string): string {
  const at = summary.lastIndexOf("The post ");
  if (at === -1) return summary;
  return /^The post .{1,600} (?:appeared first on|first appeared on) .{1,200}$/s.test(
    summary.slice(at),
  )
    ? summary.slice(0, at).trimEnd()
    : summary;
}

/** The first sentence, and what follows while that is no more than "Mr.". */
function firstSentence(summary: string): string {
  const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
  let text = "";
  for (const { segment } of sentences.segment(summary.slice(0, HEADLINE.maxLength * 2))) {
    text += segment;
    if (text.length >= SHORTEST_SENTENCE) break;
  }
  return plainText(text, HEADLINE);
}
