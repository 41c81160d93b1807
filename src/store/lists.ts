import { languageKeys, marksOf, tagKey, type Mark, type Selection } from "../model/selection.ts";
import type { Story } from "../model/story.ts";
import { MOST_OUTLETS } from "./interface.ts";
import { indexStory, matchOf, unindexStory } from "./search.ts";
import { storiesOf } from "./stories.ts";

/** A list is sought among so many stories that hold its first condition, so that no question is without end. */
const CANDIDATES = 5_000;

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

/** The stories that a selection shows, those updated last first, at most `limit`. */
export function selectStories(sql: SqlStorage, selection: Selection, limit: number): Story[] {
  const { query, since, before, exclude } = selection;
  const [first, ...others] = conditions(sql, selection);
  const bound: SqlStorageValue[] = [];
  const bind = (value: SqlStorageValue): string => `?${bound.push(value)}`;
  const within = (table: string): string =>
    `${table}.updated >= ${bind(since ?? Number.MIN_SAFE_INTEGER)} AND ${table}.updated < ${bind(before ?? Number.MAX_SAFE_INTEGER)}`;
  const has = ({ kind, keys }: Condition): string =>
    `EXISTS (SELECT 1 FROM marks WHERE story = stories.id AND kind = ${bind(kind)} AND key IN (SELECT value FROM json_each(${bind(JSON.stringify(keys))})))`;

  let candidates: string;
  const match = query === null ? null : matchOf(query);
  if (match !== null)
    candidates = `SELECT rowid AS story FROM search WHERE search MATCH ${bind(match)} ORDER BY rowid DESC LIMIT ${CANDIDATES}`;
  else if (query !== null) return [];
  else if (first)
    candidates = `SELECT DISTINCT updated, story FROM marks
      WHERE kind = ${bind(first.kind)} AND key IN (SELECT value FROM json_each(${bind(JSON.stringify(first.keys))})) AND ${within("marks")}
      ORDER BY updated DESC LIMIT ${CANDIDATES}`;
  else
    candidates = `SELECT id AS story FROM stories WHERE gone = 0 AND ${within("stories")} ORDER BY updated DESC LIMIT ${CANDIDATES}`;

  const rest = match !== null && first ? [first, ...others] : others;
  const wanted = [
    "gone = 0",
    within("stories"),
    ...rest.map(has),
    ...(exclude.length === 0
      ? []
      : [
          `EXISTS (SELECT 1 FROM marks WHERE story = stories.id AND kind = 'outlet' AND key NOT IN (SELECT value FROM json_each(${bind(JSON.stringify(exclude))})))`,
        ]),
  ];
  const rows = sql.exec<{ id: number }>(
    `SELECT stories.id FROM (${candidates}) AS candidates JOIN stories ON stories.id = candidates.story
     WHERE ${wanted.join(" AND ")} ORDER BY stories.updated DESC LIMIT ${bind(limit)}`,
    ...bound,
  );
  return storiesOf(
    sql,
    Array.from(rows, ({ id }) => id),
  );
}

/** A kind of mark, and keys of which a story needs one. */
interface Condition {
  kind: string;
  keys: readonly string[];
}

/** What a selection asks of marks, the rarest first, as far as that is worth counting. */
function conditions(
  sql: SqlStorage,
  { tags, outlets, languages, minOutlets }: Selection,
): Condition[] {
  const asked: Condition[] = [
    { kind: "tag", keys: tags },
    { kind: "outlet", keys: outlets },
    { kind: "language", keys: languages },
    { kind: "least", keys: minOutlets > 1 ? [String(minOutlets)] : [] },
  ];
  const given = asked.filter(({ keys }) => keys.length > 0);
  if (given.length < 2) return given;
  const size = ({ kind, keys }: Condition): number =>
    sql
      .exec<{ size: number }>(
        `SELECT count(*) AS size FROM (
           SELECT 1 FROM marks WHERE kind = ? AND key IN (SELECT value FROM json_each(?)) LIMIT ${CANDIDATES}
         )`,
        kind,
        JSON.stringify(keys),
      )
      .one().size;
  return given
    .map((condition) => ({ ...condition, size: size(condition) }))
    .sort((a, b) => a.size - b.size);
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
