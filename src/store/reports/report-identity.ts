/** Finds the row of a report: by its URL, or by the id that its feed gives it. */
import { hash } from "../../cluster/index.ts";
import type { Report } from "../../model/report.ts";
import { instant, precision } from "../../model/time.ts";
import type { ReportSource } from "../feeds/feed-state.ts";
import { REPORT_COLUMNS, type ReportRow } from "../stories/report-row.ts";
import { mergeStories } from "../stories/story-rows.ts";

/** Maximum number of URLs per report. A feed that gives more makes up a new one at every poll. */
const MAX_URLS = 4;

/** A report in the table, with the columns that identify it. */
export interface KnownReport extends ReportRow {
  guid: number | null;
  texts: string | null;
}

const KNOWN_COLUMNS = `${REPORT_COLUMNS}, guid, texts`;

/** Selects the ids of the reports that have, or had, one of the URLs in a JSON list. */
export const SELECT_IDS_BY_URL = `SELECT id FROM reports WHERE url IN (SELECT value FROM json_each(?1))
  UNION SELECT report FROM addresses WHERE url IN (SELECT value FROM json_each(?1))`;

/** The report that has, or had, that URL. */
export function reportByUrl(sql: SqlStorage, url: string): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN_COLUMNS} FROM reports WHERE url = ?1
       UNION ALL SELECT ${KNOWN_COLUMNS} FROM reports WHERE id = (SELECT report FROM addresses WHERE url = ?1)`,
      url,
    )
    .toArray()[0];
}

/** The outlet's latest report to which its feed gave that id. */
export function reportByGuid(
  sql: SqlStorage,
  outlet: string,
  guid: number,
): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN_COLUMNS} FROM reports WHERE guid = ? AND outlet = ? ORDER BY id DESC LIMIT 1`,
      guid,
      outlet,
    )
    .toArray()[0];
}

/**
 * The report of a feed with that headline and date, to the second: some feeds change every address and id at each poll.
 */
export function reportByHeadline(
  sql: SqlStorage,
  source: ReportSource,
  { title, published }: Pick<Report, "title" | "published">,
): KnownReport | undefined {
  if (published === null || precision(published) !== "second") return undefined;
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN_COLUMNS} FROM reports WHERE wire = ? AND moment = ? AND title = ? LIMIT 1`,
      source,
      instant(published),
      title,
    )
    .toArray()[0];
}

/** A 53-bit hash of a feed's id for a report: enough to distinguish an outlet's reports, in a fraction of the space. */
export const guidHash = (guid: string): number =>
  hash(guid, 1) * 2 ** 23 + (hash(guid, 2) & (2 ** 23 - 1));

/** Gives a report a new URL. The former one still leads to it. */
export function moveReport(sql: SqlStorage, id: number, from: string, to: string): void {
  sql.exec("DELETE FROM addresses WHERE url = ?", to);
  sql.exec("INSERT INTO addresses (url, report) VALUES (?, ?)", from, id);
  sql.exec("UPDATE reports SET url = ? WHERE id = ?", to, id);
}

/** Whether the report's feed may give it another URL. */
export function mayMove(sql: SqlStorage, id: number): boolean {
  const { former } = sql
    .exec<{ former: number }>("SELECT count(*) AS former FROM addresses WHERE report = ?", id)
    .one();
  return former < MAX_URLS - 1;
}

/**
 * Merges two rows that turned out to be one report. If that leaves a story without reports, it is merged with the story
 * of the remaining row: the older story keeps its key, and the younger key leads to it.
 */
export function mergeReports(sql: SqlStorage, from: KnownReport, into: KnownReport): void {
  sql.exec("UPDATE addresses SET report = ? WHERE report = ?", into.id, from.id);
  sql.exec("DELETE FROM reports WHERE id = ?", from.id);
  sql.exec("INSERT INTO addresses (url, report) VALUES (?, ?)", from.url, into.id);
  if (sql.exec("SELECT 1 FROM reports WHERE story = ? LIMIT 1", from.story).toArray().length > 0)
    return;
  mergeStories(sql, Math.max(from.story, into.story), Math.min(from.story, into.story));
}
