import type { OutletFeed } from "../model/outlet-feed.ts";
import type { Fields } from "./fields.ts";
import { LABEL } from "../text/plain-text.ts";
import { readUrl } from "../text/url.ts";
import { count, flag, language, text } from "../text/field-values.ts";

/**
 * Default minutes between two polls. The minimum is that of Miniflux's entry frequency scheduler
 * (SCHEDULER_ENTRY_FREQUENCY_MIN_INTERVAL). The maximum is short enough that a quiet outlet's report is still news.
 */
const DEFAULT_INTERVAL = { least: 5, most: 240 };
/** One week, in minutes. */
const MAX_INTERVAL = 10_080;

/**
 * Reads the field `feed` of an outlet: an address, or a mapping with the field `url`.
 *
 * @returns null if the outlet has no feed. Missing and invalid fields are left blank and reported as mistakes.
 */
export function readOutletFeed(outlet: Fields): OutletFeed | null {
  const fields = outlet.within("feed");
  if (fields === null) {
    const url = outlet.optional("feed", readUrl);
    return outlet.isEmpty("feed") ? null : settings(url ?? "");
  }
  const words = (field: string): string[] => [
    ...new Set(fields.list(field, text(LABEL)).map(({ value }) => value)),
  ];
  const feed: OutletFeed = {
    ...settings(fields.required("url", readUrl, "https://example.com/rss.xml") ?? ""),
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
