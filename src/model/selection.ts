/**
 * Which stories a list shows. Every condition that is given must hold; of several values in one condition, any.
 * A story is shown whole in every list: the same entry has the same id and the same reports wherever it stands.
 */
export interface Selection {
  /** Plain words that the story's texts hold, all of them; "phrases" in quotes, a word with * at its end as a beginning. */
  query: string | null;
  /** Keys of tags (`tagKey`). */
  tags: readonly string[];
  /** Ids of outlets that report the story. */
  outlets: readonly string[];
  /** Keys of languages (`languageKey`) in which it is reported. */
  languages: readonly string[];
  /** Ids of outlets whose word alone is not enough: stories that only these report are left out. */
  exclude: readonly string[];
  /** The fewest outlets that report it. */
  minOutlets: number;
  /** Updated then or later, and before then: milliseconds since 1970 (UTC). */
  since: number | null;
  before: number | null;
  /** The most stories shown; null for as many as the edition's feeds have. */
  limit: number | null;
}

/** Every story. */
export const ALL_STORIES: Selection = {
  query: null,
  tags: [],
  outlets: [],
  languages: [],
  exclude: [],
  minOutlets: 1,
  since: null,
  before: null,
  limit: null,
};

/** What a story may be listed by, beside its words. */
export type FacetKind = "tag" | "outlet" | "language";

/** One value of a condition. */
export interface Facet {
  kind: FacetKind;
  key: string;
}

/** The marks that a selection names. */
export const facetsOf = ({ tags, outlets, languages, exclude }: Selection): Facet[] => [
  ...tags.map((key): Facet => ({ kind: "tag", key })),
  ...[...outlets, ...exclude].map((key): Facet => ({ kind: "outlet", key })),
  ...languages.map((key): Facet => ({ kind: "language", key })),
];

/**
 * How a tag is named in addresses: in lower case, with a hyphen for white space and commas, everything else as it is.
 * So an address is the same however a tag is written, and says it in full, in any script.
 */
export const tagKey = (tag: string): string =>
  tag
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s,]+/gu, "-")
    .replace(/^-+|-+$/g, "");

/** How a language is named in addresses: a BCP 47 tag in lower case. */
export const languageKey = (language: string): string => language.toLowerCase();

/** The language itself, and what it is a kind of: `de-at` is `de` too (basic filtering, RFC 4647, 3.3.1). */
export function languageKeys(language: string): string[] {
  const parts = languageKey(language).split("-");
  return parts.map((_, index) => parts.slice(0, index + 1).join("-"));
}

/**
 * The one address of a selection: the path that it stands under (empty for the whole edition), and what else it asks,
 * in one order. Selections that show the same have the same.
 */
export function addressOf(selection: Selection): { path: string; query: string } {
  const { path, rest } = placeOf(selection);
  const { query, outlets, exclude, languages, tags, minOutlets, since, before, limit } = rest;
  return {
    path,
    query: queryOf([
      ["q", query === null ? null : encodeURIComponent(query)],
      ["tag", listed(tags)],
      ["outlets", listed(outlets)],
      ["lang", listed(languages)],
      ["exclude", listed(exclude)],
      ["min_outlets", minOutlets === 1 ? null : String(minOutlets)],
      ["since", moment(since)],
      ["before", moment(before)],
      ["limit", limit === null ? null : String(limit)],
    ]),
  };
}

/** A query that is part of an address, from `?` on; empty where it says nothing. Values come encoded. */
export function queryOf(parameters: readonly (readonly [name: string, value: string | null])[]) {
  const given = parameters.flatMap(([name, value]) => (value === null ? [] : `${name}=${value}`));
  return given.length === 0 ? "" : `?${given.join("&")}`;
}

/** A search stands under /search, what one tag, outlet or language names under its own path, all else under the root. */
function placeOf(selection: Selection): { path: string; rest: Selection } {
  const { query, tags, outlets, languages } = selection;
  const [tag] = tags;
  const [outlet] = outlets;
  const [language] = languages;
  if (query !== null) return { path: "/search", rest: selection };
  if (tags.length === 1 && tag !== undefined)
    return { path: `/tags/${encodeURIComponent(tag)}`, rest: { ...selection, tags: [] } };
  if (outlets.length === 1 && outlet !== undefined)
    return { path: `/outlets/${encodeURIComponent(outlet)}`, rest: { ...selection, outlets: [] } };
  if (languages.length === 1 && language !== undefined)
    return {
      path: `/languages/${encodeURIComponent(language)}`,
      rest: { ...selection, languages: [] },
    };
  return { path: "", rest: selection };
}

const listed = (values: readonly string[]): string | null =>
  values.length === 0 ? null : values.toSorted().map(encodeURIComponent).join(",");

/** As short as it can be: a day where it begins one. */
const moment = (milliseconds: number | null): string | null =>
  milliseconds === null
    ? null
    : new Date(milliseconds).toISOString().replace(/(?:T00:00:00)?(?:\.000)?Z$/, zone);

/** A day has no zone, a time has one. */
const zone = (end: string): string => (end.startsWith("T") ? "" : "Z");
