import type { Report } from "../../model/report.ts";
import {
  FIRST_REPORT,
  type EditorStory,
  type Evidence,
  type FoldedReport,
  type Prose,
  type Story,
} from "../../model/story.ts";
import { htmlParagraphs } from "../../model/safe-text.ts";

/** A row of `reports`, with the columns that documents need. */
export interface ReportRow extends Record<string, SqlStorageValue> {
  id: number;
  url: string;
  outlet: string;
  title: string;
  title_is_ours: number;
  summary: string;
  published: string | null;
  estimated: number;
  language: string;
  tags: string;
  via: string | null;
  story: number;
  evidence: string | null;
  amended: number | null;
  removed: number | null;
}

/** The columns of a ReportRow. They leave out what folding stores, which is large and in no document. */
export const REPORT_COLUMNS =
  "id, url, outlet, title, title_is_ours, summary, published, estimated, language, tags, via, story, evidence, amended, removed";

interface StoryRow extends Record<string, SqlStorageValue> {
  id: number;
  key: string;
  headline: string;
  edited: string | null;
  first_published: number;
  updated: number;
  revision: number;
  gone: number;
}

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
      `SELECT stories.key FROM reports JOIN stories ON stories.id = reports.story
       WHERE reports.url = ?1 OR reports.id = (SELECT report FROM addresses WHERE url = ?1)`,
      url,
    )
    .toArray();
  return row?.key ?? null;
}

/** The stories updated last, newest first. */
export function latestStories(sql: SqlStorage, limit: number): Story[] {
  const rows = sql
    .exec<StoryRow>("SELECT * FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT ?", limit)
    .toArray();
  return asStories(sql, rows);
}

/** The stories with these ids, in the same order. */
export function storiesOf(sql: SqlStorage, ids: readonly number[]): Story[] {
  const rows = sql
    .exec<StoryRow>(
      `SELECT stories.* FROM json_each(?) AS requested JOIN stories ON stories.id = requested.value ORDER BY requested.key`,
      JSON.stringify(ids),
    )
    .toArray();
  return asStories(sql, rows);
}

function asStories(sql: SqlStorage, rows: readonly StoryRow[]): Story[] {
  const reports = reportsOf(
    sql,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => asStory(row, reports.get(row.id) ?? []));
}

/** The story with that key, or what became of it. */
export function findStory(sql: SqlStorage, key: string): StoryLookup {
  const [row] = sql.exec<StoryRow>("SELECT * FROM stories WHERE key = ?", key).toArray();
  if (row?.gone) return { kind: "gone" };
  if (row)
    return {
      kind: "story",
      id: row.id,
      story: asStory(row, reportsOf(sql, [row.id]).get(row.id) ?? []),
      revision: row.revision,
    };
  const [alias] = sql
    .exec<{ key: string }>(
      "SELECT stories.key FROM aliases JOIN stories ON stories.id = aliases.story WHERE aliases.key = ?",
      key,
    )
    .toArray();
  return alias ? { kind: "moved", key: alias.key } : { kind: "unknown" };
}

/** Ids are passed through json_each, since a statement takes at most 100 bound parameters. */
function reportsOf(sql: SqlStorage, stories: number[]): Map<number, ReportRow[]> {
  const rows = sql.exec<ReportRow>(
    `SELECT ${REPORT_COLUMNS} FROM reports WHERE story IN (SELECT value FROM json_each(?)) ORDER BY moment, url`,
    JSON.stringify(stories),
  );
  return Map.groupBy(rows, ({ story }) => story);
}

function asStory(row: StoryRow, rows: ReportRow[]): Story {
  const edited = row.edited === null ? null : (JSON.parse(row.edited) as EditorStory);
  const reports = rows.map(asReport);
  return {
    key: row.key,
    headline: edited?.headline ?? row.headline,
    summary: edited?.summary ?? summaryOf(reports, row.headline),
    tags: edited ? edited.tags : [...new Set(reports.flatMap(({ tags }) => tags))],
    disagreements: edited?.disagreements ?? [],
    firstPublished: row.first_published,
    updated: row.updated,
    reports,
  };
}

/**
 * The summary of a story that no editor wrote: that of the report whose headline the story has, or else the first that is
 * not empty. Retention keeps that summary.
 */
function summaryOf(reports: Report[], headline: string): Prose {
  const summarized = reports.filter(({ summary }) => summary);
  const lead = summarized.find(({ title }) => title === headline) ?? summarized[0];
  const text = lead?.summary ?? "";
  return { text, html: htmlParagraphs(text) };
}

export function asReport(row: ReportRow): FoldedReport {
  return {
    url: row.url,
    outlet: row.outlet,
    title: row.title,
    titleIsOurs: row.title_is_ours === 1,
    summary: row.summary,
    published:
      row.published === null ? null : { value: row.published, estimated: row.estimated === 1 },
    language: row.language,
    tags: JSON.parse(row.tags) as string[],
    via: row.via,
    amended: row.amended,
    // 0 means that it came back.
    removed: row.removed || null,
    evidence: row.evidence === null ? FIRST_REPORT : (JSON.parse(row.evidence) as Evidence),
  };
}
