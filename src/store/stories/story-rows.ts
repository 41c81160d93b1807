/** Opens, merges and updates the rows of stories. Times are milliseconds since 1970 (UTC). */
import { MAX_MIN_OUTLETS } from "../api.ts";
import { updateHeadline } from "./headline.ts";
import { MOMENT_AMONG_OUTLETS } from "./report-order.ts";
import { independentOutlets, placeOf } from "./top-order.ts";

interface Membership extends Record<string, SqlStorageValue> {
  outlet: string;
  /** Time of the outlet's first report. */
  first: number;
  /** How many reports of the outlet the story has. */
  reports: number;
}

/**
 * Opens a story with these reports. The first one gives it its headline.
 *
 * @param asId an id that no story ever had; the next one by default
 * @returns the story's id
 */
export function openStory(
  sql: SqlStorage,
  key: string,
  reports: readonly number[],
  revision: number,
  asId: number | null = null,
): number {
  const [lead] = reports;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO stories (id, key, headline, outlets, first_published, updated, revision, opener, lead)
       SELECT ?, ?, title, '[]', moment, ?, ?, id, id FROM reports WHERE id = ? RETURNING id`,
      asId,
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

/**
 * Lets stories go on without reports that were withdrawn: the first report that they have left takes the place of the
 * opener. `refreshStory` chooses another headline if the report that it came from is gone.
 *
 * @param withdrawn ids of the reports
 */
export function replaceOpeners(sql: SqlStorage, withdrawn: readonly number[]): void {
  sql.exec(
    `UPDATE stories SET (opener, first_published) = (
       SELECT id, moment FROM reports WHERE story = stories.id ORDER BY filed, ${MOMENT_AMONG_OUTLETS}, moment, url LIMIT 1)
     WHERE opener IN (SELECT value FROM json_each(?)) AND EXISTS (SELECT 1 FROM reports WHERE story = stories.id)`,
    JSON.stringify(withdrawn),
  );
}

/** Marks the stories of a filing that consist only of reports beyond their outlet's usual rate. */
export function markExcess(
  sql: SqlStorage,
  opened: ReadonlySet<number>,
  reports: ReadonlySet<number>,
): void {
  if (reports.size === 0) return;
  sql.exec(
    `UPDATE stories SET excess = 1 WHERE id IN (SELECT value FROM json_each(?1))
       AND NOT EXISTS (SELECT 1 FROM reports WHERE story = stories.id AND id NOT IN (SELECT value FROM json_each(?2)))`,
    JSON.stringify([...opened]),
    JSON.stringify([...reports]),
  );
}

/** Gives another key to a story that nobody has seen yet, also in changes that name it. */
export function renameStory(sql: SqlStorage, id: number, key: string): void {
  sql.exec(
    "UPDATE changes SET other = ?1 WHERE other = (SELECT key FROM stories WHERE id = ?2)",
    key,
    id,
  );
  sql.exec("UPDATE stories SET key = ? WHERE id = ?", key, id);
}

/** Merges a story into another. Every key of the merged story then leads to the other. */
export function mergeStories(sql: SqlStorage, from: number, into: number): void {
  sql.exec("UPDATE reports SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE aliases SET story = ? WHERE story = ?", into, from);
  sql.exec("UPDATE changes SET story = ? WHERE story = ?", into, from);
  sql.exec(
    `INSERT INTO aliases (key, story, opener, lead, headline, chosen, first_published)
     SELECT key, ?, opener, lead, headline, chosen, first_published FROM stories WHERE id = ?`,
    into,
    from,
  );
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || stories.key || ending.value FROM stories, json_each('["", ".json"]') AS ending
       WHERE stories.id = ?)`,
    from,
  );
  sql.exec("DELETE FROM stories WHERE id = ?", from);
}

