/** Statements, or a function for what SQL cannot say. It may read much, but must write few rows: see `upgrades.ts`. */
export type Migration = string | ((sql: SqlStorage) => void);

/** Runs one migration. */
export function apply(sql: SqlStorage, migration: Migration): void {
  if (typeof migration === "string") sql.exec(migration);
  else migration(sql);
}
