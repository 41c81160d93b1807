import type { Selection } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import { MAX_MIN_OUTLETS } from "../api.ts";
import type { Candidate, UpdateRange } from "./candidate.ts";
import { conditionsOf, type Condition } from "./conditions.ts";
import { facetsOfStories, storiesWithFacet } from "./facets.ts";
import { formerlyWithFacet } from "./former-facets.ts";
import { ftsQuery } from "./full-text.ts";
import { storiesOf } from "../stories/story-queries.ts";

/** Maximum number of stories from the first condition that are checked against the others. */
const MAX_CANDIDATES = 5_000;
/** Maximum number of facets that one query looks up for all of its candidates: about ten milliseconds. */
const MAX_LOOKUPS = 20_000;
/** Stories read per value of the first condition at least, as many as a document may show. */
const MIN_PER_KEY = 201;

/**
 * The stories in a selection, the latest update first. One condition yields candidates in that order, and the others
 * filter them. The more values the conditions have, the fewer candidates are checked, so that no query takes long.
 * Withdrawn stories have neither facets nor indexed text, so they never match.
 */
export function selectStories(sql: SqlStorage, selection: Selection, limit: number): Story[] {
  const { query, exclude, order } = selection;
  const rest = conditionsOf(sql, selection);
  const range = rangeOf(sql, selection);
  const isUnfiltered = query === null && rest.length + exclude.length === 0 && !isBounded(range);
  if (order === "top" && isUnfiltered) return storiesOf(sql, topStories(sql, limit));
  const first = query === null ? rest.shift() : undefined;
  const lookups = rest.reduce((sum, { keys }) => sum + keys.length, exclude.length);
  const most = lookups === 0 ? MAX_CANDIDATES : Math.floor(MAX_LOOKUPS / lookups);
  // The latest are found in order; of those in another order, any candidate may be the first.
  const maxCandidates =
    lookups === 0 && order === "latest" ? limit : Math.min(MAX_CANDIDATES, most);
  const candidates =
    query !== null
      ? matchingText(sql, query, range, Math.min(MAX_CANDIDATES, most))
      : first
        ? withFacet(sql, first, range, maxCandidates)
        : latest(sql, range, maxCandidates);
  const matches = filterByFacets(sql, candidates, rest, exclude);
  return storiesOf(
    sql,
    order === "top" ? highestPlaces(sql, matches, limit) : matches.slice(0, limit),
  );
}

