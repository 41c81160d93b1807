/** Reports let go of at one filing, so that none takes long; an edition files far fewer at once. */
const AT_ONCE = 500;

const DAY = 24 * 3_600_000;

/**
 * Lets go of what only folding needs of reports that feeds gave more than `days` ago: what they are compared by, and the
 * summaries that no story shows as its own. The rows stay, and with them every story's page and key.
 */
export function applyRetention(sql: SqlStorage, days: number, now: number): void {
  const old = sql
    .exec<{ id: number }>(
      "SELECT id FROM reports WHERE features IS NOT NULL AND wire <> 'content' AND filed < ? ORDER BY filed LIMIT ?",
      now - days * DAY,
      AT_ONCE,
    )
    .toArray();
  if (old.length === 0) return;
  const ids = JSON.stringify(old.map(({ id }) => id));
  sql.exec("DELETE FROM terms WHERE report IN (SELECT value FROM json_each(?))", ids);
  sql.exec(
    `UPDATE reports SET features = NULL, summary = iif(id = (
         SELECT lead.id FROM stories JOIN reports AS lead ON lead.story = stories.id
         WHERE stories.id = reports.story AND lead.summary <> ''
         ORDER BY lead.title <> stories.headline, lead.moment, lead.url LIMIT 1
       ), summary, '')
     WHERE id IN (SELECT value FROM json_each(?))`,
    ids,
  );
  // Their pages are smaller now, and hardly anyone asks for them.
  sql.exec(
    `DELETE FROM documents WHERE path IN (SELECT '/stories/' || key FROM stories WHERE id IN (
       SELECT story FROM reports WHERE id IN (SELECT value FROM json_each(?))))`,
    ids,
  );
}
