/** Finds stories by their facets, and facets by their stories. */
import { facetsOf, type Facet, type FacetKind, type Selection } from "../../model/selection.ts";
import type { FacetCount } from "../api.ts";
import { formerFacets, formerlyWithFacet } from "./former-facets.ts";
import type { Candidate, UpdateRange } from "./candidate.ts";
import { MAX_LAG } from "./list-story.ts";
import { decodeFacets } from "./stored-facets.ts";

/**
 * The stories with a facet that were updated last, the latest first. Rows lag behind their stories, so those below the
 * last one found are read too, as far down as a story may have been updated since.
 */
export function storiesWithFacet(
  sql: SqlStorage,
  kind: FacetKind,
  key: string,
  { since, before }: UpdateRange,
  limit: number,
): Candidate[] {
  const read = (oldest: number, latest: number, most: number): (Candidate & { at: number })[] =>
    sql
      .exec<Candidate & { at: number }>(
        `SELECT facets.story, stories.updated, facets.at FROM facets CROSS JOIN stories ON stories.id = facets.story
         WHERE facets.kind = ? AND facets.key = ? AND facets.at >= ? AND facets.at <= ?
           AND stories.updated >= ? AND stories.updated < ?
         ORDER BY facets.at DESC LIMIT ?`,
        kind,
        key,
        oldest - MAX_LAG[kind],
        latest,
        since,
        before,
        most,
      )
      .toArray();
  const first = read(since, before, limit);
  const last = first.at(-1);
  const oldest = Math.min(...first.map(({ updated }) => updated));
  const lagging =
    first.length < limit || !last ? [] : read(oldest, last.at, Number.MAX_SAFE_INTEGER);
  const former = formerlyWithFacet(sql, kind, key, { since, before }, limit);
  const found = [...first, ...lagging, ...former].map(({ story, updated }) => ({ story, updated }));
  return [...new Map(found.map((candidate) => [candidate.story, candidate])).values()]
    .sort((a, b) => b.updated - a.updated)
    .slice(0, limit);
}

/** The facets of each of these stories, in the same order. */
export function facetsOfStories(sql: SqlStorage, stories: readonly number[]): Facet[][] {
  const rows = sql.exec<{ id: number; facets: string | null }>(
    `SELECT stories.id, stories.facets FROM json_each(?) AS requested JOIN stories ON stories.id = requested.value
     ORDER BY requested.key`,
    JSON.stringify(stories),
  );
  return Array.from(rows, ({ id, facets }) =>
    facets === null
      ? formerFacets(sql, id)
      : decodeFacets(facets).map(([kind, key]) => ({ kind, key })),
  );
}

/** Number of the latest stories whose tags and languages are counted, so that counting is bounded. */
const COUNTED_STORIES = 500;

/** Maximum number of tags or languages in an index. */
const MAX_FREQUENT = 100;

/** The most frequent facets of one kind among the latest stories. A language's regions count for the language. */
export function frequent(sql: SqlStorage, kind: "tag" | "language"): FacetCount[] {
  const latest = sql
    .exec<{ id: number }>(
      `SELECT id FROM stories WHERE gone = 0 ORDER BY updated DESC LIMIT ${COUNTED_STORIES}`,
    )
    .toArray();
  const counts = new Map<string, number>();
  for (const facets of facetsOfStories(
    sql,
    latest.map(({ id }) => id),
  ))
    for (const facet of facets)
      if (facet.kind === kind && (kind !== "language" || !facet.key.includes("-")))
        counts.set(facet.key, (counts.get(facet.key) ?? 0) + 1);
  return [...counts]
    .sort(([a, storiesA], [b, storiesB]) => storiesB - storiesA || (a < b ? -1 : 1))
    .slice(0, MAX_FREQUENT)
    .map(([key, stories]) => ({ key, name: nameOf(sql, { kind, key }) ?? key, stories }));
}

/** The facets in a selection, with their names as first written. The name is null if no story ever had the facet. */
export const namesOf = (
  sql: SqlStorage,
  selection: Selection,
): (Facet & { name: string | null })[] =>
  facetsOf(selection).map((facet) => ({ ...facet, name: nameOf(sql, facet) }));

const nameOf = (sql: SqlStorage, { kind, key }: Facet): string | null =>
  sql
    .exec<{ name: string }>("SELECT name FROM facet_names WHERE kind = ? AND key = ?", kind, key)
    .toArray()[0]?.name ?? null;
