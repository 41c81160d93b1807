import { excerpt } from "../../model/excerpt.ts";
import type { EditorStory, FoldedReport, Story } from "../../model/story.ts";
import { htmlParagraphs } from "../../model/safe-text.ts";
import { MAX_SUMMARY } from "../reports/summaries.ts";
import { listOfUrlKeys, SELECT_IDS_BY_URL } from "../reports/url-keys.ts";
import { asReport, REPORT_COLUMNS, urlsById, type ReportRow } from "./report-row.ts";
import { shownReports, summaryReport } from "./shown-reports.ts";
import { storyTags } from "./story-tags.ts";
import { storyRows, type StoryRow } from "./story-row.ts";

/** What a story's key leads to. */
export type StoryLookup =
  | { kind: "story"; id: number; story: Story; revision: number }
  | { kind: "moved"; key: string }
  | { kind: "gone" }
  | { kind: "unknown" };

/** The key of the story with the report that has, or had, that address. */
export function storyKeyOfReport(sql: SqlStorage, url: string): string | null {
  const [row] = sql
    .exec<{ key: string }>(
      `SELECT stories.key FROM stories WHERE id = (
         SELECT story FROM reports WHERE id IN (${SELECT_IDS_BY_URL}) LIMIT 1)`,
      listOfUrlKeys([url]),
    )
    .toArray();
  return row?.key ?? null;
}

/** Age compared with the newest story, in milliseconds, up to which a story is one of the day. */
const DAY = 24 * 3_600_000;

/**
 * The stories updated last, newest first. Of the day's stories, those that one outlet alone has, beyond its usual rate,
 * only get the room that the others leave.
 */
export function latestStories(sql: SqlStorage, limit: number): Story[] {
  const newest = sql
    .exec<{ updated: number }>(
      "SELECT updated FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT 1",
    )
    .toArray()[0]?.updated;
  if (newest === undefined) return [];
  const select = (condition: string, count: number): StoryRow[] =>
    storyRows(
      sql,
      `SELECT * FROM stories WHERE gone = 0 AND ${condition} ORDER BY updated DESC LIMIT ?`,
      newest - DAY,
      count,
    );
  const ofTheDay = select("excess = 0 AND updated > ?", limit);
  const others = select("(excess = 1 OR updated <= ?)", limit - ofTheDay.length);
  return asStories(
    sql,
    [...ofTheDay, ...others].sort((a, b) => b.updated - a.updated),
  );
}

/** The stories with these ids, in the same order, as a list shows them. */
export function storiesOf(sql: SqlStorage, ids: readonly number[]): Story[] {
  const rows = storyRows(
    sql,
    `SELECT stories.* FROM json_each(?) AS requested JOIN stories ON stories.id = requested.value ORDER BY requested.key`,
    JSON.stringify(ids),
  );
  return asStories(sql, rows);
}

function asStories(sql: SqlStorage, rows: readonly StoryRow[]): Story[] {
  const reports = shownReports(sql, rows, "one");
  return rows.map((row) => asStory(row, reports.get(row.id) ?? []));
}

/** One story with the summaries of its reports. */
export function completeStory(sql: SqlStorage, row: StoryRow): Story {
  return asStory(row, shownReports(sql, [row], "all").get(row.id) ?? []);
}

/** The story with that key, or what became of it. */
export function findStory(sql: SqlStorage, key: string): StoryLookup {
  const [row] = storyRows(sql, "SELECT * FROM stories WHERE key = ?", key);
  if (row?.gone) return { kind: "gone" };
  if (row)
    return { kind: "story", id: row.id, story: completeStory(sql, row), revision: row.revision };
  const [alias] = sql
    .exec<{ key: string }>(
      "SELECT stories.key FROM aliases JOIN stories ON stories.id = aliases.story WHERE aliases.key = ?",
      key,
    )
    .toArray();
  return alias ? { kind: "moved", key: alias.key } : { kind: "unknown" };
}

/** Reports per page of the list of all reports of a story. */
const PAGE_SIZE = 100;

/** The number of the last page of a story's list of reports. */
export const lastReportPage = (reports: number): number =>
  Math.max(1, Math.ceil(reports / PAGE_SIZE));

/** One page of the list of all reports of a story, by outlet and time. */
export function reportsOnPage(sql: SqlStorage, story: number, page: number): FoldedReport[] {
  const rows = sql
    .exec<ReportRow>(
      `SELECT ${REPORT_COLUMNS} FROM reports WHERE story = ? ORDER BY outlet, moment LIMIT ? OFFSET ?`,
      story,
      PAGE_SIZE,
      (page - 1) * PAGE_SIZE,
    )
    .toArray();
  const urls = urlsById(rows);
  return rows.map((row) => asReport(row, urls));
}

/** The story of a row, which shows these reports. */
export function asStory(row: StoryRow, rows: readonly ReportRow[]): Story {
  const edited = row.edited === null ? null : (JSON.parse(row.edited) as EditorStory);
  const lead = rows.find(({ id }) => id === row.lead);
  const summarized = summaryReport(rows, row.lead);
  const urls = urlsById(rows);
  const text = excerpt(summarized?.summary ?? "", MAX_SUMMARY);
  const quoted = edited && rows.find(({ title }) => title === edited.headline);
  return {
    key: row.key,
    headline: edited?.headline ?? (row.headline || (lead?.title ?? "")),
    language: (edited ? quoted : lead)?.language ?? null,
    summary: edited?.summary ?? { text, html: htmlParagraphs(text) },
    summaryLanguage: edited ? null : (summarized?.language ?? null),
    tags: edited ? edited.tags : storyTags(rows.map(({ tags }) => JSON.parse(tags) as string[])),
    disagreements: edited?.disagreements ?? [],
    firstPublished: row.first_published,
    updated: row.updated,
    joined: JSON.parse(row.joined) as number[],
    reports: rows.map((each) => asReport(each, urls)),
    counts: { reports: row.reports, outlets: (JSON.parse(row.present) as string[]).length },
  };
}
