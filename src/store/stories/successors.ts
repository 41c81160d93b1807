import { mergeStories, renameStory } from "./story-rows.ts";

/**
 * Lets the keys of stories that lost their only report lead to the story of the report that replaced it. If that story is
 * new, it takes the key, so that the entry keeps its id.
 *
 * @param successors the stories, by the id of the report that replaced theirs
 * @param opened ids of stories that the filing opened, which nobody has seen
 * @returns ids of the stories that changed
 */
export function leadToSuccessors(
  sql: SqlStorage,
  successors: ReadonlyMap<number, number>,
  opened: ReadonlySet<number>,
): Set<number> {
  const changed = new Set<number>();
  for (const [report, left] of successors) {
    const [row] = sql
      .exec<{ story: number; key: string }>(
        `SELECT reports.story, stories.key FROM reports JOIN stories ON stories.id = ?2 WHERE reports.id = ?1
           AND NOT EXISTS (SELECT 1 FROM reports AS other WHERE other.story = ?2)`,
        report,
        left,
      )
      .toArray();
    if (!row || row.story === left) continue;
    mergeStories(sql, left, row.story);
    if (opened.has(row.story)) {
      sql.exec("DELETE FROM aliases WHERE key = ?", row.key);
      renameStory(sql, row.story, row.key);
    }
    changed.add(row.story);
  }
  return changed;
}
