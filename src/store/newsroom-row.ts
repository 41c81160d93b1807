/** The row about the whole newsroom. It is read once and written at most once per filing. */
import type { RowNumbers } from "./new-rows.ts";
import type { Totals } from "./stories/refresh-story.ts";

/** What the row has. */
export interface NewsroomRow extends RowNumbers {
  /** Increases whenever anything that is published changes. */
  revision: number;
  /** When a filing last changed anything: milliseconds since 1970 (UTC), null before the first. */
  lastFiled: number | null;
  /** Id of the last report that has passed retention: see reports/retention.ts. */
  expired: number;
}

/** Values of the row that are JSON. Null if they stay. */
export interface NewsroomValues {
  /** What changes with every poll, of all feeds: see feeds/poll-times.ts. */
  polling: string | null;
  /** What the feeds have brought lately: see feeds/recent-reports.ts. */
  recent: string | null;
  /** What the last tick has claimed: see feeds/claim.ts. */
  claim: string | null;
  /** The rows of the day: see usage/row-meter.ts. */
  usage: string | null;
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
      expired: number;
      stories: number;
      reports: number;
    }>(
      `SELECT revision, last_filed, next_report, next_story, forms_known, expired, stories, reports
       FROM newsroom`,
    )
    .one();
  const { revision, expired, stories, reports } = row;
  return {
    revision,
    lastFiled: row.last_filed,
    nextReport: row.next_report,
    nextStory: row.next_story,
    formsKnown: row.forms_known === 1,
    expired,
    stories,
    reports,
  };
}

/** Writes the row, and adds to the totals, from which merged stories are subtracted while a filing runs. */
export function saveNewsroomRow(
  sql: SqlStorage,
  { revision, lastFiled, nextReport, nextStory, expired }: NewsroomRow,
  added: Totals,
  { polling, recent, usage }: Omit<NewsroomValues, "claim">,
): void {
  sql.exec(
    `UPDATE newsroom SET revision = ?, last_filed = ?, next_report = ?, next_story = ?, expired = ?, stories = stories + ?,
       reports = reports + ?, polling = coalesce(?, polling), recent = coalesce(?, recent), usage = coalesce(?, usage)`,
    revision,
    lastFiled,
    nextReport,
    nextStory,
    expired,
    added.stories,
    added.reports,
    polling,
    recent,
    usage,
  );
}

/** Writes what feeds that were leased have changed in the row. */
export function saveLeases(
  sql: SqlStorage,
  { polling, claim, usage }: Omit<NewsroomValues, "recent">,
): void {
  sql.exec(
    "UPDATE newsroom SET polling = coalesce(?, polling), claim = coalesce(?, claim), usage = coalesce(?, usage)",
    polling,
    claim,
    usage,
  );
}

/** Notes that the present revision is announced. @returns whether it was not, so that something has changed since */
export const announceRevision = (sql: SqlStorage): boolean =>
  sql
    .exec("UPDATE newsroom SET announced = revision WHERE announced IS NOT revision RETURNING 1")
    .toArray().length > 0;
