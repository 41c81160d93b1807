import type { ReportInput } from "../../cluster/index.ts";
import { SUMMARY } from "../reports/summaries.ts";
import { MOMENT_AMONG_OUTLETS, momentAmongOutlets } from "../stories/report-order.ts";
import type { ReportRow } from "../stories/report-row.ts";

interface InputRow extends Record<string, SqlStorageValue> {
  id: number;
  outlet: string;
  url: string;
  title: string;
  summary: string;
  /** Null if the report has no date of its own. */
  time: number | null;
  language: string;
}

/** These reports as input for folding, in order of publication; reports of the same time in order of filing. */
export function inputsOf(sql: SqlStorage, ids: readonly number[]): ReportInput[] {
  const rows = sql.exec<InputRow>(
    `SELECT id, outlet, url, title, ${SUMMARY}, iif(published IS NULL, NULL, moment) AS time, language
     FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ${MOMENT_AMONG_OUTLETS}, moment, id`,
    JSON.stringify(ids),
  );
  return Array.from(rows, asInput);
}

/** Reports that are not stored yet as input for folding, in the same order. */
export const inputsOfRows = (rows: Iterable<ReportRow>): ReportInput[] =>
  [...rows]
    .sort(
      (a, b) => momentAmongOutlets(a) - momentAmongOutlets(b) || a.moment - b.moment || a.id - b.id,
    )
    .map((row) => asInput({ ...row, time: row.published === null ? null : row.moment }));

const asInput = ({ id, outlet, url, title, summary, time, language }: InputRow): ReportInput => ({
  id: String(id),
  outlet,
  url,
  title,
  text: summary,
  time,
  language,
});
