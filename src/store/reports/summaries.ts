/**
 * Stores apart from the rows of reports what retention deletes of their summaries, that of one filing together: rows that
 * lose half of their size leave room that nothing else can use. The rows have what retention keeps: the summaries of files,
 * and of the reports that open a story as much as the story shows, which is mostly all.
 */
import { excerpt } from "../../model/excerpt.ts";

/** Maximum number of summaries in a row, so that reading one of them stays cheap. */
const PER_BLOCK = 16;

/** Maximum length of a summary that a story shows as its own, in UTF-16 units. It is cut at the end of a sentence. */
export const MAX_SUMMARY = 400;

/** Stands for the rest of a summary in the row of its report. No text has it, since control characters are removed. */
const REST = "\u001f";
const REST_IN_SQL = "char(31)";

const pathOf = (id: string): string => `'$."' || ${id} || '"'`;

const APART = `(SELECT summaries ->> (${pathOf("reports.id")}) FROM summary_blocks
    WHERE first <= reports.id ORDER BY first DESC LIMIT 1)`;

/** The summary of a row of `reports`, as a column of a query. It ends with a mark if the rest was deleted. */
export const SUMMARY = `CASE WHEN reports.summary = '' THEN coalesce(${APART}, '')
  WHEN instr(reports.summary, ${REST_IN_SQL}) THEN replace(reports.summary, ${REST_IN_SQL}, coalesce(${APART}, ${REST_IN_SQL}))
  ELSE reports.summary END AS summary`;

/** A summary as the query gives it, for readers. */
export const readable = (summary: string): string =>
  summary.endsWith(REST) ? excerpt(summary.slice(0, -REST.length), MAX_SUMMARY) : summary;

/** Splits a summary into what the row of its report has and what is stored apart; null if that is nothing. */
function split(summary: string): { own: string; rest: string | null } {
  if (summary.length <= MAX_SUMMARY + 2 || summary.includes(REST))
    return { own: summary, rest: null };
  // One more than the limit, so that an excerpt is the same, and no half of a surrogate pair.
  const end = MAX_SUMMARY + (isHighSurrogate(summary.charCodeAt(MAX_SUMMARY)) ? 2 : 1);
  return { own: summary.slice(0, end) + REST, rest: summary.slice(end) };
}

const isHighSurrogate = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

/** A report whose summary is to be stored. */
interface Summarized {
  id: number;
  wire: string;
  summary: string;
  /** Null for the report that opened its story. */
  evidence: string | null;
}

/** What the row has of a summary, and what is stored apart. */
function storedOf({ wire, summary, evidence }: Summarized): { own: string; rest: string | null } {
  if (wire === "content" || summary === "") return { own: summary, rest: null };
  return evidence === null ? split(summary) : { own: "", rest: summary };
}

/**
 * Stores the summaries of new reports.
 *
 * @param reports in the order of their ids, which are higher than all that are stored
 * @returns what their own columns get
 */
export function storeSummaries<T extends Summarized>(sql: SqlStorage, reports: Iterable<T>): T[] {
  const stored = Array.from(reports, (report) => ({ report, ...storedOf(report) }));
  const apart = stored.filter(({ rest }) => rest !== null);
  for (let at = 0; at < apart.length; at += PER_BLOCK) {
    const block = apart.slice(at, at + PER_BLOCK);
    sql.exec(
      "INSERT INTO summary_blocks (first, last, summaries) VALUES (?, ?, ?)",
      block[0]?.report.id,
      block.at(-1)?.report.id,
      JSON.stringify(Object.fromEntries(block.map(({ report, rest }) => [report.id, rest]))),
    );
  }
  return stored.map(({ report, own }) => ({ ...report, summary: own }));
}

/**
 * Replaces a summary of which some is stored apart: then all of it is.
 *
 * @returns whether some was. Bound numbers are REAL, hence the casts.
 */
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
 * Deletes what is stored apart of the summaries of expired reports. Those that their stories show as their own, and those
 * that content has by now, go into the rows of the reports.
 *
 * @param last id of the last report that has expired
 * @returns ids of the reports whose summaries have changed, or may have
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
  for (const { id, wire } of shownOf(sql, [...summaries.keys()])) {
    const summary = summaries.get(id) ?? "";
    sql.exec(
      "UPDATE reports SET summary = ? WHERE id = ? AND summary = ''",
      wire === "content" ? summary : split(summary).own,
      id,
    );
  }
  sql.exec(
    "DELETE FROM summary_blocks WHERE first IN (SELECT value FROM json_each(?))",
    JSON.stringify(blocks.map(({ first }) => first)),
  );
  return [...summaries.keys()];
}

/** Those of these reports whose summary a story shows as its own, or that content has. */
function shownOf(sql: SqlStorage, reports: readonly number[]): { id: number; wire: string }[] {
  const ids = JSON.stringify(reports);
  const shown = sql.exec<{ id: number; wire: string }>(
    `SELECT id, wire FROM reports WHERE id IN (SELECT value FROM json_each(?1)) AND wire = 'content'
     UNION
     SELECT (
       SELECT id FROM (SELECT reports.id AS id, ${SUMMARY} FROM reports WHERE reports.story = stories.id)
       WHERE summary <> '' ORDER BY id <> coalesce(stories.lead, 0), id LIMIT 1
     ) AS id, '' FROM stories WHERE id IN (SELECT story FROM reports WHERE reports.id IN (SELECT value FROM json_each(?1)))
     ORDER BY id, wire DESC`,
    ids,
  );
  const wanted = new Set(reports);
  return shown.toArray().filter(({ id }) => wanted.has(id));
}
