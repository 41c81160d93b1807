import { content } from "#content";
import type { FeedState } from "./model/outlet-feed.ts";
import { onCron, onQueue, type PollSettings } from "./poll/worker.ts";
import { app } from "./serve/app.ts";
import { DocumentMemory } from "./serve/document-memory.ts";

export { Newsroom } from "./store/newsroom.ts";

const edition = app(content, new DocumentMemory(content, Date.now), Date.now);

const newsroom = (env: Env) => env.NEWSROOM.getByName("edition");

export default {
  fetch(request, env, ctx) {
    return edition.fetch(request, { newsroom: () => newsroom(env) }, ctx);
  },
  scheduled({ scheduledTime }, env, ctx) {
    return onCron(content, () => newsroom(env), env, ctx, scheduledTime);
  },
  queue(batch, env, ctx) {
    return onQueue(content, newsroom(env), env, ctx, batch);
  },
} satisfies ExportedHandler<Env & PollSettings, FeedState[]>;
