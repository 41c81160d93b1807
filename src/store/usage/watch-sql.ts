/** The same database. What its statements return is handed on too, since a cursor tells how many rows it read and wrote. */
export function watchSql(
  sql: SqlStorage,
  onStatement: (cursor: { rowsRead: number; rowsWritten: number }) => void,
): SqlStorage {
  const exec: SqlStorage["exec"] = (query, ...bindings) => {
    const cursor = sql.exec(query, ...bindings);
    onStatement(cursor);
    return cursor as ReturnType<typeof sql.exec<never>>;
  };
  return {
    exec,
    get databaseSize() {
      return sql.databaseSize;
    },
    Cursor: sql.Cursor,
    Statement: sql.Statement,
  };
}
