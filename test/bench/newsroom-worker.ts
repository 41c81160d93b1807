import { Newsroom } from "../../src/store/newsroom.ts";
import type { Report } from "../../src/model/report.ts";

/** The newsroom as it is, and where its reports are: what a benchmark asks, and nobody else. */
class Telling extends Newsroom {
  /** The keys of the stories that the reports at these URLs are in, in their order; null for one that is in none. */
  storiesOf(urls: readonly string[]): (string | null)[] {
    return this.ctx.storage.sql
      .exec<{ story: string | null }>(
        `SELECT stories.key AS story FROM json_each(?) AS asked
           LEFT JOIN reports ON reports.url = asked.value
           LEFT JOIN stories ON stories.id = reports.story
         ORDER BY asked.key`,
        JSON.stringify(urls),
      )
      .toArray()
      .map(({ story }) => story);
  }

  /** Bytes of the database. */
  size(): number {
    return this.ctx.storage.sql.databaseSize;
  }
}

export { Telling as Newsroom };

/** There where the benchmark asks for it only. */
declare const gc: () => void;

/** POST /file takes a batch of reports, POST /stories URLs; POST /size and POST /collect (garbage) take nothing. */
export default {
  async fetch(request, env) {
    const newsroom = env.NEWSROOM.getByName("bench");
    try {
      const path = URL.parse(request.url)?.pathname;
      if (path === "/stories")
        return Response.json(await newsroom.storiesOf(await request.json<string[]>()));
      if (path === "/size") return Response.json(await newsroom.size());
      if (path === "/collect") {
        gc();
        return new Response(null, { status: 204 });
      }
      await newsroom.fileReports("feed:bench", await request.json<Report[]>());
      return new Response(null, { status: 204 });
    } catch (error) {
      // Only who asked knows which batch this was.
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<{ NEWSROOM: DurableObjectNamespace<Telling> }>;
