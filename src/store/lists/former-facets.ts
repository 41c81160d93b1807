/**
 * Facets of stories that were listed before schema version 9, in the table "marks". An upgrade lists these stories again,
 * in slices; until it has finished, lists read both tables.
 */
import type { Facet, FacetKind } from "../../model/selection.ts";
import { MAX_MIN_OUTLETS } from "../api.ts";
import { asStory } from "../stories/story-queries.ts";
import { shownReports } from "../stories/shown-reports.ts";
import { storyRows, updateStoryRow } from "../stories/story-row.ts";
import type { Candidate, UpdateRange } from "./candidate.ts";
import { listStory } from "./list-story.ts";

/** Stories listed per step, each of which writes some ten rows. */
const PER_STEP = 20;

/** Newsrooms whose upgrade is known to have finished. */
const finished = new WeakSet<SqlStorage>();

/** Whether there may be stories that are not listed again yet. */
function isUnfinished(sql: SqlStorage): boolean {
  if (finished.has(sql)) return false;
  const exists = sql
    .exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'marks' LIMIT 1")
    .toArray();
  if (exists.length === 0) finished.add(sql);
  return exists.length > 0;
}

/** The stories with a facet that are not listed again yet, the latest first. */
export function formerlyWithFacet(
  sql: SqlStorage,
  kind: FacetKind | "least",
  key: string,
  { since, before }: UpdateRange,
  limit: number,
): Candidate[] {
  if (!isUnfinished(sql)) return [];
  return sql
    .exec<Candidate>(
      `SELECT story, updated FROM marks WHERE kind = ? AND key = ? AND updated >= ? AND updated < ?
         AND EXISTS (SELECT 1 FROM stories WHERE id = marks.story AND facets IS NULL)
       ORDER BY updated DESC LIMIT ?`,
      kind,
      key,
      since,
      before,
      limit,
    )
    .toArray();
}

/** The facets of a story that is not listed again yet. */
export function formerFacets(sql: SqlStorage, story: number): Facet[] {
  if (!isUnfinished(sql)) return [];
  const rows = sql.exec<{ kind: FacetKind; key: string }>(
    "SELECT kind, key FROM marks WHERE story = ? AND kind <> 'least'",
    story,
  );
  return Array.from(rows, ({ kind, key }) => ({ kind, key }));
}

/** Lists the next stories again. @see Upgrade */
export function listAgain(sql: SqlStorage, cursor: number): number | null {
  const rows = storyRows(
    sql,
    "SELECT * FROM stories WHERE id > ? ORDER BY id LIMIT ?",
    cursor,
    PER_STEP,
  );
  for (const row of rows.filter(({ facets }) => facets === null)) {
    const outlets = row.gone ? 0 : (JSON.parse(row.present) as string[]).length;
    const counted = { ...row, outlet_count: Math.min(outlets, MAX_MIN_OUTLETS) };
    const shown = shownReports(sql, [row], "all").get(row.id) ?? [];
    updateStoryRow(sql, row, {
      ...counted,
      ...listStory(sql, counted, row.gone ? null : asStory(counted, shown)),
    });
  }
  const last = rows.at(-1);
  if (last) return last.id;
  sql.exec("DROP TABLE IF EXISTS marks");
  return null;
}
