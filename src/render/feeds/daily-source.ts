import type { Edition } from "../../model/edition.ts";
import { dailyDayPath, DAILY_PATH, dayId, listId } from "../../model/ids.ts";
import { htmlText, stripIllegal } from "../../model/safe-text.ts";
import { ALL_STORIES } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import type { Day } from "../../store/api.ts";
import type { DayEntry } from "../day-entry.ts";
import { entry, type Entry } from "../entry.ts";
import { dateText } from "../format-date.ts";
import { fill, pageLanguage, stringsOf } from "../strings/index.ts";
import { descriptionOf, type Channel } from "./channel.ts";
import type { FeedSource } from "./feed-source.ts";
import { FORMATS, type Format } from "./formats.ts";

/** Number of headlines in the summary of a day. */
const SUMMARY_HEADLINES = 3;

/** The paths of the daily feed. RSS has the short one, which people type. */
export const DAILY_FEED_PATHS: Readonly<Record<Format, string>> = {
  rss: `${DAILY_PATH}.xml`,
  atom: DAILY_PATH + FORMATS.atom.path,
  json: DAILY_PATH + FORMATS.json.path,
};

/** The channel of the daily feed. */
export function dailyChannel(edition: Edition): Channel {
  const part = stringsOf(edition.language).dailyTitle;
  return {
    id: listId(edition, DAILY_PATH),
    title: `${stripIllegal(edition.title)}: ${part}`,
    part,
    description: descriptionOf(edition, part),
    page: `${edition.site}${DAILY_PATH}`,
    feeds: {
      rss: edition.site + DAILY_FEED_PATHS.rss,
      atom: edition.site + DAILY_FEED_PATHS.atom,
      json: edition.site + DAILY_FEED_PATHS.json,
    },
    hub: null,
    updates: "silent",
    selection: ALL_STORIES,
  };
}

/** The source of the daily feed: one entry a day. */
export const dailySource = (
  edition: Edition,
  stories: readonly Story[],
  days: readonly Day[],
): FeedSource => ({
  edition,
  channel: dailyChannel(edition),
  entries: dayEntries(edition, stories, days),
  next: null,
  archive: {},
});

/** The entries of days, the latest first. Days of which every story was withdrawn are left out. */
export function dayEntries(
  edition: Edition,
  stories: readonly Story[],
  days: readonly Day[],
): DayEntry[] {
  const byKey = new Map(stories.map((story) => [story.key, entry(story, edition)]));
  return days
    .map((day) =>
      dayEntry(
        edition,
        day,
        day.stories.flatMap((key) => byKey.get(key) ?? []),
      ),
    )
    .filter((day) => day.stories.length > 0);
}

function dayEntry(edition: Edition, { day, ended }: Day, stories: Entry[]): DayEntry {
  const strings = stringsOf(edition.language);
  const title = fill(strings.dayTitle, dayName(day, edition));
  const headlines = stories.slice(0, SUMMARY_HEADLINES).map(({ title: headline }) => headline);
  const summary = headlines.join(" · ");
  const reports = stories.flatMap((story) => story.reports);
  return {
    key: day,
    id: dayId(edition, day),
    url: `${edition.site}${dailyDayPath(day)}`,
    title,
    language: edition.language,
    summary,
    summaryHtml: `<p>${htmlText(summary)}</p>`,
    summaryLanguage: edition.language,
    tags: [],
    disagreements: [],
    published: new Date(ended),
    firstPublished: new Date(ended),
    updated: new Date(ended),
    // The places of reports refer to the reports of a story, and say nothing in a day.
    reports: reports.map((report) => ({ ...report, nearest: null, copyOf: null })),
    outlets: [...new Map(reports.map(({ outlet }) => [outlet.id, outlet])).values()],
    image: stories.find(({ image }) => image !== null)?.image ?? null,
    texts: stories.reduce((sum, { texts }) => sum + texts, 0),
    counts: {
      reports: stories.reduce((sum, { counts }) => sum + counts.reports, 0),
      outlets: new Set(reports.map(({ outlet }) => outlet.id)).size,
    },
    stories,
  };
}

/** "29 November 2026". */
const dayName = (day: string, edition: Pick<Edition, "language">): string =>
  dateText(Date.parse(`${day}T00:00Z`), pageLanguage(edition.language), false);
