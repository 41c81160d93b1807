import { content } from "#content";
import { channelOf } from "../../src/render/feeds/channel.ts";
import { Responder } from "../../src/serve/respond.ts";
import { editionDefinition } from "../../src/serve/document-definitions.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { viewHeaders } from "../../src/serve/feed-endpoints.ts";

export { Newsroom } from "../../src/store/newsroom.ts";

const documents = new DocumentMemory(content, Date.now, Infinity);
const definition = editionDefinition("rss", content.edition);
const channel = channelOf(content.edition);
const headers = viewHeaders(channel, "rss", "rss", "");
const responder = new Responder();

/** The RSS feed at every address: the edition without Hono, and without asking the newsroom again. */
export default {
  async fetch(request, env) {
    const outcome = await documents.get(definition, () => env.NEWSROOM.getByName("edition"));
    if (outcome.kind !== "document") throw new Error("there is no feed");
    return responder.respond(request, outcome.document, headers);
  },
} satisfies ExportedHandler<Env>;
