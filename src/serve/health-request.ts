import type { Content } from "../model/edition.ts";
import type { NewsroomDocuments } from "../store/api.ts";
import { COMMON_HEADERS } from "./headers.ts";

/** What monitors read: the program's version, and whether reports still arrive. Never cached. */
export async function healthResponse(
  { edition, version }: Pick<Content, "edition" | "version">,
  newsroom: Pick<NewsroomDocuments, "health">,
): Promise<Response> {
  const { stories, reports, lastFiled } = await newsroom.health();
  const health = {
    edition: edition.title,
    version,
    stories,
    reports,
    last_filed: lastFiled === null ? null : new Date(lastFiled).toISOString(),
  };
  return Response.json(health, { headers: { ...COMMON_HEADERS, "Cache-Control": "no-store" } });
}
