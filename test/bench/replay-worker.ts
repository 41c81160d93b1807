import { content } from "#content";
import type { PollResult } from "../../src/model/outlet-feed.ts";
import { app } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";
import { Newsroom } from "../../src/store/newsroom.ts";

export { Newsroom };

interface Env {
  NEWSROOM: DurableObjectNamespace<Newsroom>;
}

const site = app(content, new DocumentMemory(content, Date.now, 0), Date.now);

/** POST /poll files polls at a time of their own; everything else is the edition. */
export default {
  async fetch(request, env, ctx) {
    const newsroom = env.NEWSROOM.getByName("edition");
    if (request.method !== "POST") return site.fetch(request, { newsroom: () => newsroom }, ctx);
    const { polls, now } = await request.json<{ polls: PollResult[]; now: number }>();
    return Response.json(await newsroom.filePolls(polls, now));
  },
} satisfies ExportedHandler<Env>;
