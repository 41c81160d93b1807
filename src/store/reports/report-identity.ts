/** Which report of the table a report is: one at the same address, or one to which its feed gave the same id. */
import { hash } from "../../cluster/index.ts";
import { REPORT_COLUMNS, type ReportRow } from "../stories/story-queries.ts";
import { mergeStories } from "../stories/story-rows.ts";

/** Addresses that are kept of a report. A feed that gives it more makes them up anew at every poll. */
const ADDRESSES = 4;

/** A report in the table, with what tells it from others. */
export interface KnownReport extends ReportRow {
  wire: string;
  guid: number | null;
  moment: number;
  texts: string | null;
}

const KNOWN = `${REPORT_COLUMNS}, wire, guid, moment, texts`;

/** Selects ids of the reports that have, or had, one of the addresses in a JSON list. */
export const SELECT_IDS_BY_URL = `SELECT id FROM reports WHERE url IN (SELECT value FROM json_each(?1))
  UNION SELECT report FROM addresses WHERE url IN (SELECT value FROM json_each(?1))`;

/** The report that has, or had, that address. */
export function reportByUrl(sql: SqlStorage, url: string): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN} FROM reports WHERE url = ?1
       UNION ALL SELECT ${KNOWN} FROM reports WHERE id = (SELECT report FROM addresses WHERE url = ?1)`,
      url,
    )
    .toArray()[0];
}

/** The report of that outlet's to which its feed gave that id last. */
export function reportByGuid(
  sql: SqlStorage,
  outlet: string,
  guid: number,
): KnownReport | undefined {
  return sql
    .exec<KnownReport>(
      `SELECT ${KNOWN} FROM reports WHERE guid = ? AND outlet = ? ORDER BY id DESC LIMIT 1`,
      guid,
      outlet,
    )
    .toArray()[0];
}

/** 53 bits of a feed's id of a report: enough to tell an outlet's reports apart, and a fraction of the space. */
export const guidHash = (guid: string): number =>
  hash(guid, 1) * 2 ** 23 + (hash(guid, 2) & (2 ** 23 - 1));

/** Gives a report another address, by which it is known from then on; the one before still leads to it. */
export function moveReport(sql: SqlStorage, id: number, from: string, to: string): void {
  sql.exec("DELETE FROM addresses WHERE url = ?", to);
  sql.exec("INSERT INTO addresses (url, report) VALUES (?, ?)", from, id);
  sql.exec("UPDATE reports SET url = ? WHERE id = ?", to, id);
}

/** Whether the report's feed may give it another address still. */
export function mayMove(sql: SqlStorage, id: number): boolean {
  const { known } = sql
    .exec<{ known: number }>("SELECT count(*) AS known FROM addresses WHERE report = ?", id)
    .one();
  return known < ADDRESSES - 1;
}

/**
 * Makes two rows that prove to be one report one row. A story that has no other report is one with the story of the row
 * that stays: the older key stays, and the younger leads to it.
 */
export function mergeReports(sql: SqlStorage, from: KnownReport, into: KnownReport): void {
  sql.exec("UPDATE addresses SET report = ? WHERE report = ?", into.id, from.id);
  sql.exec("DELETE FROM reports WHERE id = ?", from.id);
  sql.exec("INSERT INTO addresses (url, report) VALUES (?, ?)", from.url, into.id);
  if (sql.exec("SELECT 1 FROM reports WHERE story = ? LIMIT 1", from.story).toArray().length > 0)
    return;
  mergeStories(sql, Math.max(from.story, into.story), Math.min(from.story, into.story));
}
