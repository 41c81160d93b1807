import type { Selection } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import { ftsQuery } from "./full-text.ts";
import { storiesOf } from "../stories/story-queries.ts";

/** A list is sought among so many stories that hold its first condition, so that no question is without end. */
const CANDIDATES = 5_000;

/**
 * The stories that a selection shows, those updated last first, at most `limit`. One condition gives candidates in order,
 * of which those that hold the rest are kept. Only living stories have marks and words.
 */
export function selectStories(sql: SqlStorage, selection: Selection, limit: number): Story[] {
  const { query, exclude } = selection;
  const rest = conditions(sql, selection);
  const first = query === null ? rest.shift() : undefined;
  const most = rest.length + exclude.length === 0 ? limit : CANDIDATES;
  const candidates =
    query !== null
      ? holdingWords(sql, query, selection)
      : first
        ? holdingMark(sql, first, selection, most)
        : latest(sql, selection, most);
  return storiesOf(sql, holdingAll(sql, candidates, rest, exclude).slice(0, limit));
}

/** A kind of mark, and keys of which a story needs one. */
interface Condition {
  kind: string;
  keys: readonly string[];
}

/** A story's row, and when the story was updated. */
interface Candidate extends Record<string, SqlStorageValue> {
  story: number;
  updated: number;
}

type Span = Pick<Selection, "since" | "before">;

const WITHIN = "updated >= ? AND updated < ?";

const within = ({ since, before }: Span): [number, number] => [
  since ?? Number.MIN_SAFE_INTEGER,
  before ?? Number.MAX_SAFE_INTEGER,
];

function latest(sql: SqlStorage, span: Span, most: number): Candidate[] {
  return sql
    .exec<Candidate>(
      `SELECT id AS story, updated FROM stories WHERE gone = 0 AND ${WITHIN} ORDER BY updated DESC LIMIT ?`,
      ...within(span),
      most,
    )
    .toArray();
}

/** The newest matches: a word that is in every story is sought no further. */
function holdingWords(sql: SqlStorage, query: string, span: Span): Candidate[] {
  const match = ftsQuery(query);
  if (match === null) return [];
  return sql
    .exec<Candidate>(
      `SELECT id AS story, updated FROM
         (SELECT rowid AS found FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES})
         CROSS JOIN stories ON stories.id = found
       WHERE ${WITHIN} ORDER BY updated DESC`,
      match,
      ...within(span),
    )
    .toArray();
}

/** Key by key, each in order off the index. In one statement SQLite would read all that have any of them, and sort. */
function holdingMark(
  sql: SqlStorage,
  { kind, keys }: Condition,
  span: Span,
  most: number,
): Candidate[] {
  const found = keys.flatMap((key) =>
    sql
      .exec<Candidate>(
        `SELECT story, updated FROM marks WHERE kind = ? AND key = ? AND ${WITHIN} ORDER BY updated DESC LIMIT ?`,
        kind,
        key,
        ...within(span),
        most,
      )
      .toArray(),
  );
  if (keys.length === 1) return found;
  const each = new Map(found.map((candidate) => [candidate.story, candidate]));
  return [...each.values()].sort((a, b) => b.updated - a.updated).slice(0, most);
}

/** Those that have a mark of every condition, and one of an outlet that is not excluded; in the same order. */
function holdingAll(
  sql: SqlStorage,
  candidates: readonly Candidate[],
  rest: readonly Condition[],
  exclude: readonly string[],
): number[] {
  const stories = candidates.map(({ story }) => story);
  const wanted = [
    ...rest.map(({ kind, keys }) => ({ kind, keys, in: "IN" })),
    ...(exclude.length > 0 ? [{ kind: "outlet", keys: exclude, in: "NOT IN" }] : []),
  ];
  if (wanted.length === 0) return stories;
  const has = wanted.map(
    (mark) => `EXISTS (
      SELECT 1 FROM marks WHERE story = asked.value AND kind = ?
        AND key ${mark.in} (SELECT value FROM json_each(?)))`,
  );
  const rows = sql.exec<{ story: number }>(
    `SELECT value AS story FROM json_each(?) AS asked WHERE ${has.join(" AND ")} ORDER BY asked.key`,
    JSON.stringify(stories),
    ...wanted.flatMap(({ kind, keys }) => [kind, JSON.stringify(keys)]),
  );
  return Array.from(rows, ({ story }) => story);
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
