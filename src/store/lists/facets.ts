import {
  languageKeys,
  facetsOf,
  tagKey,
  type Facet,
  type Selection,
} from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import { MAX_MIN_OUTLETS, type FacetCount } from "../api.ts";
import { indexStory, unindexStory } from "./full-text.ts";
import { storyById } from "../stories/story-queries.ts";

/** Increase this when facets or the full-text index change: all stories are then listed and indexed again. */
const LIST_VERSION = 1;

/** Updates a story's facets and full-text index. Call this in the transaction that changed the story. */
export function listStory(sql: SqlStorage, id: number): void {
  sql.exec("DELETE FROM marks WHERE story = ?", id);
  const story = storyById(sql, id);
  if (!story) return unindexStory(sql, id);
  indexStory(sql, id, story);
  const facets = JSON.stringify(facetRows(story, outletsOf(sql, id)));
  sql.exec(
    `INSERT OR IGNORE INTO marks (kind, key, updated, story)
     SELECT value ->> 0, value ->> 1, ?, ? FROM json_each(?)`,
    story.updated,
    id,
    facets,
  );
  sql.exec(
    `INSERT OR IGNORE INTO names (kind, key, name)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE value ->> 0 <> 'least'`,
    facets,
  );
}

/** Rebuilds the lists if the stories were stored before there were any, or with another LIST_VERSION. */
export function rebuildLists(storage: DurableObjectStorage): void {
  if (storage.kv.get<number>("lists") === LIST_VERSION) return;
  storage.transactionSync(() => {
    const stories = storage.sql.exec<{ id: number }>("SELECT id FROM stories").toArray();
    for (const { id } of stories) listStory(storage.sql, id);
    storage.kv.put("lists", LIST_VERSION);
  });
}

/** Every outlet of the story, also those whose reports it does not show. */
const outletsOf = (sql: SqlStorage, id: number): string[] =>
  sql
    .exec<{ outlet: string }>(
      "SELECT one.value AS outlet FROM stories, json_each(stories.present) AS one WHERE stories.id = ?",
      id,
    )
    .toArray()
    .map(({ outlet }) => outlet);

function facetRows(
  { tags, reports }: Story,
  outlets: readonly string[],
): [kind: string, key: string, name: string][] {
  const languages = new Set(reports.map(({ language }) => language));
  const maxMinimum = Math.min(outlets.length, MAX_MIN_OUTLETS);
  return [
    ...tags.map((tag): [string, string, string] => ["tag", tagKey(tag), tag]),
    ...outlets.map((outlet): [string, string, string] => ["outlet", outlet, outlet]),
    ...Array.from(languages, languageKeys)
      .flat()
      .map((key): [string, string, string] => ["language", key, key]),
    ...Array.from({ length: maxMinimum }, (_, index): [string, string, string] => [
      "least",
      String(index + 1),
      "",
    ]),
  ];
}

/** Number of the latest stories whose tags and languages are counted, so that counting is bounded. */
const COUNTED_STORIES = 500;

/** Maximum number of tags or languages in an index. */
const MAX_FREQUENT = 100;

/** The most frequent facets of one kind among the latest stories. A language's regions count for the language. */
export function frequent(sql: SqlStorage, kind: "tag" | "language"): FacetCount[] {
  return sql
    .exec<{ key: string; name: string; stories: number }>(
      `SELECT marks.key, coalesce(names.name, marks.key) AS name, count(*) AS stories
       FROM (SELECT id FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT ${COUNTED_STORIES}) AS latest
       CROSS JOIN marks ON marks.story = latest.id AND marks.kind = ?1
       LEFT JOIN names ON names.kind = ?1 AND names.key = marks.key
       WHERE ?1 <> 'language' OR marks.key NOT LIKE '%-%'
       GROUP BY marks.key ORDER BY stories DESC, marks.key LIMIT ${MAX_FREQUENT}`,
      kind,
    )
    .toArray();
}

/** The facets in a selection, with their names as first written. The name is null if no story ever had the facet. */
export function namesOf(
  sql: SqlStorage,
  selection: Selection,
): (Facet & { name: string | null })[] {
  return facetsOf(selection).map((facet) => {
    const [row] = sql
      .exec<{ name: string }>(
        "SELECT name FROM names WHERE kind = ? AND key = ?",
        facet.kind,
        facet.key,
      )
      .toArray();
    return { ...facet, name: row?.name ?? null };
  });
}
