import { content } from "#content";
import type { FeedState } from "./model/outlet-feed.ts";
import { onCron, onQueue, type PollSettings } from "./poll/worker.ts";
import { app } from "./serve/app.ts";
import type { BackupSettings } from "./serve/backup-requests.ts";
import { contentAt } from "./serve/development.ts";
import { DocumentMemory } from "./serve/document-memory.ts";

export { Newsroom } from "./store/newsroom.ts";

const appOf = (published: typeof content) =>
  app(published, new DocumentMemory(published, Date.now), Date.now);

let edition = appOf(content);
let site = content.edition.site;

/** The edition at the address that was asked, which differs from the configured one in development only. */
function editionAt(url: string): ReturnType<typeof appOf> {
  const published = contentAt(content, url);
  if (published.edition.site !== site) {
    edition = appOf(published);
    site = published.edition.site;
  }
  return edition;
}

const newsroom = (env: Env) => env.NEWSROOM.getByName("edition");

/** The Worker's handlers for requests, the cron trigger and the queue. */
export default {
  fetch(request, env, ctx) {
    const bindings = { newsroom: () => newsroom(env), settings: env };
    return editionAt(request.url).fetch(request, bindings, ctx);
  },
  scheduled({ scheduledTime }, env, ctx) {
    return onCron(content, () => newsroom(env), env, ctx, scheduledTime);
  },
  queue(batch, env) {
    return onQueue(content, newsroom(env), env, batch);
  },
} satisfies ExportedHandler<Env & PollSettings & BackupSettings, FeedState[]>;
