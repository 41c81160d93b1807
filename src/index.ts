import { content } from "#content";
import { app } from "./serve/app.ts";
import { Documents } from "./serve/documents.ts";

export { Newsroom } from "./store/newsroom.ts";

const edition = app(content, new Documents(content, Date.now));

export default {
  fetch(request, env, ctx) {
    return edition.fetch(request, { newsroom: () => env.NEWSROOM.getByName("edition") }, ctx);
  },
} satisfies ExportedHandler<Env>;
