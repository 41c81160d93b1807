import type { Context } from "hono";
import { archivePath } from "../model/feed-archive.ts";
import type { Edition } from "../model/edition.ts";
import { archiveChannel, channelOf } from "../render/feeds/channel.ts";
import type { Format } from "../render/feeds/feed-source.ts";
import {
  withFileName,
  feedResponseHeaders,
  wantsPreview,
  type ResolvedRequest,
  type FeedEndpoint,
} from "./feed-requests.ts";
import { SEARCH } from "./document-definitions.ts";
import {
  CACHE_CONTROL,
  COMMON_HEADERS,
  documentHeaders,
  CACHE_FOREVER,
  pageHeaders,
} from "./headers.ts";
import { archiveDefinition, listDefinition, type View } from "./list-definitions.ts";
import {
  readParameters,
  rejectParameters,
  type PathParameters,
  type ParameterError,
} from "./query-parameters.ts";

/** Where there are lists: each has a page at its path, and feeds below it. */
export interface ListRoute {
  path: string;
  /** The parameter that its path names, where it does. */
  parameter?: keyof PathParameters;
  /** The parameter that it cannot do without. */
  required?: "q";
}

export const LIST_ROUTES: readonly ListRoute[] = [
  { path: "" },
  { path: "/tags/:name", parameter: "tag" },
  { path: "/outlets/:name", parameter: "outlets" },
  { path: "/languages/:name", parameter: "lang" },
  { path: "/search", required: "q" },
];

/** What there is instead of a choice. */
export type RejectedRequest = { wrong: ParameterError[] } | "not found";

/**
 * What a request for a list gets.
 *
 * @param endpoint of a feed's address; null for the list's page
 */
export function resolveList(
  c: Context,
  edition: Edition,
  route: ListRoute,
  endpoint: FeedEndpoint | null,
): ResolvedRequest | RejectedRequest {
  const name = route.parameter === undefined ? undefined : c.req.param("name");
  const path: PathParameters =
    route.parameter === undefined || name === undefined ? {} : { [route.parameter]: name };
  const read = readParameters(new URL(c.req.url).searchParams, path);
  if (read === "not found" || "wrong" in read) return read;
  const { updates } = read.asked;
  if (route.required === "q" && read.asked.selection.query === null)
    return endpoint === null
      ? { definition: SEARCH, headers: documentHeaders(edition, SEARCH.path) }
      : { wrong: [{ parameter: "q", detail: "is missing. Say what to search for." }] };
  if (endpoint === null && updates !== "silent")
    return { wrong: [{ parameter: "updates", detail: "is for feeds; this is a page." }] };

  // As many as there are anyway.
  const { limit } = read.asked.selection;
  const selection = {
    ...read.asked.selection,
    limit: limit === edition.entries ? null : limit,
  };
  const channel = channelOf(edition, selection, [], updates);
  if (endpoint === null)
    return {
      definition: listDefinition(edition, selection, updates, "page"),
      headers: pageHeaders(channel),
      list: { selection, named: path },
    };
  const format = endpoint.formatFor(c);
  const headers = feedResponseHeaders(channel, format, endpoint.vary);
  const preview = wantsPreview(c);
  return {
    definition: listDefinition(edition, selection, updates, viewOf(format, preview)),
    headers: preview ? headers : withFileName(headers, channel.feeds[format]),
    list: { selection, named: path },
  };
}

const viewOf = (format: Format, preview: boolean): View => (preview ? `${format}#preview` : format);

/** The archive's documents: in the formats that RFC 5005 is for. */
export const ARCHIVE_FORMATS = ["rss", "atom"] as const;

/**
 * What a request for an archive document gets: the document of a version, which is known by the newsroom's part of the
 * address and by the program's.
 */
export function resolveArchive(
  c: Context,
  edition: Edition,
  build: string,
  format: Format,
): ResolvedRequest | RejectedRequest {
  const upTo = archiveNumber(c.req.param("number"));
  if (upTo === null) return "not found";
  const wrong = rejectParameters(new URL(c.req.url).searchParams);
  if (wrong.length > 0) return { wrong };

  const address = c.req.param("version") ?? "";
  const [newsroom = null, program] = /^(\d+\.\d+)\.([0-9a-f]+)$/.exec(address)?.slice(1) ?? [];
  const version = program === programOf(build) ? newsroom : null;
  const channel = archiveChannel(edition, upTo, address);
  const headers = { ...feedResponseHeaders(channel, format, ""), "Cache-Control": CACHE_FOREVER };
  const preview = wantsPreview(c);
  return {
    definition: archiveDefinition(edition, upTo, version, address, viewOf(format, preview)),
    headers: preview ? headers : withFileName(headers, channel.feeds[format]),
  };
}

/** Leads to the version that there is now. */
export function redirectToVersion(
  c: Context,
  { site }: Edition,
  build: string,
  { upTo, version }: { upTo: number; version: string },
): Response {
  const ending = c.req.path.slice(c.req.path.lastIndexOf("/"));
  const path = archivePath(upTo, `${version}.${programOf(build)}`);
  return new Response(null, {
    status: 302,
    headers: {
      ...COMMON_HEADERS,
      "Cache-Control": CACHE_CONTROL,
      Location: `${site}${path}${ending}`,
    },
  });
}

/** Another program, or another edition, draws the same stories differently. */
const programOf = (build: string): string => build.slice(0, 8);

function archiveNumber(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : null;
}
