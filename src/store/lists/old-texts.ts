/**
 * The full-text index has stories that have passed retention by their headlines and tags only, since the index of their
 * summaries is a sixth of what is stored of them.
 */
import { completeStory } from "../stories/story-queries.ts";
import { storyRows } from "../stories/story-row.ts";
import { indexedText, indexStory } from "./full-text.ts";

/** The condition for a story all of whose reports have passed retention. Texts of editors and of files stay. */
const HAS_PASSED = `edited IS NULL AND gone = 0 AND NOT EXISTS (
  SELECT 1 FROM reports WHERE story = stories.id AND (reports.id > ?2 OR reports.wire = 'content'))`;

/**
 * Indexes again those of the stories that have passed retention.
 *
 * @param ids of stories
 * @param expired id of the last report that has passed it
 */
export function shortenTexts(sql: SqlStorage, ids: readonly number[], expired: number): void {
  const rows = storyRows(
    sql,
    `SELECT * FROM stories WHERE id IN (SELECT value FROM json_each(?1)) AND ${HAS_PASSED}`,
    JSON.stringify(ids),
    expired,
  );
  for (const row of rows) {
    const story = completeStory(sql, row);
    const reports = story.reports.map((report) => ({ ...report, summary: "" }));
    indexStory(sql, row.id, indexedText({ ...story, summary: { text: "", html: "" }, reports }));
  }
}

/** Stories per step of the upgrade, each of which writes one row. */
const PER_STEP = 100;

/** Shortens the texts of stories that passed retention under earlier programs. @see Upgrade */
export function shortenOldTexts(sql: SqlStorage, cursor: number): number | null {
  const { expired } = sql.exec<{ expired: number }>("SELECT expired FROM newsroom").one();
  const ids = sql
    .exec<{ id: number }>(
      "SELECT id FROM stories WHERE id > ? ORDER BY id LIMIT ?",
      cursor,
      PER_STEP,
    )
    .toArray()
    .map(({ id }) => id);
  shortenTexts(sql, ids, expired);
  return ids.at(-1) ?? null;
}
