/**
 * Stores the summaries of reports that join a story apart from their rows, those of one filing together: retention deletes
 * nearly all of them, and rows that lose half of their size leave room that nothing else can use. The rows themselves have
 * the summaries that retention keeps: those of files, and those of the reports that open a story, which mostly shows them.
 */

/** Maximum number of summaries in a row, so that reading one of them stays cheap. */
const PER_BLOCK = 16;

const pathOf = (id: string): string => `'$."' || ${id} || '"'`;

/** The summary of a row of `reports`, as a column of a query. */
export const SUMMARY = `iif(reports.summary <> '', reports.summary, coalesce((
    SELECT summaries ->> (${pathOf("reports.id")}) FROM summary_blocks WHERE first <= reports.id ORDER BY first DESC LIMIT 1
  ), '')) AS summary`;

/** A report whose summary is to be stored. */
interface Summarized {
  id: number;
  wire: string;
  summary: string;
  /** Null for the report that opened its story. */
  evidence: string | null;
}

const isApart = ({ wire, summary, evidence }: Summarized): boolean =>
  wire !== "content" && summary !== "" && evidence !== null;

/**
 * Stores the summaries of new reports.
 *
 * @param reports in the order of their ids, which are higher than all that are stored
 * @returns what their own columns get
 */
export function storeSummaries<T extends Summarized>(sql: SqlStorage, reports: Iterable<T>): T[] {
  const all = [...reports];
  const apart = all.filter(isApart);
  for (let at = 0; at < apart.length; at += PER_BLOCK) {
    const block = apart.slice(at, at + PER_BLOCK);
    sql.exec(
      "INSERT INTO summary_blocks (first, last, summaries) VALUES (?, ?, ?)",
      block[0]?.id,
      block.at(-1)?.id,
      JSON.stringify(Object.fromEntries(block.map(({ id, summary }) => [id, summary]))),
    );
  }
  return all.map((report) => (isApart(report) ? { ...report, summary: "" } : report));
}

/** Replaces a summary that is stored apart. @returns whether it was. Bound numbers are REAL, hence the casts. */
export const replaceSummary = (sql: SqlStorage, id: number, summary: string): boolean =>
  sql
    .exec(
      `UPDATE summary_blocks SET summaries = json_set(summaries, ${pathOf("CAST(?1 AS INTEGER)")}, ?2)
       WHERE first = (SELECT max(first) FROM summary_blocks WHERE first <= ?1)
         AND json_type(summaries, ${pathOf("CAST(?1 AS INTEGER)")}) IS NOT NULL RETURNING first`,
      id,
      summary,
    )
    .toArray().length > 0;

interface Block extends Record<string, SqlStorageValue> {
  first: number;
  summaries: string;
}

/**
 * Deletes the summaries of expired reports, but for those that their stories show as their own, and those that content
 * has by now.
 *
 * @param last id of the last report that has expired
 * @returns ids of the reports without a summary now
 */
export function dropSummaries(sql: SqlStorage, last: number, limit: number): number[] {
  const blocks = sql
    .exec<Block>(
      "SELECT first, summaries FROM summary_blocks WHERE last <= ? ORDER BY first LIMIT ?",
      last,
      Math.ceil(limit / PER_BLOCK),
    )
    .toArray();
  const summaries = new Map(
    blocks.flatMap((block) =>
      Object.entries(JSON.parse(block.summaries) as Record<string, string>).map(
        ([id, summary]): [number, string] => [Number(id), summary],
      ),
    ),
  );
  const kept = shownOf(sql, [...summaries.keys()]);
  for (const id of kept)
    sql.exec("UPDATE reports SET summary = ? WHERE id = ?", summaries.get(id), id);
  sql.exec(
    "DELETE FROM summary_blocks WHERE first IN (SELECT value FROM json_each(?))",
    JSON.stringify(blocks.map(({ first }) => first)),
  );
  return [...summaries.keys()].filter((id) => !kept.has(id));
}

/** Those of these reports whose summary a story shows as its own, or that content has. */
function shownOf(sql: SqlStorage, reports: readonly number[]): Set<number> {
  const ids = JSON.stringify(reports);
  const shown = sql.exec<{ id: number }>(
    `SELECT id FROM reports WHERE id IN (SELECT value FROM json_each(?1)) AND wire = 'content'
     UNION ALL
     SELECT (
       SELECT id FROM (SELECT reports.id AS id, ${SUMMARY} FROM reports WHERE reports.story = stories.id)
       WHERE summary <> '' ORDER BY id <> coalesce(stories.lead, 0), id LIMIT 1
     ) AS id FROM stories WHERE id IN (SELECT story FROM reports WHERE reports.id IN (SELECT value FROM json_each(?1)))`,
    ids,
  );
  const wanted = new Set(reports);
  return new Set(Array.from(shown, ({ id }) => id).filter((id) => wanted.has(id)));
}
