import { hash } from "../../cluster/index.ts";
import { languageKeys, tagKey, type FacetKind } from "../../model/selection.ts";
import type { Story } from "../../model/story.ts";
import type { StoryRow } from "../stories/story-row.ts";
import { decodeFacets, encodeFacets, type ListedFacet } from "./stored-facets.ts";
import { indexedText, indexStory, unindexStory } from "./full-text.ts";

const HOUR = 3_600_000;

/**
 * Milliseconds by which a facet's row may lie before the last update of its story, by kind. A list reads the rows of that
 * much time more than it shows, and a story that grows moves its rows only that often. An outlet has few stories in a day,
 * and a story may have many outlets.
 */
export const MAX_LAG: Readonly<Record<FacetKind, number>> = {
  tag: HOUR,
  language: HOUR,
  outlet: 24 * HOUR,
};

interface NamedFacet {
  kind: FacetKind;
  key: string;
  name: string;
}

/**
 * Updates the lists that a story is in: its facets and the full-text index, as far as they differ from what the row says.
 *
 * @param row as it is about to be stored
 * @param story null if it is withdrawn
 * @returns the columns of the row that say what is listed
 */
export function listStory(
  sql: SqlStorage,
  row: StoryRow,
  story: Story | null,
): Pick<StoryRow, "facets" | "indexed"> {
  const named = story === null ? [] : facetsOf(story, JSON.parse(row.present) as string[]);
  const listed = decodeFacets(row.facets ?? "[]");
  const facets = updateFacets(sql, row, listed, named);
  return { facets: encodeFacets(facets), indexed: updateText(sql, row, story) };
}

/** Takes stories that are about to be deleted out of the lists. A trigger takes them out of the full-text index. */
export function unlistStories(sql: SqlStorage, ids: readonly number[]): void {
  const rows = sql.exec<{ id: number; facets: string }>(
    "SELECT id, facets FROM stories WHERE id IN (SELECT value FROM json_each(?)) AND facets IS NOT NULL",
    JSON.stringify(ids),
  );
  const listed = Array.from(rows, ({ id, facets }) =>
    decodeFacets(facets).map((facet) => [...facet, id]),
  ).flat();
  sql.exec(
    `DELETE FROM facets WHERE (kind, key, at, story) IN (
       SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?))`,
    JSON.stringify(listed),
  );
}

/** Writes the rows of facets that came, went, or lag too far behind the story. @returns the facets as they are listed now */
function updateFacets(
  sql: SqlStorage,
  { id, updated }: StoryRow,
  listed: readonly ListedFacet[],
  named: readonly NamedFacet[],
): ListedFacet[] {
  const before = new Map(listed.map((facet) => [nameOf(facet), facet]));
  // The first report that gives a tag decides how it is written.
  const wanted = new Map(
    named.toReversed().map((facet) => [nameOf([facet.kind, facet.key]), facet]),
  );
  for (const [name, [kind, key, at]] of before)
    if (!wanted.has(name))
      sql.exec(
        "DELETE FROM facets WHERE kind = ? AND key = ? AND at = ? AND story = ?",
        kind,
        key,
        at,
        id,
      );
  return Array.from(wanted, ([name, { kind, key, name: written }]): ListedFacet => {
    const known = before.get(name);
    if (known === undefined) {
      sql.exec(
        "INSERT INTO facets (kind, key, at, story) VALUES (?, ?, ?, ?)",
        kind,
        key,
        updated,
        id,
      );
      sql.exec(
        "INSERT OR IGNORE INTO facet_names (kind, key, name) VALUES (?, ?, ?)",
        kind,
        key,
        written,
      );
      return [kind, key, updated];
    }
    const [, , at] = known;
    if (at <= updated && at >= updated - MAX_LAG[kind]) return known;
    sql.exec(
      "UPDATE facets SET at = ? WHERE kind = ? AND key = ? AND at = ? AND story = ?",
      updated,
      kind,
      key,
      at,
      id,
    );
    return [kind, key, updated];
  });
}

const nameOf = ([kind, key]: readonly [kind: string, key: string, ...rest: unknown[]]): string =>
  `${kind} ${key}`;

/** A story's tags, all of its outlets, and the languages of the reports that it shows. */
function facetsOf({ tags, reports }: Story, outlets: readonly string[]): NamedFacet[] {
  const languages = new Set(reports.map(({ language }) => language));
  return [
    ...tags.map((tag): NamedFacet => ({ kind: "tag", key: tagKey(tag), name: tag })),
    ...outlets.map((outlet): NamedFacet => ({ kind: "outlet", key: outlet, name: outlet })),
    ...Array.from(languages, languageKeys)
      .flat()
      .map((key): NamedFacet => ({ kind: "language", key, name: key })),
  ];
}

/** Indexes the text of a story, unless the same one is indexed. @returns a hash of the text; null for none */
function updateText(
  sql: SqlStorage,
  { id, indexed }: StoryRow,
  story: Story | null,
): number | null {
  const text = story === null ? null : indexedText(story);
  const now = text === null ? null : hash(text);
  if (now === indexed) return now;
  if (text === null) unindexStory(sql, id);
  else indexStory(sql, id, text);
  return now;
}
