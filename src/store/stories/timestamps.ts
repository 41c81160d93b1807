/** Gives stories times of update that no other story has. */

/** The times that one filing gives. It remembers where it found the last one, so that equal dates are not searched again. */
export class UnusedTimestamps {
  readonly #sql: SqlStorage;
  /** For a time that was asked for, the first one after it that may be unused. */
  readonly #next = new Map<number, number>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The first time from this one on at which no story was updated. The caller must use it. */
  from(wanted: number): number {
    const found = unusedTimestamp(this.#sql, this.#next.get(wanted) ?? wanted);
    this.#next.set(wanted, found + 1);
    return found;
  }
}

/**
 * The first time from this one on at which no story was updated. LIMIT and `one()` exhaust the cursor: an open one pins
 * its snapshot of the database, and so keeps SQLite from checkpointing the write-ahead log.
 */
function unusedTimestamp(sql: SqlStorage, from: number): number {
  return sql
    .exec<{ moment: number }>(
      `SELECT ?1 AS moment WHERE NOT EXISTS (SELECT 1 FROM stories WHERE updated = ?1)
       UNION ALL
       SELECT * FROM (
         SELECT updated + 1 FROM stories AS taken
         WHERE updated >= ?1 AND NOT EXISTS (SELECT 1 FROM stories WHERE updated = taken.updated + 1)
         ORDER BY updated LIMIT 1
       )
       LIMIT 1`,
      from,
    )
    .one().moment;
}
