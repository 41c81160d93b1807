/** Opens and merges stories, and assigns reports to them. Times are milliseconds since 1970 (UTC). */
import { unlistStories } from "../lists/list-story.ts";
import type { NewRows } from "../new-rows.ts";
import { MOMENT_AMONG_OUTLETS } from "./report-order.ts";
import { HEADLINE } from "./stored-story.ts";

/**
 * Opens a story with these reports. The first one gives it its headline.
 *
 * @param asId an id that no story ever had; the next one by default
 * @returns the story's id
 */
export function openStory(
  sql: SqlStorage,
  rows: NewRows,
  key: string,
  reports: readonly number[],
  revision: number,
  asId: number | null = null,
): number {
  const [lead = 0] = reports;
  const { moment } =
    rows.reports.get(lead) ??
    sql.exec<{ moment: number }>("SELECT moment FROM reports WHERE id = ?", lead).one();
  const row = { key, headline: "", first_published: moment, revision, lead };
  const id = rows.addStory(row, asId);
  assignReports(sql, rows, reports, id);
  return id;
}

/** @param evidence as JSON; left out if it stays */
export function assignReports(
  sql: SqlStorage,
  rows: NewRows,
  reports: readonly number[],
  story: number,
  evidence?: string,
): void {
  const stored = reports.filter((id) => !rows.reports.has(id));
  for (const id of reports)
    if (rows.reports.has(id))
      rows.updateReport(id, { story, ...(evidence !== undefined && { evidence }) });
  if (stored.length > 0)
    sql.exec(
      `UPDATE reports SET story = ?1 ${evidence === undefined ? "" : ", evidence = ?3"} WHERE id IN (SELECT value FROM json_each(?2))`,
      story,
      JSON.stringify(stored),
      ...(evidence === undefined ? [] : [evidence]),
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
  rows: NewRows,
  opened: ReadonlySet<number>,
  reports: ReadonlySet<number>,
): void {
  if (reports.size === 0) return;
  const held = Map.groupBy(rows.reports.values(), ({ story }) => story);
  for (const [id, story] of rows.stories)
    if (held.get(id)?.every((report) => reports.has(report.id))) story.excess = 1;
  const stored = [...opened].filter((id) => !rows.stories.has(id));
  if (stored.length === 0) return;
  sql.exec(
    `UPDATE stories SET excess = 1 WHERE id IN (SELECT value FROM json_each(?1))
       AND NOT EXISTS (SELECT 1 FROM reports WHERE story = stories.id AND id NOT IN (SELECT value FROM json_each(?2)))`,
    JSON.stringify(stored),
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
     SELECT key, ?, opener, lead, ${HEADLINE}, chosen, first_published FROM stories WHERE id = ?`,
    into,
    from,
  );
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || stories.key || ending.value FROM stories, json_each('["", ".json"]') AS ending
       WHERE stories.id = ?)`,
    from,
  );
  unlistStories(sql, [from]);
  sql.exec("DELETE FROM stories WHERE id = ?", from);
}
