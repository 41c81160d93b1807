/** The tables of a newsroom, as SQLite itself describes them, so that a backup needs no list that could grow stale. */

/** A table, as far as copying its rows requires. */
export interface TableShape {
  name: string;
  /** Columns that identify a row, in the order of the index by which the rows are read. */
  key: string[];
  /** Every column to copy. */
  columns: string[];
}

/** SQLite's own table of the highest ids given out (https://www.sqlite.org/autoinc.html). */
export const SEQUENCES = "sqlite_sequence";

/** Rendered documents are rendered again when they are requested, so no backup needs them. */
const DERIVED = ["documents"];

/**
 * The tables whose rows a backup contains, each after the tables that it references. Not among them are the platform's
 * own, whose names begin with "_", and virtual tables with those below them, which SQLite refuses to write
 * (https://www.sqlite.org/c3ref/c_dbconfig_defensive.html).
 */
export function copiedTables(sql: SqlStorage): TableShape[] {
  const found = sql
    .exec<{ name: string; wr: number }>(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE '\\_%' ESCAPE '\\' AND (name = ?1 OR name NOT LIKE 'sqlite\\_%' ESCAPE '\\')
         AND name NOT IN (SELECT value FROM json_each(?2))
       ORDER BY name = ?1, name`,
      SEQUENCES,
      JSON.stringify(DERIVED),
    )
    .toArray();
  const ordered = new Map<string, TableShape>();
  const visit = (name: string, withoutRowid: boolean): void => {
    if (ordered.has(name)) return;
    for (const parent of parentsOf(sql, name)) {
      const table = found.find((each) => each.name === parent);
      if (table && parent !== name) visit(parent, table.wr === 1);
    }
    ordered.set(name, shapeOf(sql, name, withoutRowid));
  };
  for (const { name, wr } of found) visit(name, wr === 1);
  return [...ordered.values()];
}

/** An identifier for use in SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const parentsOf = (sql: SqlStorage, table: string): string[] =>
  sql
    .exec<{ parent: string }>(
      'SELECT DISTINCT "table" AS parent FROM pragma_foreign_key_list(?)',
      table,
    )
    .toArray()
    .map(({ parent }) => parent);

function shapeOf(sql: SqlStorage, name: string, withoutRowid: boolean): TableShape {
  const columns = sql
    .exec<{ name: string; type: string; pk: number }>(
      "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid",
      name,
    )
    .toArray();
  const names = columns.map((column) => column.name);
  const primary = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const key = primary.map((column) => column.name);
  // A single INTEGER PRIMARY KEY is the rowid itself (https://www.sqlite.org/lang_createtable.html#rowid).
  if (withoutRowid || (primary.length === 1 && primary[0]?.type === "INTEGER"))
    return { name, key, columns: names };
  return { name, key: ["rowid"], columns: ["rowid", ...names] };
}
