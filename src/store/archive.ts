import {
  decode,
  encode,
  type Archive,
  type Filed,
  type Folder,
  type Item,
} from "../cluster/index.ts";

/** What is stored of a report for folding. */
type Stored = NonNullable<ReturnType<Folder["stored"]>>;

interface FiledRow extends Record<string, SqlStorageValue> {
  id: number;
  key: string;
  opened: number;
  features: ArrayBuffer;
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

const FILED = `SELECT reports.id, stories.key, stories.id AS opened, reports.features
  FROM reports JOIN stories ON stories.id = reports.story`;

/** The reports that memory no longer holds, as folding asks for them. */
export function archiveOf(sql: SqlStorage): Archive {
  return {
    holders: (terms, limit) =>
      filed(
        sql.exec<FiledRow>(
          `${FILED} JOIN (
             SELECT report, count(*) AS shared FROM terms WHERE term IN (SELECT value FROM json_each(?))
             GROUP BY report HAVING shared > 1 ORDER BY shared DESC, report DESC LIMIT ?
           ) ON report = reports.id WHERE features IS NOT NULL ORDER BY shared DESC, reports.id DESC`,
          JSON.stringify(terms),
          limit,
        ),
      ),
    reports: (ids) =>
      filed(
        sql.exec<FiledRow>(
          `${FILED} WHERE reports.id IN (SELECT value FROM json_each(?)) AND features IS NOT NULL`,
          JSON.stringify(ids.map(Number)),
        ),
      ),
  };
}

/** The reports filed last, oldest first. */
export function latestFiled(sql: SqlStorage, most: number): Filed[] {
  return filed(
    sql.exec<FiledRow>(
      `${FILED} WHERE features IS NOT NULL ORDER BY reports.id DESC LIMIT ?`,
      most,
    ),
  ).toReversed();
}

/** What folding looks at in these reports, in order of publication, those of one moment as they came. */
export function itemsOf(sql: SqlStorage, ids: readonly number[]): Item[] {
  const rows = sql.exec<ItemRow>(
    `SELECT id, outlet, url, title, summary, iif(published IS NULL, NULL, moment) AS time, language
     FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY moment, id`,
    JSON.stringify(ids),
  );
  return Array.from(rows, ({ id, outlet, url, title, summary, time, language }) => ({
    id: String(id),
    outlet,
    url,
    title,
    text: summary,
    time,
    language,
  }));
}

/** Keeps what folding made of a report, so that the archive can give it back. */
export function keepFeatures(sql: SqlStorage, id: number, { features, terms }: Stored): void {
  sql.exec("UPDATE reports SET features = ? WHERE id = ?", encode(features), id);
  sql.exec(
    "INSERT OR IGNORE INTO terms (term, report) SELECT DISTINCT value, ? FROM json_each(?)",
    id,
    JSON.stringify(terms),
  );
}

const filed = (rows: Iterable<FiledRow>): Filed[] =>
  [...rows].map(({ id, key, opened, features }) => ({
    id: String(id),
    story: key,
    opened,
    features: decode(new Uint8Array(features)),
  }));
