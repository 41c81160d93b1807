import { FIRST, type EditorStory, type Evidence } from "../model/story.ts";
import { mergeStories, openStory, placeReports } from "./upkeep.ts";

const BY_EDITOR: Evidence = { ...FIRST, by: "editor" };

interface Placed extends Record<string, SqlStorageValue> {
  id: number;
  story: number;
}

/**
 * Carries out what editors say of stories: which reports belong, which don't, and what readers see. It is law: it holds
 * whatever the reports are like.
 *
 * @param words every editor's story; a story that none is about any more goes back to what the machine has of it
 * @param opened the stories that this filing opened, which take an editor's key for their own
 * @returns the stories that this changed
 */
export function applyEditors(
  sql: SqlStorage,
  words: readonly EditorStory[],
  opened: ReadonlySet<number>,
  mint: () => string,
  revision: number,
): Set<number> {
  const changed = new Set<number>();
  const edited = new Set<number>();
  for (const word of words) {
    const belonging = placed(sql, word.reports);
    const story = storyOf(sql, word.key, belonging);
    if (story === null) continue;
    edited.add(story);
    name(sql, word.key, story, opened);

    const strays = belonging.filter((report) => report.story !== story);
    placeReports(
      sql,
      strays.map(({ id }) => id),
      story,
    );
    for (const report of strays) {
      changed.add(report.story);
      sql.exec(
        "UPDATE reports SET evidence = ? WHERE id = ?",
        JSON.stringify(BY_EDITOR),
        report.id,
      );
    }
    for (const report of placed(sql, word.not))
      if (report.story === story) changed.add(openStory(sql, mint(), [report.id], revision));

    const text = JSON.stringify(word);
    const { edited: before } = sql
      .exec<{ edited: string | null }>("SELECT edited FROM stories WHERE id = ?", story)
      .one();
    if (before !== text) sql.exec("UPDATE stories SET edited = ? WHERE id = ?", text, story);
    if (before !== text || strays.length > 0) changed.add(story);
    absorbEmptied(sql, strays, story);
  }
  const dropped = sql.exec<{ id: number }>(
    "UPDATE stories SET edited = NULL WHERE edited IS NOT NULL AND id NOT IN (SELECT value FROM json_each(?)) RETURNING id",
    JSON.stringify([...edited]),
  );
  for (const { id } of dropped) changed.add(id);
  return changed;
}

function placed(sql: SqlStorage, urls: readonly string[]): Placed[] {
  return sql
    .exec<Placed>(
      "SELECT id, story FROM reports WHERE url IN (SELECT value FROM json_each(?)) ORDER BY moment, url",
      JSON.stringify(urls),
    )
    .toArray();
}

/** The story that an editor means: the one at that address, else the one that has most of the reports, the oldest first. */
function storyOf(sql: SqlStorage, key: string, belonging: readonly Placed[]): number | null {
  const [known] = sql
    .exec<{ id: number }>(
      "SELECT id FROM stories WHERE key = ?1 UNION SELECT story FROM aliases WHERE key = ?1",
      key,
    )
    .toArray();
  if (known) return known.id;
  const sizes = [...Map.groupBy(belonging, ({ story }) => story)].map(([story, reports]) => ({
    story,
    size: reports.length,
  }));
  sizes.sort((a, b) => b.size - a.size || a.story - b.story);
  return sizes[0]?.story ?? null;
}

/** A story that nobody has seen takes the editor's key; one that readers know keeps its own, and gains an address. */
function name(sql: SqlStorage, key: string, story: number, opened: ReadonlySet<number>): void {
  const taken =
    sql
      .exec(
        "SELECT 1 FROM stories WHERE key = ?1 UNION ALL SELECT 1 FROM aliases WHERE key = ?1",
        key,
      )
      .toArray().length > 0;
  if (taken) return;
  if (opened.has(story)) sql.exec("UPDATE stories SET key = ? WHERE id = ?", key, story);
  else sql.exec("INSERT INTO aliases (key, story) VALUES (?, ?)", key, story);
}

/** A story whose last report an editor moved away is part of the other one now, and so is its address. */
function absorbEmptied(sql: SqlStorage, strays: readonly Placed[], story: number): void {
  for (const from of new Set(strays.map((report) => report.story)))
    if (sql.exec("SELECT 1 FROM reports WHERE story = ?", from).toArray().length === 0)
      mergeStories(sql, from, story);
}
