import { shortenTexts } from "../lists/old-texts.ts";
import { dropSummaries } from "./summaries.ts";

/** Maximum number of reports stripped per filing, so that none takes long. An edition files far fewer at once. */
const MAX_PER_FILING = 500;
/** Number of reports read at a time, to find those that have expired. */
const PAGE = 50;

const DAY = 24 * 3_600_000;

interface FiledRow extends Record<string, SqlStorageValue> {
  id: number;
  filed: number;
  wire: string;
}

/**
 * Strips reports that came from feeds more than `days` ago: deletes summaries that no story shows as its own, and those of
 * old stories in the full-text index. The rows stay, and so do every story's page and key.
 *
 * The id of the last report that has expired is stored, since an index of the others would cost a row for each report.
 * One that goes from content to its feed after that keeps its summary.
 *
 * @param after the last report that has expired before
 * @returns the last one that has expired now
 */
export function applyRetention(sql: SqlStorage, after: number, days: number, now: number): number {
  const expired = expiredAfter(sql, after, now - days * DAY);
  const last = expired.at(-1);
  if (!last) return after;
  const own = expired.filter(({ wire }) => wire !== "content").map(({ id }) => id);
  const dropped = [...dropSummaries(sql, last.id, MAX_PER_FILING), ...strip(sql, own)];
  shortenTexts(sql, storiesOf(sql, expired), last.id);
  // The stored pages of their stories still show the deleted summaries, and hardly anyone requests them.
  sql.exec(
    `DELETE FROM documents WHERE path IN (
       SELECT '/stories/' || stories.key || ending.value FROM stories, json_each('["", ".json"]') AS ending
       WHERE stories.id IN (SELECT story FROM reports WHERE id IN (SELECT value FROM json_each(?))))`,
    JSON.stringify(dropped),
  );
  return last.id;
}

const storiesOf = (sql: SqlStorage, reports: readonly FiledRow[]): number[] =>
  sql
    .exec<{ story: number }>(
      "SELECT DISTINCT story FROM reports WHERE id IN (SELECT value FROM json_each(?))",
      JSON.stringify(reports.map(({ id }) => id)),
    )
    .toArray()
    .map(({ story }) => story);

/** The next reports in order of filing, up to the first one that a feed gave after that time. */
function expiredAfter(sql: SqlStorage, after: number, before: number): FiledRow[] {
  const expired: FiledRow[] = [];
  while (expired.length < MAX_PER_FILING) {
    const page = sql
      .exec<FiledRow>(
        "SELECT id, filed, wire FROM reports WHERE id > ? ORDER BY id LIMIT ?",
        expired.at(-1)?.id ?? after,
        expired.length === 0 ? 1 : PAGE,
      )
      .toArray();
    const kept = page.findIndex(({ filed, wire }) => filed >= before && wire !== "content");
    expired.push(...(kept < 0 ? page : page.slice(0, kept)));
    if (kept >= 0 || page.length === 0) break;
  }
  return expired;
}

/** Deletes summaries in the rows of reports that no story shows as its own. @returns ids of these reports */
function strip(sql: SqlStorage, reports: readonly number[]): number[] {
  return sql
    .exec<{ id: number }>(
      `UPDATE reports SET summary = '' WHERE id IN (SELECT value FROM json_each(?)) AND summary <> '' AND id <> (
         SELECT shown.id FROM stories JOIN reports AS shown ON shown.story = stories.id
         WHERE stories.id = reports.story AND shown.summary <> ''
         ORDER BY shown.id <> coalesce(stories.lead, 0), shown.id LIMIT 1
       ) RETURNING id`,
      JSON.stringify(reports),
    )
    .toArray()
    .map(({ id }) => id);
}
