import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { FilingResult, FeedState } from "../model/outlet-feed.ts";
import type { Log } from "./log.ts";
import type { NewsroomPort } from "./newsroom-port.ts";
import type { FetchOptions } from "./fetch-feed.ts";
import { Batcher } from "./batcher.ts";
import { pollOutlet, type PolledOutlet, type ReadReports } from "./poll-outlet.ts";

/** Everything that polling takes. */
export interface RoundContext {
  edition: Edition;
  newsroom: NewsroomPort;
  fetchOptions: FetchOptions;
  read: ReadReports;
  clock: () => number;
  log: Log;
}

/** What came of a round of polls. */
export interface RoundSummary extends FilingResult {
  due: number;
  unchanged: number;
  failed: number;
  /** Lent out and not asked, for want of time or of requests: they come first when their lease ends. */
  left: number;
  milliseconds: number;
}

/** Open connections that a Worker may have (https://developers.cloudflare.com/workers/platform/limits/). */
const CONCURRENCY = 6;
/** Feeds that are lent out in one call: few, since those that are not asked in the end wait until their lease ends. */
const LEASE_SIZE = 2 * CONCURRENCY;
/** Longer than any round takes, so that no outlet is asked by two at a time. After a crash it is asked again so much later. */
const LEASE = 10 * 60_000;
/** A round begins nothing after this. The platform ends it after 15 minutes; the ticks of the next minutes take over. */
const DEADLINE = 4 * 60_000;

/** Lends out feeds for as long as any are due, and there is time. A newsroom that does not answer has none. */
export async function* dueFeeds(
  { newsroom, clock, log }: Pick<RoundContext, "newsroom" | "clock" | "log">,
  most = LEASE_SIZE,
): AsyncGenerator<FeedState[], void, undefined> {
  const end = clock() + DEADLINE;
  while (clock() < end) {
    const states = await newsroom.leaseDueFeeds(clock(), most, LEASE).catch((error: unknown) => {
      log({ event: "nothing lent out", error: String(error) });
      return [];
    });
    if (states.length > 0) yield states;
    if (states.length < most) return;
  }
}

/**
 * Polls feeds that were lent out, six at once and one of each host: a slow one holds up those of its host, and no filing.
 *
 * @param claims what to poll; more is taken when the last is under way. All that is due, if left out.
 */
export async function pollRound(
  context: RoundContext,
  claims: AsyncIterable<FeedState[]> | Iterable<FeedState[]> = dueFeeds(context),
): Promise<RoundSummary> {
  const { edition, clock, log } = context;
  const started = clock();
  const outlets = new Map(edition.outlets.map((outlet) => [outlet.id, outlet]));
  const batcher = new Batcher(context.newsroom, clock, log);
  const count = { due: 0, unchanged: 0, failed: 0, left: 0 };
  let over = false;

  const poll = async (state: FeedState): Promise<void> => {
    const outlet = outlets.get(state.outlet);
    // A feed that content took away since it was lent out is nobody's.
    if (!outlet || !isFed(outlet)) return;
    over ||= clock() - started > DEADLINE;
    const polled = over
      ? null
      : await pollOutlet(state, outlet, context.fetchOptions, context.read, clock());
    if (polled === null) {
      over = true;
      count.left++;
      return;
    }
    const { error } = polled.state;
    if (error !== null) {
      count.failed++;
      log({ event: "poll failed", outlet: outlet.id, url: state.url, error });
    } else if (polled.reports === null) count.unchanged++;
    await batcher.add(polled);
  };

  // By host: feeds that wait while another of the same host is asked.
  const hosts = new Map<string, FeedState[]>();
  const states = oneByOne(claims, () => count.due++);
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for await (const state of states) {
        const host = URL.parse(state.url)?.host ?? "";
        const waiting = hosts.get(host);
        if (waiting) {
          waiting.push(state);
          continue;
        }
        const mine = [state];
        hosts.set(host, mine);
        for (let next = mine.shift(); next; next = mine.shift()) await poll(next);
        hosts.delete(host);
      }
    }),
  );
  const filed = await batcher.end();
  const summary = { ...count, ...filed, milliseconds: clock() - started };
  log({ event: "polled", ...summary });
  return summary;
}

const isFed = (outlet: Outlet): outlet is PolledOutlet => outlet.feed !== null;

/** Those who read it take turns, so that many can share it. */
async function* oneByOne(
  claims: AsyncIterable<FeedState[]> | Iterable<FeedState[]>,
  count: () => void,
): AsyncGenerator<FeedState, void, undefined> {
  for await (const states of claims)
    for (const state of states) {
      count();
      yield state;
    }
}
