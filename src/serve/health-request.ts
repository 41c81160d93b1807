import type { Content } from "../model/edition.ts";
import type { NewsroomDocuments } from "../store/api.ts";
import { editionDefinition } from "./document-definitions.ts";
import type { DocumentMemory } from "./document-memory.ts";
import { COMMON_HEADERS } from "./headers.ts";

/**
 * What monitors read: the program's version, and whether reports still arrive and the newest feed can be made. Never
 * cached. The status is 503 if something is wrong, and `problem` says what. Polling that is slowed, before a limit of the
 * plan is reached, is not wrong yet; `slowed` says why.
 *
 * @param now milliseconds since 1970 (UTC)
 */
export async function healthResponse(
  { edition, version }: Pick<Content, "edition" | "version">,
  documents: DocumentMemory,
  newsroom: () => NewsroomDocuments,
  now: number,
): Promise<Response> {
  const { stories, reports, lastFiled, trouble, slowed } = await newsroom().health(now);
  const problem = trouble ?? (await whyNoFeed(documents, newsroom, edition));
  const health = {
    edition: edition.title,
    version,
    stories,
    reports,
    last_filed: lastFiled === null ? null : new Date(lastFiled).toISOString(),
    ...(slowed !== null && { slowed }),
    ...(problem !== null && { problem }),
  };
  return Response.json(health, {
    status: problem === null ? 200 : 503,
    headers: { ...COMMON_HEADERS, "Cache-Control": "no-store" },
  });
}

/** Why the newest feed cannot be made; null if it can. It is made at most once per change, as for any reader. */
async function whyNoFeed(
  documents: DocumentMemory,
  newsroom: () => NewsroomDocuments,
  edition: Content["edition"],
): Promise<string | null> {
  try {
    await documents.get(editionDefinition("rss", edition), newsroom, "or fail");
    return null;
  } catch (error) {
    return `the newest feed cannot be made: ${String(error)}`;
  }
}
