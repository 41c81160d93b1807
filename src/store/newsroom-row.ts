/** The row about the whole newsroom. It is read once and written at most once per filing. */
import type { RowNumbers } from "./new-rows.ts";
import type { Totals } from "./stories/refresh-story.ts";

/** What the row has. */
export interface NewsroomRow extends RowNumbers {
  /** Increases whenever anything that is published changes. */
  revision: number;
  /** When a filing last changed anything: milliseconds since 1970 (UTC), null before the first. */
  lastFiled: number | null;
}

/** Values that a filing may leave as they are. */
export interface NewsroomValues {
  /** What changes with every poll, of all feeds: see feeds/poll-times.ts. Null if it stays. */
  polling: string | null;
  /** What the feeds have brought lately: see feeds/recent-reports.ts. Null if it stays. */
  recent: string | null;
}

/** Reads the row. */
export function newsroomRow(sql: SqlStorage): NewsroomRow & Totals {
  const row = sql
    .exec<{
      revision: number;
      last_filed: number | null;
      next_report: number;
      next_story: number;
      forms_known: number;
      stories: number;
      reports: number;
    }>(
      "SELECT revision, last_filed, next_report, next_story, forms_known, stories, reports FROM newsroom",
    )
    .one();
  const { revision, stories, reports } = row;
  return {
    revision,
    lastFiled: row.last_filed,
    nextReport: row.next_report,
    nextStory: row.next_story,
    formsKnown: row.forms_known === 1,
    stories,
    reports,
  };
}

/** Writes the row, and adds to the totals, from which merged stories are subtracted while a filing runs. */
export function saveNewsroomRow(
  sql: SqlStorage,
  { revision, lastFiled, nextReport, nextStory }: NewsroomRow,
  added: Totals,
  { polling, recent }: NewsroomValues,
): void {
  sql.exec(
    `UPDATE newsroom SET revision = ?, last_filed = ?, next_report = ?, next_story = ?, stories = stories + ?,
       reports = reports + ?, polling = coalesce(?, polling), recent = coalesce(?, recent)`,
    revision,
    lastFiled,
    nextReport,
    nextStory,
    added.stories,
    added.reports,
    polling,
    recent,
  );
}
