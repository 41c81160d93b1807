import { content } from "#content";
import type { PollResult } from "../../src/model/outlet-feed.ts";
import type { NewsroomPort } from "../../src/poll/newsroom-port.ts";
import { MAX_BYTES, TIMEOUTS } from "../../src/poll/fetch-feed.ts";
import { feedReader } from "../../src/poll/feed-to-reports.ts";
import { pollRound } from "../../src/poll/round.ts";
import { Newsroom } from "../../src/store/newsroom.ts";

/** The newsroom, with a method that only the benchmark needs. */
class MeasurableNewsroom extends Newsroom {
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

export { MeasurableNewsroom as Newsroom };

/** The summary of a tick, and the milliseconds that it spent on filing. */
export type Ticked = Awaited<ReturnType<typeof pollRound>> & { filing: number };

/** POST /tick takes the simulated time, /file takes the time and polls, and /size takes nothing. */
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
          return Response.json(await tick(newsroom, now));
        }
      }
    } catch (error) {
      return new Response(error instanceof Error ? error.stack : String(error), { status: 500 });
    }
  },
} satisfies ExportedHandler<{ NEWSROOM: DurableObjectNamespace<MeasurableNewsroom> }>;

/** Runs one polling round at the simulated time, and measures its calls to file. */
async function tick(newsroom: NewsroomPort, now: number): Promise<Ticked> {
  const { edition } = content;
  const started = Date.now();
  let filing = 0;
  const timed: NewsroomPort = {
    leaseDueFeeds: (...args) => newsroom.leaseDueFeeds(...args),
    takeChange: () => newsroom.takeChange(),
    claimDueFeeds: (...args) => newsroom.claimDueFeeds(...args),
    async filePolls(polls, at) {
      const before = Date.now();
      const filed = await newsroom.filePolls(polls, at);
      filing += Date.now() - before;
      return filed;
    },
  };
  const summary = await pollRound({
    edition,
    newsroom: timed,
    fetchOptions: {
      fetch: (url, init) => fetch(url, init),
      userAgent: "Storyfold/bench",
      loopback: true,
      site: "https://edition.example",
      timeouts: TIMEOUTS,
      maxBytes: MAX_BYTES,
    },
    read: feedReader(edition),
    clock: () => now + Date.now() - started,
    log: () => {},
  });
  return { ...summary, filing };
}
