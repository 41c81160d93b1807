import { content } from "#content";
import type { PollResult } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { MAX_BYTES, TIMEOUTS } from "../../src/poll/fetch-feed.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollRound } from "../../src/poll/round.ts";
import { Newsroom } from "../../src/store/newsroom.ts";

/** The newsroom as it is, and how large: what a benchmark asks, and nobody else. */
class Measured extends Newsroom {
  size(): { reports: number; stories: number; bytes: number } {
    const { sql } = this.ctx.storage;
    const counts = sql
      .exec<{ reports: number; stories: number }>(
        "SELECT (SELECT count(*) FROM reports) AS reports, (SELECT count(*) FROM stories WHERE gone = 0) AS stories",
      )
      .one();
    return { ...counts, bytes: sql.databaseSize };
  }
}

export { Measured as Newsroom };

/** What a tick came to, and the milliseconds that filings took of it. */
export type Ticked = Awaited<ReturnType<typeof pollRound>> & { filing: number };

/** POST /tick takes the simulated time, /file the time and polls; GET /size. */
export default {
  async fetch(request, env) {
    const newsroom = env.NEWSROOM.getByName("bench");
    try {
      switch (URL.parse(request.url)?.pathname) {
        case "/size":
          return Response.json(await newsroom.size());
        case "/file": {
          const { now, polls } = await request.json<{ now: number; polls: PollResult[] }>();
          return Response.json(await newsroom.filePolls(polls, now));
        }
        default: {
          const { now } = await request.json<{ now: number }>();
          return Response.json(await ticked(newsroom, now));
        }
      }
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<{ NEWSROOM: DurableObjectNamespace<Measured> }>;

async function ticked(newsroom: NewsroomPort, now: number): Promise<Ticked> {
  const { edition } = content;
  const started = Date.now();
  let filing = 0;
  const desk: NewsroomPort = {
    leaseDueFeeds: (...asked) => newsroom.leaseDueFeeds(...asked),
    async filePolls(polls, at) {
      const before = Date.now();
      const filed = await newsroom.filePolls(polls, at);
      filing += Date.now() - before;
      return filed;
    },
  };
  const summary = await pollRound({
    edition,
    newsroom: desk,
    fetchOptions: {
      fetch: (url, init) => fetch(url, init),
      userAgent: "Storyfold/bench",
      loopback: true,
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
    },
    read: feedReader(edition),
    clock: () => now + Date.now() - started,
    log: () => {},
  });
  return { ...summary, filing };
}
