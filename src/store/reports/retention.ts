/** Maximum number of reports stripped per filing, so that none takes long. An edition files far fewer at once. */
const MAX_PER_FILING = 500;

const DAY = 24 * 3_600_000;

/**
 * Strips reports that came from feeds more than `days` ago: deletes their features, their postings, and summaries that no
 * story shows as its own. The rows stay, and so do every story's page and key.
 */
export function applyRetention(sql: SqlStorage, days: number, now: number): void {
  const expired = sql
    .exec<{ id: number }>(
      "SELECT id FROM reports WHERE features IS NOT NULL AND wire <> 'content' AND filed < ? ORDER BY filed LIMIT ?",
      now - days * DAY,
      MAX_PER_FILING,
    )
    .toArray();
  if (expired.length === 0) return;
  const ids = JSON.stringify(expired.map(({ id }) => id));
  sql.exec("DELETE FROM terms WHERE report IN (SELECT value FROM json_each(?))", ids);
  sql.exec(
    `UPDATE reports SET features = NULL, summary = iif(id = (
         SELECT shown.id FROM stories JOIN reports AS shown ON shown.story = stories.id
         WHERE stories.id = reports.story AND shown.summary <> ''
         ORDER BY shown.id <> coalesce(stories.lead, 0), shown.id LIMIT 1
       ), summary, '')
     WHERE id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  // The stored pages of their stories still show the deleted summaries, and hardly anyone requests them.
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || key FROM stories WHERE id IN (
       SELECT story FROM reports WHERE id IN (SELECT value FROM json_each(?))))`,
    ids,
  );
}
