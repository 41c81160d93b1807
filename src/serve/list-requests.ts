import type { Context } from "hono";
import { archivePath } from "../model/feed-archive.ts";
import type { Edition } from "../model/edition.ts";
import { archiveChannel, channelOf } from "../render/feeds/channel.ts";
import type { Format } from "../render/feeds/feed-source.ts";
import { named, sentWith, wantsPreview, type Choice, type Ending } from "./feed-requests.ts";
import { SEARCH } from "./document-definitions.ts";
import { CACHE_CONTROL, COMMON, documentHeaders, FOREVER, pageHeaders } from "./headers.ts";
import { archiveRecipe, listRecipe, type View } from "./list-definitions.ts";
import { readParameters, takeNone, type Named, type Wrong } from "./query-parameters.ts";

/** Where there are lists: each has a page at its path, and feeds below it. */
export interface Place {
  path: string;
  /** The parameter that its path names, where it does. */
  parameter?: keyof Named;
  /** The parameter that it cannot do without. */
  required?: "q";
}

export const PLACES: readonly Place[] = [
  { path: "" },
  { path: "/tags/:name", parameter: "tag" },
  { path: "/outlets/:name", parameter: "outlets" },
  { path: "/languages/:name", parameter: "lang" },
  { path: "/search", required: "q" },
];

/** What there is instead of a choice. */
export type Refusal = { wrong: Wrong[] } | "not found";

/**
 * What a request for a list gets.
 *
 * @param ending of a feed's address; null for the list's page
 */
export function chooseList(
  c: Context,
  edition: Edition,
  place: Place,
  ending: Ending | null,
): Choice | Refusal {
  const name = place.parameter === undefined ? undefined : c.req.param("name");
  const path: Named =
    place.parameter === undefined || name === undefined ? {} : { [place.parameter]: name };
  const read = readParameters(new URL(c.req.url).searchParams, path);
  if (read === "not found" || "wrong" in read) return read;
  const { updates } = read.asked;
  if (place.required === "q" && read.asked.selection.query === null)
    return ending === null
      ? { recipe: SEARCH, headers: documentHeaders(edition, SEARCH.path) }
      : { wrong: [{ parameter: "q", detail: "is missing. Say what to search for." }] };
  if (ending === null && updates !== "silent")
    return { wrong: [{ parameter: "updates", detail: "is for feeds; this is a page." }] };

  // As many as there are anyway.
  const { limit } = read.asked.selection;
  const selection = {
    ...read.asked.selection,
    limit: limit === edition.entries ? null : limit,
  };
  const channel = channelOf(edition, selection, [], updates);
  if (ending === null)
    return {
      recipe: listRecipe(edition, selection, updates, "page"),
      headers: pageHeaders(channel),
      asked: { selection, named: path },
    };
  const format = ending.formatFor(c);
  const headers = sentWith(channel, format, ending.vary);
  const preview = wantsPreview(c);
  return {
    recipe: listRecipe(edition, selection, updates, viewOf(format, preview)),
    headers: preview ? headers : named(headers, channel.feeds[format]),
    asked: { selection, named: path },
  };
}

const viewOf = (format: Format, preview: boolean): View => (preview ? `${format}#preview` : format);

/** The archive's documents: in the formats that RFC 5005 is for. */
export const ARCHIVE_FORMATS = ["rss", "atom"] as const;

/**
 * What a request for an archive document gets: the document of a version, which is known by the newsroom's part of the
 * address and by the program's.
 */
export function chooseArchive(
  c: Context,
  edition: Edition,
  build: string,
  format: Format,
): Choice | Refusal {
  const upTo = archiveNumber(c.req.param("number"));
  if (upTo === null) return "not found";
  const wrong = takeNone(new URL(c.req.url).searchParams);
  if (wrong.length > 0) return { wrong };

  const address = c.req.param("version") ?? "";
  const [newsroom = null, program] = /^(\d+\.\d+)\.([0-9a-f]+)$/.exec(address)?.slice(1) ?? [];
  const version = program === programOf(build) ? newsroom : null;
  const channel = archiveChannel(edition, upTo, address);
  const headers = { ...sentWith(channel, format, ""), "Cache-Control": FOREVER };
  const preview = wantsPreview(c);
  return {
    recipe: archiveRecipe(edition, upTo, version, address, viewOf(format, preview)),
    headers: preview ? headers : named(headers, channel.feeds[format]),
  };
}

/** Leads to the version that there is now. */
export function toVersion(
  c: Context,
  { site }: Edition,
  build: string,
  { upTo, version }: { upTo: number; version: string },
): Response {
  const ending = c.req.path.slice(c.req.path.lastIndexOf("/"));
  const path = archivePath(upTo, `${version}.${programOf(build)}`);
  return new Response(null, {
    status: 302,
    headers: { ...COMMON, "Cache-Control": CACHE_CONTROL, Location: `${site}${path}${ending}` },
  });
}

/** Another program, or another edition, draws the same stories differently. */
const programOf = (build: string): string => build.slice(0, 8);

function archiveNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : null;
}
