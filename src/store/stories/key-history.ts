/** Gives stories the keys back that they had before a merge, once the merge is undone. */
import type { NewRows } from "../new-rows.ts";
import { renameStory } from "./story-rows.ts";

/** What a story was before it was merged. */
interface FormerStory extends Record<string, SqlStorageValue> {
  key: string;
  /** The story that its key leads to. */
  story: number;
  opener: number;
  lead: number | null;
  headline: string | null;
  chosen: number;
  first_published: number | null;
}

const SELECT_FORMER = `SELECT aliases.key, aliases.story, aliases.opener, aliases.lead, aliases.headline, aliases.chosen, aliases.first_published
  FROM aliases JOIN reports ON reports.id = aliases.opener`;

/**
 * Lets every former key lead to the story that has the report which opened the former story. A story that this filing
 * opened takes such a key as its own. If it has the opener of the story that it was split off from, that one's key goes to
 * it, provided that the remaining story has a former key to take in exchange.
 *
 * @param changed ids of the stories that the filing changed
 * @param opened ids of those that it opened, which nobody has seen, except for those with a key given by an editor
 * @param editorKeys keys given by editors
 * @returns ids of stories whose keys changed, or to which other keys lead now
 */
export function restoreKeys(
  sql: SqlStorage,
  rows: NewRows,
  changed: ReadonlySet<number>,
  opened: ReadonlySet<number>,
  editorKeys: readonly string[],
): Set<number> {
  const restored = new Set<number>();
  if (!hasFormerStories(sql, changed)) return restored;
  rows.flush();
  const free = new Set([...opened].filter((id) => !editorKeys.includes(keyOf(sql, id) ?? "")));
  for (const id of free) {
    const from = formerOwner(sql, id, changed, editorKeys);
    const exchanged = from === null ? undefined : formerStoryOf(sql, from);
    if (from !== null && exchanged) {
      exchangeKeys(sql, id, from, exchanged);
      restored.add(id).add(from);
      continue;
    }
    const former = formerStoryOf(sql, id);
    if (!former) continue;
    takeBack(sql, id, former);
    restored.add(id).add(former.story);
  }
  const led = sql.exec<{ story: number }>(
    `UPDATE aliases SET story = (SELECT story FROM reports WHERE id = aliases.opener)
     WHERE story IN (SELECT value FROM json_each(?)) AND opener IN (SELECT id FROM reports)
       AND story <> (SELECT story FROM reports WHERE id = aliases.opener) RETURNING story`,
    JSON.stringify([...changed]),
  );
  for (const { story } of led) restored.add(story);
  return restored;
}

const hasFormerStories = (sql: SqlStorage, stories: ReadonlySet<number>): boolean =>
  sql
    .exec(
      "SELECT 1 FROM aliases WHERE story IN (SELECT value FROM json_each(?)) AND opener IS NOT NULL LIMIT 1",
      JSON.stringify([...stories]),
    )
    .toArray().length > 0;

/** The oldest former story whose opener is in the story. */
const formerStoryOf = (sql: SqlStorage, story: number): FormerStory | undefined =>
  sql
    .exec<FormerStory>(
      `${SELECT_FORMER} WHERE reports.story = ? ORDER BY aliases.opener, aliases.key LIMIT 1`,
      story,
    )
    .toArray()[0];

/** The changed story whose opener has moved to this story; null if there is none, or if an editor gave it its key. */
function formerOwner(
  sql: SqlStorage,
  story: number,
  changed: ReadonlySet<number>,
  editorKeys: readonly string[],
): number | null {
  const [row] = sql
    .exec<{ id: number; key: string }>(
      `SELECT stories.id, stories.key FROM stories JOIN reports ON reports.id = stories.opener
       WHERE stories.id IN (SELECT value FROM json_each(?1)) AND stories.id <> ?2 AND reports.story = ?2 LIMIT 1`,
      JSON.stringify([...changed]),
      story,
    )
    .toArray();
  return row && !editorKeys.includes(row.key) ? row.id : null;
}

function takeBack(sql: SqlStorage, story: number, former: FormerStory): void {
  sql.exec("DELETE FROM aliases WHERE key = ?", former.key);
  renameStory(sql, story, former.key);
  sql.exec(
    `UPDATE stories SET opener = ?, lead = ?, headline = coalesce(?, headline), chosen = ?,
       first_published = coalesce(?, first_published) WHERE id = ?`,
    former.opener,
    former.lead,
    former.headline,
    former.chosen,
    former.first_published,
    story,
  );
}

/** Gives the key of `from` to the story, and a former key to `from`. Their histories name each other accordingly. */
function exchangeKeys(sql: SqlStorage, story: number, from: number, former: FormerStory): void {
  const [key, minted] = [keyOf(sql, from) ?? "", keyOf(sql, story) ?? ""];
  sql.exec(
    `UPDATE stories SET (opener, lead, headline, chosen, first_published) =
       (SELECT opener, lead, headline, chosen, first_published FROM stories AS other WHERE other.id = ?) WHERE id = ?`,
    from,
    story,
  );
  takeBack(sql, from, former);
  sql.exec("UPDATE stories SET key = ? WHERE id = ?", key, story);
  sql.exec("UPDATE changes SET other = ? WHERE story = ? AND other = ?", key, from, minted);
}

const keyOf = (sql: SqlStorage, id: number): string | undefined =>
  sql.exec<{ key: string }>("SELECT key FROM stories WHERE id = ?", id).toArray()[0]?.key;
