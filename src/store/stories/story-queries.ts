import { excerpt } from "../../model/excerpt.ts";
import {
  FIRST_REPORT,
  type EditorStory,
  type Evidence,
  type FoldedReport,
  type Story,
} from "../../model/story.ts";
import { htmlParagraphs } from "../../model/safe-text.ts";
import { storyTags } from "./story-tags.ts";

/** Maximum length of a summary that no editor wrote, in UTF-16 units. It is cut at the end of a sentence. */
const MAX_SUMMARY = 400;

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
  image: string | null;
}

/** The columns of a ReportRow. They leave out what folding stores, which is large and in no document. */
export const REPORT_COLUMNS =
  "id, url, outlet, title, title_is_ours, summary, published, estimated, language, tags, via, story, evidence, amended, removed, image";

interface StoryRow extends Record<string, SqlStorageValue> {
  id: number;
  key: string;
  headline: string;
  lead: number | null;
  edited: string | null;
  joined: string;
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
  const lead =
    rows.find(({ id }) => id === row.lead) ?? rows.find(({ title }) => title === row.headline);
  // Retention keeps this report's summary.
  const summarized = lead?.summary ? lead : rows.find(({ summary }) => summary !== "");
  const text = excerpt(summarized?.summary ?? "", MAX_SUMMARY);
  const quoted = edited && rows.find(({ title }) => title === edited.headline);
  return {
    key: row.key,
    headline: edited?.headline ?? row.headline,
    language: (edited ? quoted : lead)?.language ?? null,
    summary: edited?.summary ?? { text, html: htmlParagraphs(text) },
    summaryLanguage: edited ? null : (summarized?.language ?? null),
    tags: edited ? edited.tags : storyTags(rows.map(({ tags }) => JSON.parse(tags) as string[])),
    disagreements: edited?.disagreements ?? [],
    firstPublished: row.first_published,
    updated: row.updated,
    joined: JSON.parse(row.joined) as number[],
    reports: rows.map(asReport),
  };
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
    ...(row.image !== null && { image: row.image }),
    evidence: row.evidence === null ? FIRST_REPORT : (JSON.parse(row.evidence) as Evidence),
  };
}
