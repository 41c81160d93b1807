/** Finds the row of a report: by its URL, or by the id that its feed gives it. */
import type { NewRows } from "../new-rows.ts";
import { REPORT_COLUMNS, type KnownReport } from "../stories/report-row.ts";
import { NEAREST, SAME_TEXT_AS } from "../stories/evidence-codec.ts";
import { mergeStories } from "../stories/story-rows.ts";
import type { FiledIdentity } from "./identity-rules.ts";
import { guidOf, packGuid, unpackDate } from "./packed-columns.ts";
import { selectAtUrl, urlKeys } from "./url-keys.ts";

/** Maximum number of URLs per report. A feed that gives more makes up a new one at every poll. */
const MAX_URLS = 4;

const KNOWN_COLUMNS = `${REPORT_COLUMNS}, guid, guid_is_url, feed, texts`;

/** The report that has, or had, that URL. */
export function reportByUrl(sql: SqlStorage, url: string): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `${selectAtUrl(KNOWN_COLUMNS)}
       UNION ALL SELECT ${KNOWN_COLUMNS} FROM reports WHERE id = (SELECT report FROM addresses WHERE url = ?2)`,
      ...urlKeys(url),
    )
    .toArray()[0];
}

/** Ids of the reports that have, or had, one of these addresses, in order of arrival. */
export function reportsAtPage(sql: SqlStorage, addresses: readonly string[]): number[] {
  // One query for each, since a look-up in a list counts as a row read even if it finds nothing.
  const found = addresses.flatMap((url) =>
    sql
      .exec<{ id: number }>(
        `${selectAtUrl("id")} UNION ALL SELECT report FROM addresses WHERE url = ?2`,
        ...urlKeys(url),
      )
      .toArray()
      .map(({ id }) => id),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}

/** The id of the report that had that URL before, or has it too. */
export const formerReportAt = (sql: SqlStorage, url: string): number | undefined =>
  sql.exec<{ report: number }>("SELECT report FROM addresses WHERE url = ?", url).toArray()[0]
    ?.report;

/** The source's first report with that headline and time. */
export function reportByHeadline(
  sql: SqlStorage,
  wire: string,
  title: string,
  moment: number,
): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN_COLUMNS} FROM reports WHERE wire = ? AND moment = ? AND title = ? ORDER BY id LIMIT 1`,
      wire,
      moment,
      title,
    )
    .toArray()[0];
}

/** The source's latest reports, to recognize a text that is listed again as if it were new. */
export const recentReports = (
  sql: SqlStorage,
  wire: string,
  since: number,
): Pick<KnownReport, "id" | "title" | "moment">[] =>
  sql
    .exec<Pick<KnownReport, "id" | "title" | "moment">>(
      "SELECT id, title, moment FROM reports WHERE wire = ? AND moment > ? ORDER BY moment",
      wire,
      since,
    )
    .toArray();

export function reportById(sql: SqlStorage, id: number): KnownReport | undefined {
  return sql
    .exec<KnownReport>(`SELECT ${KNOWN_COLUMNS} FROM reports WHERE id = ?`, id)
    .toArray()[0];
}

/** What identifies a report in the table. */
export function identityOf(row: KnownReport): FiledIdentity {
  const published = unpackDate(row.published, row.moment);
  return {
    url: row.url,
    guid: guidOf(row),
    title: row.title,
    summary: row.summary,
    published: published === null ? null : { value: published, estimated: false },
    filed: row.filed,
  };
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

/** Gives a report a new URL. The former one still leads to it, and so does the id that is the former one. */
export function moveReport(
  sql: SqlStorage,
  rows: NewRows,
  row: Pick<KnownReport, "id" | "url" | "guid" | "guid_is_url">,
  to: string,
): void {
  sql.exec("DELETE FROM addresses WHERE url = ?", to);
  addAddress(sql, rows, row.id, row.url);
  rows.updateReport(row.id, { url: to, ...packGuid(guidOf(row), to) });
}

/** Stores a further URL of a report. */
export function addAddress(sql: SqlStorage, rows: NewRows, id: number, url: string): void {
  rows.forms.note(url);
  sql.exec("INSERT INTO addresses (url, report) VALUES (?, ?)", url, id);
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
export function mergeReports(
  sql: SqlStorage,
  rows: NewRows,
  from: KnownReport,
  into: KnownReport,
): void {
  sql.exec("UPDATE addresses SET report = ? WHERE report = ?", into.id, from.id);
  // What was compared with the one row was compared with the report.
  for (const place of [NEAREST, SAME_TEXT_AS])
    sql.exec(
      "UPDATE reports SET evidence = json_set(evidence, ?1, CAST(?2 AS INTEGER)) WHERE story = ?3 AND evidence ->> ?1 = ?4",
      place,
      into.id,
      from.story,
      from.id,
    );
  sql.exec("DELETE FROM reports WHERE id = ?", from.id);
  addAddress(sql, rows, into.id, from.url);
  if (sql.exec("SELECT 1 FROM reports WHERE story = ? LIMIT 1", from.story).toArray().length > 0)
    return;
  mergeStories(sql, Math.max(from.story, into.story), Math.min(from.story, into.story));
}