/**
 * Updates a story's dates, outlets, counts, headline and place to match its reports. Its date is that of the report that
 * opened it, so that no later report changes it, whatever date it claims.
 *
 * A story counts as updated when an outlet joins, not at every edit. The time is that of the outlet's first report, but
 * at least a second after the previous update, since RSS dates have a resolution of one second. No two stories share it.
 *
 * @param language the edition's, a BCP 47 tag
 * @returns how many reports it had before and has now; zero for a story that is not published
 */
export function refreshStory(
  sql: SqlStorage,
  id: number,
  revision: number,
  language: string,
): { before: number; after: number } {
  const members = sql
    .exec<Membership>(
      "SELECT outlet, min(moment) AS first, count(*) AS reports FROM reports WHERE story = ? GROUP BY outlet",
      id,
    )
    .toArray();
  const [before] = sql
    .exec<{ outlets: string; joined: string; updated: number; reports: number; excess: number }>(
      "SELECT outlets, joined, updated, excess, iif(gone, 0, reports) AS reports FROM stories WHERE id = ?",
      id,
    )
    .toArray();
  // It may have been merged into another.
  if (!before) return { before: 0, after: 0 };
  if (members.length === 0) {
    sql.exec(
      "UPDATE stories SET gone = 1, outlets = '[]', present = '[]', joined = '[]', reports = 0, place = NULL, revision = ? WHERE id = ?",
      revision,
      id,
    );
    return { before: before.reports, after: 0 };
  }
  const known = JSON.parse(before.outlets) as string[];
  const joining = members
    .filter(({ outlet }) => !known.includes(outlet))
    .sort((a, b) => a.first - b.first);
  const latest = Math.max(...joining.map(({ first }) => first));
  const updated =
    joining.length === 0
      ? before.updated
      : unusedTimestamp(sql, Math.max(latest, before.updated + 1_000));
  const joined = joinedAt(JSON.parse(before.joined) as number[], members.length, updated);
  const independent = independentOutlets(sql, id);
  const excess = before.excess === 1 && members.length === 1;
  const all = [...new Set([...known, ...joining.map(({ outlet }) => outlet)])];
  const present = new Set(members.map(({ outlet }) => outlet));
  const after = members.reduce((sum, { reports }) => sum + reports, 0);
  sql.exec(
    `UPDATE stories SET gone = 0, outlets = ?, present = ?, joined = ?, reports = ?, updated = ?, independent = ?, place = ?,
       revision = ?, excess = ?,
       first_published = coalesce((SELECT moment FROM reports WHERE id = stories.opener AND story = stories.id), first_published)
     WHERE id = ?`,
    JSON.stringify(all),
    JSON.stringify(all.filter((outlet) => present.has(outlet))),
    JSON.stringify(joined),
    after,
    updated,
    independent,
    placeOf(updated, independent, excess),
    revision,
    Number(excess),
    id,
  );
  updateHeadline(sql, id, language);
  return { before: before.reports, after };
}

/**
 * When each outlet joined: the times recorded before, then this update for the others. An outlet that left takes nothing
 * back, so that an entry never enters a feed twice.
 */
const joinedAt = (before: readonly number[], outlets: number, updated: number): number[] => [
  ...before,
  ...Array.from(
    { length: Math.max(0, Math.min(outlets, MAX_MIN_OUTLETS) - before.length) },
    () => updated,
  ),
];

/** Updates stories that a filing changed, and the totals. */
export function refreshStories(
  sql: SqlStorage,
  ids: Iterable<number>,
  revision: number,
  language: string,
): void {
  let [stories, reports] = [0, 0];
  for (const id of ids) {
    const { before, after } = refreshStory(sql, id, revision, language);
    stories += Number(after > 0) - Number(before > 0);
    reports += after - before;
  }
  if (stories !== 0 || reports !== 0)
    sql.exec("UPDATE totals SET stories = stories + ?, reports = reports + ?", stories, reports);
}

/**
 * The first time from this one on at which no story was updated. LIMIT and `one()` exhaust the cursor: an open one pins
 * its snapshot of the database, and so keeps SQLite from checkpointing the write-ahead log.
 */
export function unusedTimestamp(sql: SqlStorage, from: number): number {
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