function topStories(sql: SqlStorage, limit: number): number[] {
  const read = (columns: string, order: string): { id: number; place: number }[] =>
    sql
      .exec<{ id: number; place: number }>(
        `SELECT id, ${columns} ORDER BY ${order} DESC LIMIT ?`,
        limit,
      )
      .toArray();
  return [
    ...read("place FROM stories WHERE place IS NOT NULL", "place"),
    ...read("updated AS place FROM stories WHERE gone = 0 AND place IS NULL", "updated"),
  ]
    .sort((a, b) => b.place - a.place)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** Of these stories, the first ones in the order "top". */
function highestPlaces(sql: SqlStorage, stories: readonly number[], limit: number): number[] {
  const rows = sql.exec<{ id: number }>(
    `SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(?))
     ORDER BY coalesce(place, updated) DESC LIMIT ?`,
    JSON.stringify(stories),
    limit,
  );
  return Array.from(rows, ({ id }) => id);
}

const HOUR = 3_600_000;

/**
 * The time range of a selection. `hours` count back from the latest update of any story, not from now, so that a list
 * depends on what is filed alone, and an edition that publishes nothing for a while still shows what it has.
 */
function rangeOf(sql: SqlStorage, { since, before, olderThan, hours }: Selection): TimeRange {
  if (hours === null) return { since, before, olderThan };
  const { last } = sql
    .exec<{ last: number | null }>("SELECT max(updated) AS last FROM stories WHERE gone = 0")
    .one();
  return { since: Math.max(since ?? 0, (last ?? 0) - hours * HOUR), before, olderThan };
}

const isBounded = ({ since, before, olderThan }: TimeRange): boolean =>
  [since, before, olderThan].some((end) => end !== null);

type TimeRange = Pick<Selection, "since" | "before" | "olderThan">;

const WITHIN = "updated >= ? AND updated < ?";

const updateRange = ({ since, before, olderThan }: TimeRange): UpdateRange => ({
  since: since ?? Number.MIN_SAFE_INTEGER,
  before: Math.min(before ?? Number.MAX_SAFE_INTEGER, olderThan ?? Number.MAX_SAFE_INTEGER),
});

function within(range: TimeRange): [number, number] {
  const { since, before } = updateRange(range);
  return [since, before];
}

function latest(sql: SqlStorage, range: TimeRange, limit: number): Candidate[] {
  return sql
    .exec<Candidate>(
      `SELECT id AS story, updated FROM stories WHERE gone = 0 AND ${WITHIN} ORDER BY updated DESC LIMIT ?`,
      ...within(range),
      limit,
    )
    .toArray();
}

/** The newest stories that match a text query. The limit bounds a query for a word that is in every story. */
function matchingText(
  sql: SqlStorage,
  query: string,
  range: TimeRange,
  limit: number,
): Candidate[] {
  const match = ftsQuery(query);
  if (match === null) return [];
  return sql
    .exec<Candidate>(
      `SELECT id AS story, updated FROM
         (SELECT rowid AS hit FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${limit})
         CROSS JOIN stories ON stories.id = hit
       WHERE ${WITHIN} ORDER BY updated DESC`,
      match,
      ...within(range),
    )
    .toArray();
}

/**
 * Stories with one of a condition's facets. Each key has its own query, which reads in index order: with one query for
 * all keys, SQLite would read and sort every match. Together they read about `limit` stories; where that cuts a key off,
 * older stories of the other keys are left out too, so that the list has no gaps.
 */
function withFacet(
  sql: SqlStorage,
  { kind, keys }: Condition,
  range: TimeRange,
  limit: number,
): Candidate[] {
  const perKey = Math.max(Math.ceil(limit / keys.length), Math.min(limit, MIN_PER_KEY));
  const times = updateRange(range);
  const matches = keys.map((key) =>
    kind === "outlets"
      ? ofSeveralOutlets(sql, key, times, perKey)
      : storiesWithFacet(sql, kind, key, times, perKey),
  );
  const horizon = Math.max(
    ...matches.map((found) =>
      found.length < perKey ? Number.NEGATIVE_INFINITY : (found.at(-1)?.updated ?? 0),
    ),
  );
  const distinct = new Map(matches.flat().map((candidate) => [candidate.story, candidate]));
  return [...distinct.values()]
    .filter(({ updated }) => updated >= horizon)
    .sort((a, b) => b.updated - a.updated)
    .slice(0, limit);
}

/** Stories that at least this number of outlets report, the latest first. */
function ofSeveralOutlets(
  sql: SqlStorage,
  minOutlets: string,
  range: UpdateRange,
  limit: number,
): Candidate[] {
  // One range of the index per number of outlets: with one query for all, SQLite would read and sort every match.
  const byCount = Array.from({ length: MAX_MIN_OUTLETS + 1 - Number(minOutlets) }, (_, more) =>
    sql
      .exec<Candidate>(
        `SELECT id AS story, updated FROM stories WHERE outlet_count = ? AND outlet_count > 1 AND ${WITHIN}
         ORDER BY updated DESC LIMIT ?`,
        Number(minOutlets) + more,
        range.since,
        range.before,
        limit,
      )
      .toArray(),
  );
  return [...byCount.flat(), ...formerlyWithFacet(sql, "least", minOutlets, range, limit)]
    .sort((a, b) => b.updated - a.updated)
    .slice(0, limit);
}

/** The candidates that meet every condition and have an outlet that is not excluded, in the same order. */
function filterByFacets(
  sql: SqlStorage,
  candidates: readonly Candidate[],
  conditions: readonly Condition[],
  exclude: readonly string[],
): number[] {
  const stories = candidates.map(({ story }) => story);
  if (conditions.length + exclude.length === 0) return stories;
  const facets = facetsOfStories(sql, stories);
  return stories.filter((_, index) => {
    const own = facets[index] ?? [];
    const outlets = own.filter(({ kind }) => kind === "outlet");
    const meets = ({ kind, keys }: Condition): boolean =>
      kind === "outlets"
        ? outlets.length >= Number(keys[0])
        : own.some((facet) => facet.kind === kind && keys.includes(facet.key));
    const isExcluded = exclude.length > 0 && outlets.every(({ key }) => exclude.includes(key));
    return !isExcluded && conditions.every(meets);
  });
}
