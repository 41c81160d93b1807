import type { Edition } from "../model/edition.ts";
import type { PolledFeed } from "../model/outlet.ts";
import type { Published } from "../model/time.ts";
import { instant } from "../model/time.ts";
import type { FeedReport, OutletFeed } from "../model/outlet-feed.ts";
import { HEADLINE, plainText } from "../text/plain-text.ts";
import { isPartOfSite, siteHost } from "../text/url.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { addressesOf } from "./addresses.ts";
import { mentions } from "./include-exclude.ts";
import { readDate } from "./dates.ts";
import type { ParsedFeed, FeedItem } from "./parsed-feed.ts";
import { type Summaries, summariesOf } from "./summary-text.ts";
import { isPlaceholder } from "./placeholder-titles.ts";
import { distinctTags } from "./tags.ts";
import type { IsName } from "./title-suffix.ts";
import { domainNames, outletSuffixes, withoutSuffix } from "./title-suffix.ts";

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
  /** Why items were skipped, in words that follow "3 items left out: ". */
  skipped: { reason: string; count: number }[];
  /** Sentences that were left out of the summaries because many items share them, as keys. */
  boilerplate: ReadonlySet<string>;
}

/**
 * Turns a feed's items into reports, according to its settings. A report without a plausible date has
 * `published: null`. Pure.
 *
 * @param now milliseconds since 1970 (UTC).
 * @param isBoilerplate whether a sentence was learned to be boilerplate from earlier items of the feed
 */
export function reportsOf(
  feed: ParsedFeed,
  { outlet, settings }: PolledFeed,
  edition: Pick<Edition, "language" | "site">,
  now: number,
  isBoilerplate: (key: string) => boolean = () => false,
): FeedReports {
  const names = [outlet.name, feed.title, ...domainNames(siteHost(outlet.home))];
  const isName = outletSuffixes(
    feed.items.map(({ title }) => title),
    names,
  );
  const addresses = addressesOf(feed.items);
  const shared = sharedGuids(addresses);
  const homes = new Set([outlet.home, feed.home ?? outlet.home].map(canonicalUrl));
  const { of: summaries, learned } = summariesOf(feed.items, names, isBoilerplate);
  const context = { feed, outlet, settings, edition, now, isName, summaries };
  const seen = new Set<string>();
  const reports: FeedReport[] = [];
  const skipped = new Map<string, number>();
  for (const item of feed.items) {
    const url = addresses.get(item) ?? null;
    const report = toReport(item, url, context);
    const reason =
      typeof report === "string"
        ? report
        : unfit(report, item, settings, homes, seen, edition.site);
    if (typeof report === "string" || reason !== null) {
      skipped.set(reason ?? "", (skipped.get(reason ?? "") ?? 0) + 1);
      continue;
    }
    seen.add(report.url);
    if (report.guid !== null && shared.has(report.guid)) report.guid = null;
    reports.push(report);
  }
  return {
    reports,
    skipped: [...skipped].map(([reason, count]) => ({ reason, count })),
    boilerplate: learned,
  };
}

/** What the items of one feed have in common. */
interface ItemContext extends PolledFeed {
  feed: ParsedFeed;
  edition: Pick<Edition, "language">;
  now: number;
  isName: IsName;
  summaries: Summaries["of"];
}

/** The report of an item, or why there is none. */
function toReport(
  item: FeedItem,
  url: string | null,
  { feed, outlet, settings, edition, now, isName, summaries }: ItemContext,
): FeedReport | string {
  if (url === null) return "no address";
  const isSource: IsName = (suffix) => isName(suffix) || suffix === item.source;
  const written = withoutSuffix(item.title, isSource);
  const summary = summaries.get(item) ?? "";
  const headline = isPlaceholder(written) && summary !== "" ? "" : written;
  const title = headline || firstSentence(summary);
  if (title === "") return "neither a headline nor a summary";
  const language = item.language ?? feed.language ?? settings.language ?? edition.language;
  return {
    url,
    guid: item.guid,
    outlet: outlet.id,
    title,
    titleIsOurs: headline === "",
    summary: summary === item.title ? "" : summary,
    published: dateOf(item.dates, language, now),
    language,
    tags: distinctTags([...settings.tags, ...item.topics]),
    via: item.source !== null && !isName(item.source) ? item.source : null,
    ...(outlet.images === true && item.image !== null && { image: item.image }),
  };
}

/** Why a report is skipped; null if it is taken. */
function unfit(
  report: FeedReport,
  item: FeedItem,
  { include, exclude }: OutletFeed,
  homes: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  site: string,
): string | null {
  if (isPartOfSite(report.url, site)) return "a link to this edition itself";
  if (homes.has(report.url)) return "a link to the home page only";
  if (seen.has(report.url)) return "the same address as another item";
  const { title, summary } = report;
  const filtered = { title, summary, categories: item.categories };
  if (mentions(filtered, exclude)) return "an excluded word";
  if (include.length > 0 && !mentions(filtered, include)) return "none of the included words";
  return null;
}

/** Ids that items with different addresses share, and that therefore do not identify an item. */
function sharedGuids(addresses: ReadonlyMap<FeedItem, string>): Set<string> {
  const byGuid = new Map<string, string>();
  const shared = new Set<string>();
  for (const [{ guid }, url] of addresses) {
    if (guid === null) continue;
    if ((byGuid.get(guid) ?? url) !== url) shared.add(guid);
    byGuid.set(guid, url);
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
