import type { Context } from "hono";
import type { Edition } from "../model/edition.ts";
import { TOP_PATH, type Selection } from "../model/selection.ts";
import { channelOf } from "../render/feeds/channel.ts";
import { FORMAT_NAMES } from "../render/feeds/formats.ts";
import { editionDefinition, listDefinition, type View } from "./document-definitions.ts";
import { viewFor, viewHeaders, type FeedEndpoint } from "./feed-endpoints.ts";
import { documentHeaders, pageHeaders } from "./headers.ts";
import { readParameters, type PathParameters, type RejectedRequest } from "./query-parameters.ts";
import type { ResolvedRequest } from "./resolved-request.ts";
import { SEARCH_FORM } from "./static-documents.ts";

/** A path that serves lists: the page is at the path itself, the feeds are below it. */
export interface ListRoute {
  path: string;
  /** The filter that the path sets. */
  parameter?: keyof PathParameters;
  /** The filter that the query has to set. */
  required?: "q";
  order?: Selection["order"];
}

/** The edition as a whole, which takes filters too. */
export const WHOLE_EDITION: ListRoute = { path: "" };

/** The edition in the order "top". Its page without filters is the front page. */
export const TOP: ListRoute = { path: TOP_PATH, order: "top" };

/** Parts of the edition. */
export const LIST_ROUTES: readonly ListRoute[] = [
  { path: "/tags/:name", parameter: "tag" },
  { path: "/outlets/:name", parameter: "outlets" },
  { path: "/languages/:name", parameter: "lang" },
  { path: "/search", required: "q" },
];

/**
 * Resolves a request for a list.
 *
 * @param endpoint null for the list's page
 */
export function resolveList(
  c: Context,
  edition: Edition,
  route: ListRoute,
  endpoint: FeedEndpoint | null,
): ResolvedRequest | RejectedRequest {
  const path = pathParameters(c, route);
  const read = readParameters(new URL(c.req.url).searchParams, path);
  if (read === "not found" || "errors" in read) return read;
  const { updates } = read.parameters;
  if (route.required === "q" && read.parameters.selection.query === null)
    return endpoint === null
      ? { definition: SEARCH_FORM, headers: documentHeaders(edition, SEARCH_FORM.path) }
      : { errors: [{ parameter: "q", detail: "is missing. Add the words to search for." }] };
  if (endpoint === null && updates !== "silent")
    return { errors: [{ parameter: "updates", detail: "is for feeds; this is a page." }] };

  // An outlet's page and filters stay valid under the id that it had before.
  const current = (ids: readonly string[]): string[] => [
    ...new Set(
      ids.map((id) => edition.outlets.find(({ formerly }) => formerly?.includes(id))?.id ?? id),
    ),
  ];
  // A limit that is the default anyway must not make a second address for the same list.
  const { limit } = read.parameters.selection;
  const selection: Selection = {
    ...read.parameters.selection,
    order: route.order ?? "latest",
    limit: endpoint !== null && limit === edition.entries ? null : limit,
    outlets: current(read.parameters.selection.outlets),
    exclude: current(read.parameters.selection.exclude),
  };
  const channel = channelOf(edition, selection, [], updates);
  const list = { selection, pathParameters: path };
  if (endpoint === null)
    return {
      definition: listDefinition(edition, selection, updates, "page"),
      headers: pageHeaders(channel),
      list,
    };
  const format = endpoint.formatFor(c);
  const view = viewFor(c, format);
  return {
    definition: listDefinition(edition, selection, updates, view),
    headers: viewHeaders(channel, format, view, endpoint.vary),
    list,
  };
}

function pathParameters(c: Context, { parameter }: ListRoute): PathParameters {
  const name = parameter === undefined ? undefined : c.req.param("name");
  return parameter === undefined || name === undefined ? {} : { [parameter]: name };
}

/**
 * Resolves requests for the whole edition's feeds. Most requests are of this kind, so everything is made in advance that
 * does not depend on the request.
 */
export function editionFeeds(
  edition: Edition,
  endpoint: FeedEndpoint,
): (c: Context) => ResolvedRequest {
  const channel = channelOf(edition);
  const views = new Map<View, ResolvedRequest>(
    FORMAT_NAMES.flatMap((format) =>
      [format, `${format}#preview` as const].map((view): [View, ResolvedRequest] => [
        view,
        {
          definition: editionDefinition(view, edition),
          headers: viewHeaders(channel, format, view, endpoint.vary),
        },
      ]),
    ),
  );
  return (c) => {
    const view = viewFor(c, endpoint.formatFor(c));
    const resolved = views.get(view);
    if (!resolved) throw new Error(`there is no feed as ${view}`);
    return resolved;
  };
}
