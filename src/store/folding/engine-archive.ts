import {
  decode,
  encode,
  type Archive,
  type ArchivedReport,
  type ReportInput,
  type StoredFeatures,
  version,
} from "../../cluster/index.ts";

interface FiledRow extends ItemRow {
  key: string;
  opened: number;
  features: ArrayBuffer;
  features_version: number;
}

interface ItemRow extends Record<string, SqlStorageValue> {
  id: number;
  outlet: string;
  url: string;
  title: string;
  summary: string;
  /** Null where the report has no date of its own. */
  time: number | null;
  language: string;
}

/** Of each term so many of the latest holders are looked at, or a common one would cost more with every report stored. */
const MAX_POSTINGS = 200;

const ITEM = `reports.id, outlet, url, title, summary, iif(published IS NULL, NULL, moment) AS time, language`;
const FILED = `SELECT ${ITEM}, stories.key, stories.id AS opened, features, features_version
  FROM reports JOIN stories ON stories.id = reports.story`;

/** The reports that memory no longer holds, as folding asks for them. */
export function archiveOf(sql: SqlStorage): Archive {
  return {
    byTerms: (terms, limit, upTo) =>
      asFiled(
        sql.exec<FiledRow>(
          `${FILED} JOIN (
             SELECT report, count(*) AS shared FROM json_each(?1) AS asked CROSS JOIN terms
             ON term = asked.value AND report <= ?2 AND report >= coalesce((
               SELECT report FROM terms WHERE term = asked.value AND report <= ?2 ORDER BY report DESC LIMIT 1 OFFSET ?3
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
          `${FILED} WHERE reports.id IN (SELECT value FROM json_each(?)) AND features IS NOT NULL`,
          JSON.stringify(ids.map(Number)),
        ),
      ),
    item: (id) => itemsOf(sql, [Number(id)])[0],
  };
}

/** The reports filed last, oldest first. */
export function latestFiled(sql: SqlStorage, most: number): ArchivedReport[] {
  return asFiled(
    sql.exec<FiledRow>(
      `${FILED} WHERE features IS NOT NULL ORDER BY reports.id DESC LIMIT ?`,
      most,
    ),
  ).toReversed();
}

/** Reports whose features an earlier version of the program made, or a later one that was taken back; the latest first. */
export function outdatedFeatures(sql: SqlStorage, most: number): number[] {
  const others = (which: "<" | ">"): string =>
    `SELECT id FROM (SELECT id FROM reports WHERE features IS NOT NULL AND features_version ${which} ?1
       ORDER BY features_version DESC, id DESC LIMIT ?2)`;
  return sql
    .exec<{ id: number }>(`${others("<")} UNION ALL ${others(">")} LIMIT ?2`, version, most)
    .toArray()
    .map(({ id }) => id);
}

/** What folding looks at in these reports, in order of publication, those of one moment as they came. */
export function itemsOf(sql: SqlStorage, ids: readonly number[]): ReportInput[] {
  const rows = sql.exec<ItemRow>(
    `SELECT ${ITEM} FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY moment, id`,
    JSON.stringify(ids),
  );
  return Array.from(rows, asItem);
}

/** What folding made of reports, by their rows. */
export type FeaturesByRow = ReadonlyMap<number, StoredFeatures>;

/** Keeps what folding made of new reports, so that the archive can give them back. */
export function storeFeatures(sql: SqlStorage, made: FeaturesByRow): void {
  const rows: [term: number, report: number][] = [];
  for (const [id, { features, terms }] of made) {
    sql.exec(
      "UPDATE reports SET features = ?, features_version = ? WHERE id = ?",
      encode(features),
      version,
      id,
    );
    for (const term of terms) rows.push([term, id]);
  }
  // In the order of the table, so that each of its pages is looked up once.
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  sql.exec(
    "INSERT OR IGNORE INTO terms (term, report) SELECT value ->> 0, value ->> 1 FROM json_each(?)",
    JSON.stringify(rows),
  );
}

/** The same for reports that had something kept already. */
export function replaceFeatures(sql: SqlStorage, made: FeaturesByRow): void {
  sql.exec(
    "DELETE FROM terms WHERE report IN (SELECT value FROM json_each(?))",
    JSON.stringify([...made.keys()]),
  );
  storeFeatures(sql, made);
}

const asItem = ({ id, outlet, url, title, summary, time, language }: ItemRow): ReportInput => ({
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
    features: row.features_version === version ? decode(new Uint8Array(row.features)) : asItem(row),
  }));
