/** What a story is made of, kept right whenever its reports change. Moments are milliseconds since 1970 (UTC). */

interface Member extends Record<string, SqlStorageValue> {
  outlet: string;
  /** Of the outlet's first report. */
  first: number;
}

/** Opens a story with these reports, the first of which gives it its headline. @returns its id */
export function openStory(
  sql: SqlStorage,
  key: string,
  reports: readonly number[],
  revision: number,
): number {
  const [lead] = reports;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO stories (key, headline, outlets, first_published, updated, revision)
       SELECT ?, title, '[]', moment, ?, ? FROM reports WHERE id = ? RETURNING id`,
      key,
      unusedTimestamp(sql, 0),
      revision,
      lead,
    )
    .one();
  assignReports(sql, reports, id);
  return id;
}

export function assignReports(sql: SqlStorage, reports: readonly number[], story: number): void {
  sql.exec(
    "UPDATE reports SET story = ? WHERE id IN (SELECT value FROM json_each(?))",
    story,
    JSON.stringify(reports),
  );
}

/** Gives a story that nobody has seen another key, also where it was named already. */
export function renameStory(sql: SqlStorage, id: number, key: string): void {
  sql.exec(
    "UPDATE changes SET other = ?1 WHERE other = (SELECT key FROM stories WHERE id = ?2)",
    key,
    id,
  );
  sql.exec("UPDATE stories SET key = ? WHERE id = ?", key, id);
}

/** Makes two stories one. Every address of the one that ends leads to the other from now on. */
export function mergeStories(sql: SqlStorage, from: number, into: number): void {
  sql.exec("UPDATE reports SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE aliases SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE changes SET story = ? WHERE story = ?", into, from);
  sql.exec("INSERT INTO aliases (key, story) SELECT key, ? FROM stories WHERE id = ?", into, from);
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || stories.key || ending.value FROM stories, json_each('["", ".json"]') AS ending
       WHERE stories.id = ?)`,
    from,
  );
  sql.exec("DELETE FROM stories WHERE id = ?", from);
}

/**
 * Brings a story's dates and outlets up to what its reports say.
 *
 * It counts as updated when an outlet joins, not at every edit: at the time of that outlet's first report, or, where that
 * is older than the update before, a second after it, the least that RSS can tell. No two stories share the moment.
 */
export function refreshStory(sql: SqlStorage, id: number, revision: number): void {
  const members = sql
    .exec<Member>(
      "SELECT outlet, min(moment) AS first FROM reports WHERE story = ? GROUP BY outlet",
      id,
    )
    .toArray();
  if (members.length === 0) {
    sql.exec(
      "UPDATE stories SET gone = 1, outlets = '[]', revision = ? WHERE id = ?",
      revision,
      id,
    );
    return;
  }
  const before = sql
    .exec<{ outlets: string; updated: number }>(
      "SELECT outlets, updated FROM stories WHERE id = ?",
      id,
    )
    .one();
  const known = JSON.parse(before.outlets) as string[];
  const joined = members.filter(({ outlet }) => !known.includes(outlet));
  const latest = Math.max(...joined.map(({ first }) => first));
  const updated =
    joined.length === 0
      ? before.updated
      : unusedTimestamp(sql, Math.max(latest, before.updated + 1_000));
  sql.exec(
    "UPDATE stories SET gone = 0, outlets = ?, first_published = ?, updated = ?, revision = ? WHERE id = ?",
    JSON.stringify([...new Set([...known, ...members.map(({ outlet }) => outlet)])]),
    Math.min(...members.map(({ first }) => first)),
    updated,
    revision,
    id,
  );
}

/**
 * The first moment from this one on at which no story was updated. One row is read to its end: a cursor that is left open
 * holds the database at its state of that time, and what is written from then on can only be appended to the log.
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
