import type { OutletFeed } from "../model/outlet-feed.ts";
import type { AtLine, Fields } from "./fields.ts";
import { LABEL } from "../text/plain-text.ts";
import type { Checked } from "../text/mistake.ts";
import { quote } from "../text/mistake.ts";
import { whyRefused } from "../text/ssrf-guard.ts";
import { readUrl, withoutFeedScheme } from "../text/url.ts";
import { count, flag, language, text } from "../text/field-values.ts";

/**
 * Default minutes between two polls. The minimum is that of Miniflux's entry frequency scheduler
 * (SCHEDULER_ENTRY_FREQUENCY_MIN_INTERVAL). The maximum is short enough that a quiet outlet's report is still news.
 */
const DEFAULT_INTERVAL = { least: 5, most: 240 };
/** One week, in minutes. */
const MAX_INTERVAL = 10_080;

/** A feed and the line on which it is configured. */
export type FeedAtLine = AtLine<OutletFeed>;

/**
 * Reads the field `feed` of an outlet, or the list `feeds`. Each is an address, or a mapping with the field `url`.
 * Missing and invalid fields are left blank and reported as mistakes.
 */
export function readOutletFeeds(outlet: Fields): FeedAtLine[] {
  if (!outlet.isEmpty("feed") && !outlet.isEmpty("feeds")) {
    const problem = 'is given as well as "feed".';
    outlet.mistake("feeds", problem, 'Move the address in "feed" to the list "feeds".');
  }
  // Before the list, so that "feed" is what a field of an unknown name is taken for.
  const fields = outlet.within("feed");
  const listed = outlet.each("feeds", readFeedUrl, (each) => readSettings(each));
  const all = listed.map(({ value, line }) => ({
    value: typeof value === "string" ? settings(value) : value,
    line,
  }));
  if (fields !== null) return [{ value: readSettings(fields), line: outlet.line("feed") }, ...all];
  const url = outlet.optional("feed", readFeedUrl);
  if (outlet.isEmpty("feed")) return all;
  return [{ value: settings(url ?? ""), line: outlet.line("feed") }, ...all];
}

/**
 * Reads the address of a feed. It must be one that polling accepts. Addresses of this computer are left to polling, which
 * accepts them in local development only.
 */
function readFeedUrl(raw: string): Checked<string> {
  const url = readUrl(withoutFeedScheme(raw));
  if (!("value" in url)) return url;
  const reason = whyRefused(url.value, true);
  if (reason === null) return url;
  const fix = "Write the address at which the feed is on the public internet.";
  return { problem: `${quote(url.value)} ${reason}.`, fix };
}

function readSettings(fields: Fields): OutletFeed {
  const words = (field: string): string[] => [
    ...new Set(fields.list(field, text(LABEL)).map(({ value }) => value)),
  ];
  const feed: OutletFeed = {
    ...settings(fields.required("url", readFeedUrl, "https://example.com/rss.xml") ?? ""),
    language: fields.optional("language", language) ?? null,
    tags: words("tags"),
    include: words("include"),
    exclude: words("exclude"),
    interval: readInterval(fields),
    paused: fields.optional("paused", flag) ?? false,
  };
  fields.end();
  return feed;
}

function settings(url: string): OutletFeed {
  return {
    url,
    language: null,
    tags: [],
    include: [],
    exclude: [],
    interval: DEFAULT_INTERVAL,
    paused: false,
  };
}

function readInterval(feed: Fields): OutletFeed["interval"] {
  const fields = feed.within("interval");
  if (fields === null) {
    if (!feed.isEmpty("interval")) {
      const fix = 'Write "interval: { least: 5, most: 60 }", in minutes.';
      feed.mistake("interval", 'does not contain "least" and "most".', fix);
    }
    return DEFAULT_INTERVAL;
  }
  const least = fields.optional("least", count(1, MAX_INTERVAL));
  const most = fields.optional("most", count(1, MAX_INTERVAL));
  fields.end();
  if (least !== undefined && most !== undefined && least > most) {
    fields.mistake("least", `${least} is greater than "most", which is ${most}.`, "Swap the two.");
  }
  return {
    least: least ?? Math.min(DEFAULT_INTERVAL.least, most ?? DEFAULT_INTERVAL.least),
    most: most ?? Math.max(DEFAULT_INTERVAL.most, least ?? DEFAULT_INTERVAL.most),
  };
}
