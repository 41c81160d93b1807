import { content } from "#content";
import { channelOf } from "../../src/render/feeds/channel.ts";
import { answer } from "../../src/serve/respond.ts";
import { feedRecipe } from "../../src/serve/document-definitions.ts";
import { Documents } from "../../src/serve/document-memory.ts";
import { named } from "../../src/serve/feed-requests.ts";
import { feedHeaders } from "../../src/serve/headers.ts";

export { Newsroom } from "../../src/store/newsroom.ts";

const documents = new Documents(content, Date.now, Infinity);
const recipe = feedRecipe("rss", content.edition);
const channel = channelOf(content.edition);
const headers = named(feedHeaders(channel, "rss"), channel.feeds.rss);

/** The RSS feed at every address: the edition without Hono, and without asking the newsroom again. */
export default {
  async fetch(request, env) {
    const outcome = await documents.get(recipe, () => env.NEWSROOM.getByName("edition"));
    if (outcome.kind !== "document") throw new Error("there is no feed");
    return answer(request, outcome.document, headers);
  },
} satisfies ExportedHandler<Env>;
