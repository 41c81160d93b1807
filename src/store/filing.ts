import type { Report } from "../model/report.ts";
import { instant } from "../model/time.ts";
import { asReport, REPORT_COLUMNS, type ReportRow } from "./stories.ts";

/** Where a report came from: a folder of files, or an outlet's own feed. */
export type Wire = "content" | `feed:${string}`;

/** What a filing did to the table of reports. */
export interface Filed {
  /** Ids of rows that are new, and in no story yet; in order of publication, those of one moment as they came. */
  added: number[];
  /** Ids of rows that say something else now. */
  amended: number[];
}

/**
 * Writes reports into the table: those not seen before are added, those that changed are amended, the rest is left alone.
 * A report is known by its URL.
 *
 * @param now in milliseconds since 1970 (UTC): the time of a report that has none, and the latest that any can have
 */
export function fileReports(
  sql: SqlStorage,
  wire: Wire,
  reports: readonly Report[],
  now: number,
): Filed {
  const filed: Filed = { added: [], amended: [] };
  const moment = (report: Report): number => momentOf(report, now) ?? now;
  for (const report of reports.toSorted((a, b) => moment(a) - moment(b))) {
    const [row] = sql
      .exec<ReportRow>(`SELECT ${REPORT_COLUMNS} FROM reports WHERE url = ?`, report.url)
      .toArray();
    if (!row) filed.added.push(addReport(sql, wire, report, now));
    else if (!sameReport(report, row)) filed.amended.push(amendReport(sql, wire, report, now));
  }
  return filed;
}

/**
 * Takes back the reports of a wire that it no longer has.
 *
 * @param urls of those that it still has
 * @returns the stories that the others were in
 */
export function withdrawReports(sql: SqlStorage, wire: Wire, urls: readonly string[]): number[] {
  const rows = sql.exec<{ story: number }>(
    "DELETE FROM reports WHERE wire = ? AND url NOT IN (SELECT value FROM json_each(?)) RETURNING story",
    wire,
    JSON.stringify(urls),
  );
  return [...rows].map(({ story }) => story);
}

function addReport(sql: SqlStorage, wire: Wire, report: Report, now: number): number {
  return sql
    .exec<{ id: number }>(
      `INSERT INTO reports (outlet, title, title_is_ours, summary, published, estimated, language, tags, via, wire, moment, url)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      ...columns(report, wire),
      momentOf(report, now) ?? now,
      report.url,
    )
    .one().id;
}

/** A report that has no date keeps the time at which it was first filed. */
function amendReport(sql: SqlStorage, wire: Wire, report: Report, now: number): number {
  return sql
    .exec<{ id: number }>(
      `UPDATE reports SET outlet = ?, title = ?, title_is_ours = ?, summary = ?, published = ?, estimated = ?, language = ?,
         tags = ?, via = ?, wire = ?, moment = coalesce(?, moment) WHERE url = ? RETURNING id`,
      ...columns(report, wire),
      momentOf(report, now),
      report.url,
    )
    .one().id;
}

const columns = (report: Report, wire: Wire): SqlStorageValue[] => [
  report.outlet,
  report.title,
  Number(report.titleIsOurs),
  report.summary,
  report.published?.value ?? null,
  Number(report.published?.estimated ?? false),
  report.language,
  JSON.stringify(report.tags),
  report.via,
  wire,
];

function sameReport(report: Report, row: ReportRow): boolean {
  const { evidence: _, amended: __, ...before } = asReport(row);
  return (Object.keys(before) as (keyof Report)[]).every(
    (field) => JSON.stringify(before[field]) === JSON.stringify(report[field]),
  );
}

/**
 * When the report counts as published, null when that is not known. A date in the future is a mistake of the outlet's, and
 * must not hold the top of the feed until it comes.
 */
function momentOf({ published }: Report, now: number): number | null {
  const moment = published === null ? Number.NaN : instant(published);
  return Number.isNaN(moment) ? null : Math.min(moment, now);
}
