/**
 * Which stories a list shows. Every condition must be met; within one condition, any of its values is enough.
 * Every list shows a story complete: its entry has the same id and the same reports everywhere.
 */
export interface Selection {
  /**
   * Words that the story's text must all contain; "phrases" in quotes, and a trailing * matches any ending of the word.
   */
  query: string | null;
  /** Keys of tags (`tagKey`). */
  tags: readonly string[];
  /** Ids of outlets that report the story. */
  outlets: readonly string[];
  /** Keys of languages (`languageKey`) in which the story is reported. */
  languages: readonly string[];
  /** Ids of outlets: stories that only these outlets report are left out. */
  exclude: readonly string[];
  /** Minimum number of outlets that report the story. */
  minOutlets: number;
  /** "latest": by the last update. "top": by the number of independent outlets and the last update. */
  order: "latest" | "top";
  /** Only stories updated within this many hours before the latest update of any story. Null means all. */
  hours: number | null;
  /** Earliest time of the last update (inclusive) and latest (exclusive), in milliseconds since 1970 (UTC). */
  since: number | null;
  before: number | null;
  /** For a further page of a list: when the last story of the page before it was updated. Exact to the millisecond. */
  olderThan: number | null;
  /** Maximum number of stories shown; null means as many as the edition's feeds have. */
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
  order: "latest",
  hours: null,
  since: null,
  before: null,
  olderThan: null,
  limit: null,
};

/** What stories can be listed by, other than their words. */
export type FacetKind = "tag" | "outlet" | "language";

/** One value of one kind. */
export interface Facet {
  kind: FacetKind;
  key: string;
}

/** The facets that a selection refers to. */
export const facetsOf = ({ tags, outlets, languages, exclude }: Selection): Facet[] => [
  ...tags.map((key): Facet => ({ kind: "tag", key })),
  ...[...outlets, ...exclude].map((key): Facet => ({ kind: "outlet", key })),
  ...languages.map((key): Facet => ({ kind: "language", key })),
];

/**
 * A tag's key in addresses: lower case, with white space and commas replaced by a hyphen, and everything else
 * unchanged. So an address does not depend on how the tag is written, and it shows the complete tag in any script.
 */
export const tagKey = (tag: string): string =>
  tag
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s,]+/gu, "-")
    .replace(/^-+|-+$/g, "");

/** A language's key in addresses: its BCP 47 tag in lower case. */
export const languageKey = (language: string): string => language.toLowerCase();

/** Keys of a language and of every broader range: `de-at` is `de` too (basic filtering, RFC 4647, 3.3.1). */
export function languageKeys(language: string): string[] {
  const parts = languageKey(language).split("-");
  return parts.map((_, index) => parts.slice(0, index + 1).join("-"));
}

/**
 * The canonical address of a selection: its path (empty for the whole edition), and a query of the remaining conditions
 * in a fixed order. Equal selections have the same address.
 */
export function addressOf(selection: Selection): { path: string; query: string } {
  const { path, rest } = placeOf(selection);
  const { query, outlets, exclude, languages, tags, minOutlets, hours, since, before, limit } =
    rest;
  return {
    path,
    query: queryOf([
      ["q", query === null ? null : encodeURIComponent(query)],
      ["tag", listed(tags)],
      ["outlets", listed(outlets)],
      ["lang", listed(languages)],
      ["exclude", listed(exclude)],
      ["min_outlets", minOutlets === 1 ? null : String(minOutlets)],
      ["hours", hours === null ? null : String(hours)],
      ["since", moment(since)],
      ["before", moment(before)],
      ["older_than", moment(rest.olderThan)],
      ["limit", limit === null ? null : String(limit)],
    ]),
  };
}

/** The query of an address, including the `?`; empty if every value is null. Values must be encoded already. */
export function queryOf(parameters: readonly (readonly [name: string, value: string | null])[]) {
  const pairs = parameters.flatMap(([name, value]) => (value === null ? [] : `${name}=${value}`));
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** Path of the feeds in the order "top". */
export const TOP_PATH = "/top";

/** The path of a list's page, from the path of its feeds: the front page is the edition in the order "top". */
export const pagePath = (path: string): string =>
  path === "" ? "/latest" : path === TOP_PATH ? "/" : path;

/** The path is /top for that order, /search for a search, the page of a single tag, outlet or language, and the root for everything else. */
function placeOf(selection: Selection): { path: string; rest: Selection } {
  const { query, tags, outlets, languages } = selection;
  const [tag] = tags;
  const [outlet] = outlets;
  const [language] = languages;
  if (selection.order === "top") return { path: TOP_PATH, rest: selection };
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

/** The shortest form of a time: only the date if it is the start of a day. */
const moment = (milliseconds: number | null): string | null =>
  milliseconds === null
    ? null
    : new Date(milliseconds).toISOString().replace(/(?:T00:00:00)?(?:\.000)?Z$/, zone);

/** A date has no zone, a time has one. */
const zone = (end: string): string => (end.startsWith("T") ? "" : "Z");
