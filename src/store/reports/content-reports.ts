import type { Report } from "../../model/report.ts";
import { instant } from "../../model/time.ts";
import type { NewRows } from "../new-rows.ts";
import { moveReport, reportByUrl } from "./report-identity.ts";
import { asReport, type ReportRow } from "../stories/report-row.ts";
import type { ReportSource } from "../feeds/feed-state.ts";

/** What a filing changed in the table of reports. */
export interface FilingChanges {
  /** Ids of new reports, which are not in a story yet: by time of publication, then in order of arrival. */
  added: Set<number>;
  /** Ids of reports whose text or URL changed. */
  amended: Set<number>;
  /** Ids of stories that changed otherwise: a report was withdrawn, merged with another one, or dated again. */
  emptied: Set<number>;
  /** Ids of new reports beyond their outlet's usual rate. Stories that only these open do not crowd others out. */
  excess: Set<number>;
  /** Stories that lost their only report to the outlet that owns its address, by the id of the report filed instead. */
  successors: Map<number, number>;
  /** New reports and stories that are not written yet. */
  rows: NewRows;
}

export const noChanges = (rows: NewRows): FilingChanges => ({
  added: new Set(),
  amended: new Set(),
  emptied: new Set(),
  excess: new Set(),
  successors: new Map(),
  rows,
});

/**
 * Files the reports of content/: adds new ones, amends changed ones and withdraws those that it no longer has. A report
 * that an outlet's feed gave first becomes a content report if content has it too.
 *
 * @param now in milliseconds since 1970 (UTC): the time of a report without a date, and the latest that any may have
 * @returns ids of outlets whose reports return to their feeds
 */
export function fileContentReports(
  sql: SqlStorage,
  reports: readonly Report[],
  /** Ids of the outlets that have feeds. */
  polled: ReadonlySet<string>,
  now: number,
  changes: FilingChanges,
): Set<string> {
  // Files are filed once per deployment, so their rows may as well be written at once.
  changes.rows.flush();
  const outlets = withdrawReports(sql, reports, polled, changes);
  const moment = (report: Report): number => momentOf(report, now) ?? now;
  for (const report of reports.toSorted((a, b) => moment(a) - moment(b))) {
    const row = reportByUrl(sql, report.url);
    // The former URL of one file's report may be the URL of another file's.
    const otherFile = row?.wire === "content" && row.url !== report.url;
    if (otherFile) sql.exec("DELETE FROM addresses WHERE url = ?", report.url);
    if (!row || otherFile) changes.added.add(addReport(changes.rows, "content", report, now));
    else if (row.wire !== "content" || !sameReport(report, row)) {
      if (row.url !== report.url) moveReport(sql, changes.rows, row, report.url);
      amendReport(changes.rows, row.id, report, now);
      changes.amended.add(row.id);
    }
  }
  return outlets;
}

/**
 * Withdraws what content no longer has. A report that its outlet's feed gave too returns to the feed instead: it stays
 * in its story, and the next poll gives it the feed's text.
 *
 * @returns ids of outlets whose reports return to their feeds
 */
function withdrawReports(
  sql: SqlStorage,
  reports: readonly Report[],
  polled: ReadonlySet<string>,
  changes: FilingChanges,
): Set<string> {
  const urls = JSON.stringify(reports.map(({ url }) => url));
  const returned = sql.exec<{ outlet: string }>(
    `UPDATE reports SET wire = 'feed:' || outlet, texts = '[]' WHERE wire = 'content' AND texts IS NOT NULL
       AND outlet IN (SELECT value FROM json_each(?)) AND url NOT IN (SELECT value FROM json_each(?)) RETURNING outlet`,
    JSON.stringify([...polled]),
    urls,
  );
  const outlets = new Set(Array.from(returned, ({ outlet }) => outlet));
  const withdrawn = sql.exec<{ story: number }>(
    `DELETE FROM reports WHERE wire = 'content' AND url NOT IN (SELECT value FROM json_each(?)) RETURNING story`,
    urls,
  );
  for (const { story } of withdrawn) changes.emptied.add(story);
  return outlets;
}

/** What only a report from a feed has. */
interface FeedIdentity {
  guid: number | null;
  /** Hash of the feed's address in content; null if unknown. */
  feed: number | null;
  /** Hashes of the texts that the feed has given, the latest last. */
  texts: readonly number[];
}

/** Adds a report. @returns its id */
export const addReport = (
  rows: NewRows,
  source: ReportSource,
  report: Report,
  now: number,
  feed: FeedIdentity | null = null,
): number =>
  rows.addReport({
    ...columns(report, source),
    url: report.url,
    moment: momentOf(report, now) ?? now,
    filed: now,
    guid: feed?.guid ?? null,
    feed: feed?.feed ?? null,
    texts: feed && JSON.stringify(feed.texts),
    image: report.image ?? null,
    amended: null,
    removed: null,
  });

/** Replaces a report's text and date. A report without a date keeps the time at which it was first filed. */
function amendReport(rows: NewRows, id: number, report: Report, now: number): void {
  const moment = momentOf(report, now);
  rows.updateReport(id, { ...columns(report, "content"), ...(moment !== null && { moment }) });
}

/** The columns that a file gives too. */
const columns = (report: Report, source: ReportSource) => ({
  outlet: report.outlet,
  title: report.title,
  title_is_ours: Number(report.titleIsOurs),
  summary: report.summary,
  published: report.published?.value ?? null,
  estimated: Number(report.published?.estimated ?? false),
  language: report.language,
  tags: JSON.stringify(report.tags),
  via: report.via,
  wire: source,
});

function sameReport(report: Report, row: ReportRow): boolean {
  const { evidence: _, amended: __, removed: ___, ...before } = asReport(row, new Map());
  return (Object.keys(before) as (keyof Report)[]).every(
    (field) => JSON.stringify(before[field]) === JSON.stringify(report[field]),
  );
}

/**
 * When the report counts as published, in milliseconds since 1970 (UTC); null if unknown. A date in the future counts as
 * `now`: it is the outlet's mistake, and must not keep the report at the top of the feed until then.
 */
export function momentOf({ published }: Report, now: number): number | null {
  const moment = published === null ? Number.NaN : instant(published);
  return Number.isNaN(moment) ? null : Math.min(moment, now);
}
