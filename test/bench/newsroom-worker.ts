import { Newsroom } from "../../src/store/newsroom.ts";
import { storyKeyOfReport } from "../../src/store/stories/story-queries.ts";
import type { Report } from "../../src/model/report.ts";

/** The newsroom, with methods that only the benchmark needs. */
class InspectableNewsroom extends Newsroom {
  /** The story key of each report, in the order of the URLs; null for a report that is not in a story. */
  storiesOf(urls: readonly string[]): (string | null)[] {
    return urls.map((url) => storyKeyOfReport(this.ctx.storage.sql, url));
  }

  /** Size of the database in bytes. */
  size(): number {
    return this.ctx.storage.sql.databaseSize;
  }

  /** Forgets everything in memory, as at hibernation. The call fails. */
  forget(): void {
    this.ctx.abort("forget");
  }
}

export { InspectableNewsroom as Newsroom };

/** Defined only where workerd runs with --expose-gc. */
declare const gc: () => void;

/** POST /file takes reports and POST /stories takes URLs. POST /size, /forget and /collect (garbage) take nothing. */
export default {
  async fetch(request, env) {
    const newsroom = env.NEWSROOM.getByName("bench");
    try {
      const path = URL.parse(request.url)?.pathname;
      if (path === "/stories")
        return Response.json(await newsroom.storiesOf(await request.json<string[]>()));
      if (path === "/size") return Response.json(await newsroom.size());
      if (path === "/forget") {
        await newsroom.forget().catch(() => {});
        return new Response(null, { status: 204 });
      }
      if (path === "/collect") {
        gc();
        return new Response(null, { status: 204 });
      }
      await newsroom.fileReports("feed:bench", await request.json<Report[]>());
      return new Response(null, { status: 204 });
    } catch (error) {
      // The benchmark reports the error, since only it knows which batch this was.
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<{ NEWSROOM: DurableObjectNamespace<InspectableNewsroom> }>;
