import { languageKeys, marksOf, tagKey, type Mark, type Selection } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import { MOST_OUTLETS } from "../api.ts";
import { indexStory, unindexStory } from "./full-text.ts";
import { storiesOf } from "../stories/story-queries.ts";

/** Goes up when stories are to be listed or indexed in another way: all are then listed anew. */
const FORM = 1;

/** Lists and indexes a story as it is now: in the transaction that changed it. */
export function listStory(sql: SqlStorage, id: number): void {
  const [row] = sql.exec<{ gone: number }>("SELECT gone FROM stories WHERE id = ?", id).toArray();
  sql.exec("DELETE FROM marks WHERE story = ?", id);
  const [story] = row && !row.gone ? storiesOf(sql, [id]) : [];
  if (!story) return unindexStory(sql, id);
  indexStory(sql, id, story);
  const marks = JSON.stringify(marksIn(story));
  sql.exec(
    `INSERT OR IGNORE INTO marks (kind, key, updated, story)
     SELECT value ->> 0, value ->> 1, ?, ? FROM json_each(?)`,
    story.updated,
    id,
    marks,
  );
  sql.exec(
    `INSERT OR IGNORE INTO names (kind, key, name)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE value ->> 0 <> 'least'`,
    marks,
  );
}

/** Lists what was stored before there were lists, or when they had another form. */
export function listAnew(storage: DurableObjectStorage): void {
  if (storage.kv.get<number>("lists") === FORM) return;
  storage.transactionSync(() => {
    const stories = storage.sql.exec<{ id: number }>("SELECT id FROM stories").toArray();
    for (const { id } of stories) listStory(storage.sql, id);
    storage.kv.put("lists", FORM);
  });
}

function marksIn({ tags, reports }: Story): [kind: string, key: string, name: string][] {
  const outlets = new Set(reports.map(({ outlet }) => outlet));
  const languages = new Set(reports.map(({ language }) => language));
  const least = Math.min(outlets.size, MOST_OUTLETS);
  return [
    ...tags.map((tag): [string, string, string] => ["tag", tagKey(tag), tag]),
    ...Array.from(outlets, (outlet): [string, string, string] => ["outlet", outlet, outlet]),
    ...Array.from(languages, languageKeys)
      .flat()
      .map((key): [string, string, string] => ["language", key, key]),
    ...Array.from({ length: least }, (_, index): [string, string, string] => [
      "least",
      String(index + 1),
      "",
    ]),
  ];
}

/** The marks that a selection names, each with its name as it was first written; null for one that no story ever had. */
export function namesOf(sql: SqlStorage, selection: Selection): (Mark & { name: string | null })[] {
  return marksOf(selection).map((mark) => {
    const [row] = sql
      .exec<{ name: string }>(
        "SELECT name FROM names WHERE kind = ? AND key = ?",
        mark.kind,
        mark.key,
      )
      .toArray();
    return { ...mark, name: row?.name ?? null };
  });
}
