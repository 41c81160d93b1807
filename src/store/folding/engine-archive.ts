import {
  decode,
  encode,
  type Archive,
  type ArchivedReport,
  type ReportInput,
  type StoredFeatures,
  version,
} from "../../cluster/index.ts";
import { MOMENT_AMONG_OUTLETS } from "../stories/report-order.ts";

interface FiledRow extends InputRow {
  key: string;
  opened: number;
  features: ArrayBuffer;
  features_version: number;
}

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

/** Maximum number of postings read per term, latest first: otherwise a common term would cost more with every report. */
const MAX_POSTINGS = 200;

const INPUT_COLUMNS = `reports.id, outlet, url, title, summary, iif(published IS NULL, NULL, moment) AS time, language`;
const SELECT_FILED = `SELECT ${INPUT_COLUMNS}, stories.key, stories.id AS opened, features, features_version
  FROM reports JOIN stories ON stories.id = reports.story`;

/** The engine's access to reports that are no longer in memory. */
export function archiveOf(sql: SqlStorage): Archive {
  return {
    byTerms: (terms, limit, upTo) =>
      asFiled(
        sql.exec<FiledRow>(
          `${SELECT_FILED} JOIN (
             SELECT report, count(*) AS shared FROM json_each(?1) AS wanted CROSS JOIN terms
             ON term = wanted.value AND report <= ?2 AND report >= coalesce((
               SELECT report FROM terms WHERE term = wanted.value AND report <= ?2 ORDER BY report DESC LIMIT 1 OFFSET ?3
             ), 0)
             GROUP BY report HAVING shared > 1 ORDER BY shared DESC, report DESC LIMIT ?4
           ) ON report = reports.id WHERE features IS NOT NULL ORDER BY shared DESC, reports.id DESC`,
          JSON.stringify(terms),
          Number(upTo),
          MAX_POSTINGS - 1,
          limit,
        ),
      ),
    byIds: (ids) =>
      asFiled(
        sql.exec<FiledRow>(
          `${SELECT_FILED} WHERE reports.id IN (SELECT value FROM json_each(?)) AND features IS NOT NULL`,
          JSON.stringify(ids.map(Number)),
        ),
      ),
    item: (id) => inputsOf(sql, [Number(id)])[0],
  };
}

/** The reports filed last, oldest first. */
export function latestFiled(sql: SqlStorage, limit: number): ArchivedReport[] {
  return asFiled(
    sql.exec<FiledRow>(
      `${SELECT_FILED} WHERE features IS NOT NULL ORDER BY reports.id DESC LIMIT ?`,
      limit,
    ),
  ).toReversed();
}

/**
 * Ids of reports whose features were computed by another version: an earlier one, or a later one that was rolled back.
 * The latest reports come first.
 */
export function outdatedFeatures(sql: SqlStorage, limit: number): number[] {
  const ofVersions = (comparison: "<" | ">"): string =>
    `SELECT id FROM (SELECT id FROM reports WHERE features IS NOT NULL AND features_version ${comparison} ?1
       ORDER BY features_version DESC, id DESC LIMIT ?2)`;
  return sql
    .exec<{ id: number }>(
      `${ofVersions("<")} UNION ALL ${ofVersions(">")} LIMIT ?2`,
      version,
      limit,
    )
    .toArray()
    .map(({ id }) => id);
}

/** These reports as input for folding, in order of publication; reports of the same time in order of filing. */
export function inputsOf(sql: SqlStorage, ids: readonly number[]): ReportInput[] {
  const rows = sql.exec<InputRow>(
    `SELECT ${INPUT_COLUMNS} FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY ${MOMENT_AMONG_OUTLETS}, moment, id`,
    JSON.stringify(ids),
  );
  return Array.from(rows, asInput);
}

/** Features and index terms of reports, by report id. */
export type FeaturesByRow = ReadonlyMap<number, StoredFeatures>;

/** Stores the features and postings of new reports, so that the archive can find them. */
export function storeFeatures(sql: SqlStorage, featuresByRow: FeaturesByRow): void {
  const postings: [term: number, report: number][] = [];
  for (const [id, { features, terms }] of featuresByRow) {
    sql.exec(
      "UPDATE reports SET features = ?, features_version = ? WHERE id = ?",
      encode(features),
      version,
      id,
    );
    for (const term of terms) postings.push([term, id]);
  }
  // Sorted in the order of the table, so that each of its pages is visited once.
  postings.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  sql.exec(
    "INSERT OR IGNORE INTO terms (term, report) SELECT value ->> 0, value ->> 1 FROM json_each(?)",
    JSON.stringify(postings),
  );
}

/** Stores new features and postings for reports that may already have some. */
export function replaceFeatures(sql: SqlStorage, featuresByRow: FeaturesByRow): void {
  sql.exec(
    "DELETE FROM terms WHERE report IN (SELECT value FROM json_each(?))",
    JSON.stringify([...featuresByRow.keys()]),
  );
  storeFeatures(sql, featuresByRow);
}

const asInput = ({ id, outlet, url, title, summary, time, language }: InputRow): ReportInput => ({
  id: String(id),
  outlet,
  url,
  title,
  text: summary,
  time,
  language,
});

const asFiled = (rows: Iterable<FiledRow>): ArchivedReport[] =>
  Array.from(rows, (row) => ({
    id: String(row.id),
    story: row.key,
    opened: row.opened,
    features:
      row.features_version === version ? decode(new Uint8Array(row.features)) : asInput(row),
  }));
