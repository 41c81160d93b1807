import type { Edition } from "../../model/edition.ts";
import { archivePath } from "../../model/feed-archive.ts";
import { editionId, listId } from "../../model/ids.ts";
import {
  addressOf,
  ALL_STORIES,
  pagePath,
  type Facet,
  type Selection,
} from "../../model/selection.ts";
import { stripIllegal } from "../../model/safe-text.ts";
import { dateText } from "../format-date.ts";
import { languageName } from "../language-name.ts";
import { fill, pageLanguage, stringsOf } from "../strings/index.ts";
import { FORMATS, type Format } from "./formats.ts";

/**
 * How a feed shows that a story has grown. "silent" (the default) changes the entry in place; "bump" also moves its date
 * to the update; "new" gives it a new id for each outlet that joins.
 */
export type Updates = "silent" | "bump" | "new";

/** The metadata of a list of stories, as its feeds and page show it. Addresses are absolute. */
export interface Channel {
  /** A tag URI. */
  id: string;
  /** Plain text: the edition's title, then the part that is listed. */
  title: string;
  /** The part of the edition that is listed, without the edition's title; null for the whole edition. */
  part: string | null;
  description: string;
  /** Address of the HTML page. */
  page: string;
  feeds: Record<Format, string>;
  /** The WebSub hub, if the edition has one. Null for a part of the edition: its feeds do not use the hub. */
  hub: string | null;
  updates: Updates;
  selection: Selection;
}

/** Facets with their names as first written. */
export type FacetNames = readonly (Facet & { name: string })[];

/** The channel of a list. */
export function channelOf(
  edition: Edition,
  selection: Selection = ALL_STORIES,
  names: FacetNames = [],
  updates: Updates = "silent",
): Channel {
  const { path, query } = addressOf(selection);
  const mode = updates === "silent" ? "" : `${query === "" ? "?" : "&"}updates=${updates}`;
  const part = partOf(edition, selection, names);
  const title = stripIllegal(edition.title);
  // The id ignores `before` and the page: the pages of a list are documents of one feed (RFC 5005, section 3).
  const first = addressOf({ ...selection, before: null, olderThan: null });
  const feedAddress = `${first.path}${first.query}${mode}`;
  return {
    id: feedAddress === "" ? editionId(edition) : listId(edition, feedAddress),
    title: part === null ? title : `${title}: ${part}`,
    part,
    description: descriptionOf(edition, part),
    page: `${edition.site}${pagePath(path)}${query}`,
    feeds: feedsAt(edition, path, `${query}${mode}`),
    hub: `${path}${query}${mode}` === "" ? edition.hub : null,
    updates,
    selection,
  };
}

/** The edition's description; for a part of the edition, after what the part is. */
export function descriptionOf(edition: Edition, part: string | null): string {
  const description = stripIllegal(edition.description);
  if (part === null) return description;
  const strings = stringsOf(edition.language);
  return `${fill(strings.partDescription, stripIllegal(edition.title), `${part}.`)} ${description}`;
}

/** The channel of an archive document. Its feed addresses name this version of the document. */
export function archiveChannel(edition: Edition, upTo: number, version: string): Channel {
  const editionChannel = channelOf(edition);
  const part = fill(stringsOf(edition.language).partArchive, upTo);
  return {
    ...editionChannel,
    title: `${editionChannel.title}: ${part}`,
    part,
    feeds: feedsAt(edition, archivePath(upTo, version), ""),
    hub: null,
  };
}

/** The addresses of a feed in each format. */
export const feedsAt = (
  { site }: Pick<Edition, "site">,
  path: string,
  query: string,
): Record<Format, string> => ({
  rss: `${site}${path}${FORMATS.rss.path}${query}`,
  atom: `${site}${path}${FORMATS.atom.path}${query}`,
  json: `${site}${path}${FORMATS.json.path}${query}`,
});

/** Describes a selection: "Stories on Syria, reported by RT, what 3 or more outlets report". Null for the whole edition. */
function partOf(edition: Edition, selection: Selection, names: FacetNames): string | null {
  const {
    query,
    tags,
    outlets,
    languages,
    exclude,
    minOutlets,
    hours,
    since,
    before,
    olderThan,
    order,
  } = selection;
  const strings = stringsOf(edition.language);
  const listOf = (kind: Facet["kind"], keys: readonly string[], join: "or" | "and"): string =>
    list(
      keys.map((key) => nameOf(edition, { kind, key }, names)),
      join,
      pageLanguage(edition.language),
    );
  const moment = (milliseconds: number): string => momentText(milliseconds, edition.language);
  const parts = [
    order === "top" ? strings.topStories : null,
    query === null ? null : fill(strings.partSearch, query),
    tags.length === 0 ? null : fill(strings.partTag, listOf("tag", tags, "or")),
    outlets.length === 0 ? null : fill(strings.partOutlet, listOf("outlet", outlets, "or")),
    languages.length === 0 ? null : fill(strings.partLanguage, listOf("language", languages, "or")),
    exclude.length === 0 ? null : fill(strings.partExclude, listOf("outlet", exclude, "and")),
    minOutlets === 1 ? null : strings.partMinOutlets(minOutlets),
    hours === null ? null : strings.partHours(hours),
    since === null ? null : fill(strings.partSince, moment(since)),
    before === null ? null : fill(strings.partBefore, moment(before)),
    olderThan === null ? null : fill(strings.partBefore, moment(olderThan)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : stripIllegal(parts.join(" · "));
}

function nameOf(edition: Edition, { kind, key }: Facet, names: FacetNames): string {
  if (kind === "outlet") {
    const outlet = [...edition.outlets, ...(edition.former ?? [])].find(({ id }) => id === key);
    if (outlet) return outlet.name;
  }
  const name = names.find((facet) => facet.kind === kind && facet.key === key)?.name ?? key;
  return kind === "language" ? languageName(name, edition.language) : name;
}

const list = (words: string[], join: "or" | "and", language: string): string =>
  new Intl.ListFormat(language, { type: join === "or" ? "disjunction" : "conjunction" }).format(
    words,
  );

function momentText(milliseconds: number, editionLanguage: string): string {
  const language = pageLanguage(editionLanguage);
  return milliseconds % 86_400_000 === 0
    ? dateText(milliseconds, language, false)
    : `${dateText(milliseconds, language, true)} UTC`;
}
