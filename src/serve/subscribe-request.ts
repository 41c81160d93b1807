import type { Content } from "../model/edition.ts";
import { entry, withFormer } from "../render/entry.ts";
import { channelOf } from "../render/feeds/channel.ts";
import { subscribePage, type SubscribeContent } from "../render/pages/subscribe-page.tsx";
import type { DocumentContext, DocumentRequest, NewsroomDocuments } from "../store/api.ts";
import { HTML } from "./document-definitions.ts";
import { packDocument } from "./document-memory.ts";
import { CACHE_CONTROL, COMMON_HEADERS, documentHeaders } from "./headers.ts";
import { readParameters, unknownFacet, type ParameterError } from "./query-parameters.ts";
import type { Responder } from "./respond.ts";

/** Number of stories shown of the feed that a visitor put together. */
const SHOWN_STORIES = 5;

const NOTHING: DocumentContext = {};

const PATH = "/subscribe";

/**
 * The subscribe page with a query: it shows the feed that the visitor put together in its form, or what is wrong with the
 * fields. Such pages are not kept: nobody else asks for the same one.
 */
export async function subscribeResponse(
  request: Request,
  { edition, build }: Content,
  responder: Responder,
  newsroom: NewsroomDocuments,
): Promise<Response> {
  const ask = async (wanted: DocumentRequest) => {
    const found = await newsroom.requestDocument(null, wanted, build, null);
    return found.kind === "stories"
      ? { stories: found.stories, context: found.context ?? NOTHING, facet: undefined }
      : {
          stories: [],
          context: NOTHING,
          facet: found.kind === "unknown" ? found.facet : undefined,
        };
  };
  const { tags = [], languages = [] } = (await ask({ kind: "facets" })).context;
  const values = filledIn(new URL(request.url).searchParams);
  const page = (more: Pick<SubscribeContent, "errors" | "result">): string =>
    subscribePage(edition, { tags, languages, values, ...more });
  const refused = (errors: readonly ParameterError[]): Response =>
    new Response(request.method === "HEAD" ? null : page({ errors }), {
      status: 400,
      headers: { ...COMMON_HEADERS, "Cache-Control": "no-store", "Content-Type": HTML },
    });
  const respond = async (html: string): Promise<Response> =>
    responder.respond(request, await packDocument(HTML, html), {
      ...documentHeaders(edition, PATH),
      "Cache-Control": CACHE_CONTROL,
    });

  if (values.size === 0) return respond(page({}));
  const read = readParameters(new URL(request.url).searchParams);
  if (read === "not found") return respond(page({}));
  if ("errors" in read) return refused(read.errors);
  const { selection, updates } = read.parameters;
  const { stories, context, facet } = await ask({
    kind: "list",
    selection,
    limit: SHOWN_STORIES,
    outlets: edition.outlets.map(({ id }) => id),
  });
  const unknown = facet && unknownFacet(facet, { selection, pathParameters: {} });
  if (unknown) return refused([unknown]);
  const shown = withFormer(edition, context.former);
  return respond(
    page({
      result: {
        channel: channelOf(shown, selection, context.names, updates),
        entries: stories.map((story) => entry(story, shown, selection.minOutlets)),
      },
    }),
  );
}

/** The fields that the visitor filled in. */
function filledIn(search: URLSearchParams): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of search)
    if (value.trim() !== "") values.getOrInsertComputed(name, () => []).push(value);
  return values;
}
