import type { Report } from "../../model/report.ts";
import { instant } from "../../model/time.ts";
import { moveReport, reportByUrl } from "./report-identity.ts";
import { asReport, type ReportRow } from "../stories/story-queries.ts";
import type { ReportSource } from "../feeds/feed-state.ts";

/** What a filing did to the table of reports. */
export interface FilingChanges {
  /** Ids of rows that are new, and in no story yet; in order of publication, those of one moment as they came. */
  added: Set<number>;
  /** Ids of rows that say something else now, or are at another address. */
  amended: Set<number>;
  /** Stories that lost a report, which was withdrawn or proved to be another one. */
  emptied: Set<number>;
}

/**
 * Files what content/ holds: reports not seen before are added, those that changed are amended, those that it has no more
 * are withdrawn, the rest is left alone. What an outlet's feed gave becomes content's where content has it too.
 *
 * @param now in milliseconds since 1970 (UTC): the time of a report that has none, and the latest that any can have
 * @returns outlets whose feeds get reports back
 */
export function fileContentReports(
  sql: SqlStorage,
  reports: readonly Report[],
  now: number,
  changes: FilingChanges,
): Set<string> {
  const outlets = withdrawReports(sql, reports, changes);
  const moment = (report: Report): number => momentOf(report, now) ?? now;
  for (const report of reports.toSorted((a, b) => moment(a) - moment(b))) {
    const row = reportByUrl(sql, report.url);
    // A former address of one file's report can be another file's.
    const another = row?.wire === "content" && row.url !== report.url;
    if (another) sql.exec("DELETE FROM addresses WHERE url = ?", report.url);
    if (!row || another) changes.added.add(addReport(sql, "content", report, now));
    else if (row.wire !== "content" || !sameReport(report, row)) {
      if (row.url !== report.url) moveReport(sql, row.id, row.url, report.url);
      amendReport(sql, row.id, report, now);
      changes.amended.add(row.id);
    }
  }
  return outlets;
}

/**
 * Takes back what content has no more. A report that its outlet's feed gave as well goes back to the feed: it stays where
 * it is, and the next poll puts it into the feed's words.
 */
function withdrawReports(
  sql: SqlStorage,
  reports: readonly Report[],
  changes: FilingChanges,
): Set<string> {
  const urls = JSON.stringify(reports.map(({ url }) => url));
  const returned = sql.exec<{ outlet: string }>(
    `UPDATE reports SET wire = 'feed:' || outlet, texts = '[]' WHERE wire = 'content' AND texts IS NOT NULL
       AND outlet IN (SELECT outlet FROM wires) AND url NOT IN (SELECT value FROM json_each(?)) RETURNING outlet`,
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

/** What only a feed gives a report. */
interface FromFeed {
  guid: number | null;
  texts: readonly number[];
}

/** @returns its id */
export function addReport(
  sql: SqlStorage,
  source: ReportSource,
  report: Report,
  now: number,
  feed: FromFeed | null = null,
): number {
  return sql
    .exec<{ id: number }>(
      `INSERT INTO reports (outlet, title, title_is_ours, summary, published, estimated, language, tags, via, wire, moment,
         url, filed, guid, texts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      ...columns(report, source),
      momentOf(report, now) ?? now,
      report.url,
      now,
      feed?.guid ?? null,
      feed && JSON.stringify(feed.texts),
    )
    .one().id;
}

/** A report that has no date keeps the time at which it was first filed. */
function amendReport(sql: SqlStorage, id: number, report: Report, now: number): void {
  sql.exec(
    `UPDATE reports SET outlet = ?, title = ?, title_is_ours = ?, summary = ?, published = ?, estimated = ?, language = ?,
       tags = ?, via = ?, wire = ?, moment = coalesce(?, moment) WHERE id = ?`,
    ...columns(report, "content"),
    momentOf(report, now),
    id,
  );
}

const columns = (report: Report, source: ReportSource): SqlStorageValue[] => [
  report.outlet,
  report.title,
  Number(report.titleIsOurs),
  report.summary,
  report.published?.value ?? null,
  Number(report.published?.estimated ?? false),
  report.language,
  JSON.stringify(report.tags),
  report.via,
  source,
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
export function momentOf({ published }: Report, now: number): number | null {
  const moment = published === null ? Number.NaN : instant(published);
  return Number.isNaN(moment) ? null : Math.min(moment, now);
}
