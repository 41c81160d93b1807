import { content } from "#content";
import { channelOf } from "../../src/render/feeds/channel.ts";
import { respond } from "../../src/serve/respond.ts";
import { feedDefinition } from "../../src/serve/document-definitions.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { withFileName } from "../../src/serve/feed-requests.ts";
import { feedHeaders } from "../../src/serve/headers.ts";

export { Newsroom } from "../../src/store/newsroom.ts";

const documents = new DocumentMemory(content, Date.now, Infinity);
const definition = feedDefinition("rss", content.edition);
const channel = channelOf(content.edition);
const headers = withFileName(feedHeaders(channel, "rss"), channel.feeds.rss);

/** Serves the RSS feed at every address, without Hono and without revalidation. */
export default {
  async fetch(request, env) {
    const outcome = await documents.get(definition, () => env.NEWSROOM.getByName("edition"));
    if (outcome.kind !== "document") throw new Error("the newsroom did not return the feed");
    return respond(request, outcome.document, headers);
  },
} satisfies ExportedHandler<Env>;
