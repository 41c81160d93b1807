import type { OutletFeed } from "../model/outlet-feed.ts";
import type { Fields } from "./fields.ts";
import { LABEL } from "../text/plain-text.ts";
import { readUrl } from "../text/url.ts";
import { count, flag, language, text } from "../text/field-values.ts";

/**
 * Minutes between two polls where content says nothing. The least is that of Miniflux's scheduler by entry frequency
 * (SCHEDULER_ENTRY_FREQUENCY_MIN_INTERVAL); the most is short enough that no report of a quiet outlet is news no more.
 */
const INTERVAL = { least: 5, most: 240 };
/** A week. */
const LONGEST = 10_080;

/**
 * Reads the field `feed` of an outlet: an address, or fields of which `url` is one.
 *
 * @returns null where there is none. What is missing or wrong is blank, and among the mistakes.
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
    interval: INTERVAL,
    paused: false,
  };
}

function readInterval(feed: Fields): OutletFeed["interval"] {
  const fields = feed.within("interval");
  if (fields === null) {
    if (!feed.isEmpty("interval")) {
      const fix = 'Write "interval: { least: 5, most: 60 }", in minutes.';
      feed.mistake("interval", "does not say least and most.", fix);
    }
    return INTERVAL;
  }
  const least = fields.optional("least", count(1, LONGEST));
  const most = fields.optional("most", count(1, LONGEST));
  fields.end();
  if (least !== undefined && most !== undefined && least > most) {
    fields.mistake("least", `${least} is more than most, ${most}.`, "Exchange the two.");
  }
  return {
    least: least ?? Math.min(INTERVAL.least, most ?? INTERVAL.least),
    most: most ?? Math.max(INTERVAL.most, least ?? INTERVAL.most),
  };
}
