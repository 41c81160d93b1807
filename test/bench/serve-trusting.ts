import { content } from "#content";
import { app } from "../../src/serve/app.ts";
import { DocumentMemory } from "../../src/serve/document-memory.ts";

export { Newsroom } from "../../src/store/newsroom.ts";

const edition = app(content, new DocumentMemory(content, Date.now, Infinity), Date.now);

/** The edition as it is, but that it never asks the newsroom again what it holds in memory. */
export default {
  fetch(request, env, ctx) {
    return edition.fetch(request, { newsroom: () => env.NEWSROOM.getByName("edition") }, ctx);
  },
} satisfies ExportedHandler<Env>;
