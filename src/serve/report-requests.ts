import type { Content } from "../model/edition.ts";
import { storyUrl } from "../model/ids.ts";
import { webAddress } from "../model/safe-text.ts";
import type { NewsroomDocuments } from "../store/api.ts";
import { COMMON_HEADERS } from "./headers.ts";
import { badRequest, unknownReport } from "./problem.ts";

/** In seconds. Folding may move a report to another story at any time. */
const CACHE_CONTROL = "public, max-age=60";

/** Paths that lead from the address of a report, in `url`, to its story as a page or as data. */
export const REPORT_PATHS = ["/report", "/report.json"] as const;

/** Redirects to the story of a report: /report?url=https://www.rt.com/news/1 */
export async function reportResponse(
  request: Request,
  { edition, build }: Pick<Content, "edition" | "build">,
  newsroom: Pick<NewsroomDocuments, "requestDocument">,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const url = reportAddress(searchParams.get("url") ?? "");
  if (url === null) {
    const detail = "takes the address of a report, which begins with https:// or http://.";
    return badRequest(request, edition, [{ parameter: "url", detail }]);
  }
  const found = await newsroom.requestDocument(null, { kind: "report", url }, build, null);
  if (found.kind !== "moved") return unknownReport(request, edition);
  return new Response(null, {
    status: 302,
    headers: {
      ...COMMON_HEADERS,
      "Cache-Control": CACHE_CONTROL,
      Location: storyUrl(edition, found.key) + (pathname.endsWith(".json") ? ".json" : ""),
    },
  });
}

/** An address as the newsroom stores it: without a fragment. */
function reportAddress(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url === null) return null;
  url.hash = "";
  return webAddress(url.href);
}
