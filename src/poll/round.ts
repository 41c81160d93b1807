import type { Edition } from "../model/edition.ts";
import type { PolledFeed } from "../model/outlet.ts";
import type { FilingResult, FeedState } from "../model/outlet-feed.ts";
import type { Log } from "./log.ts";
import type { NewsroomPort } from "./newsroom-port.ts";
import type { FetchOptions } from "./fetch-feed.ts";
import { Batcher, SMALL } from "./batcher.ts";
import { pollFeed, type ReadReports } from "./poll-outlet.ts";

/** What a polling round works with. */
export interface RoundContext {
  edition: Edition;
  newsroom: NewsroomPort;
  fetchOptions: FetchOptions;
  read: ReadReports;
  /** Whether the CPU time of an invocation is so short that a round claims few feeds, and files reports at once. */
  shortOfCpu?: boolean;
  /** Milliseconds since 1970 (UTC). */
  clock: () => number;
  log: Log;
}

/** The outcome of a polling round. */
export interface RoundSummary extends FilingResult {
  due: number;
  unchanged: number;
  failed: number;
  /** Not polled because their host asked for a pause in this round. */
  postponed: number;
  /** Leased but not polled, for lack of time or requests. They come first when their lease ends. */
  left: number;
  milliseconds: number;
}

/** Maximum number of open connections of a Worker (https://developers.cloudflare.com/workers/platform/limits/). */
const CONCURRENCY = 6;
/** Feeds leased per call: few, since a feed that is not polled in the end has to wait until its lease ends. */
const LEASE_SIZE = 2 * CONCURRENCY;
/** In milliseconds. Longer than any round, so that no two poll an outlet at once. It is also the delay after a crash. */
const LEASE_DURATION = 10 * 60_000;
/** Milliseconds after which a round starts no more polls; later rounds continue. The platform stops it after 15 minutes. */
const DEADLINE = 4 * 60_000;

/** Leases feeds in batches while any are due and there is time. An error of the newsroom is logged and ends it. */
export async function* dueFeeds(
  { newsroom, clock, log }: Pick<RoundContext, "newsroom" | "clock" | "log">,
  limit = LEASE_SIZE,
): AsyncGenerator<FeedState[], void, undefined> {
  const end = clock() + DEADLINE;
  while (clock() < end) {
    const states = await newsroom.leaseDueFeeds(clock(), limit, LEASE_DURATION).catch(noLease(log));
    if (states.length > 0) yield states;
    if (states.length < limit) return;
  }
}

/** Claims few feeds, once, for a round that is short of CPU time. */
async function* claimedFeeds({
  newsroom,
  clock,
  log,
}: Pick<RoundContext, "newsroom" | "clock" | "log">): AsyncGenerator<FeedState[], void, undefined> {
  yield await newsroom.claimDueFeeds(clock(), LEASE_DURATION).catch(noLease(log));
}

const noLease =
  (log: Log) =>
  (error: unknown): FeedState[] => {
    log({ event: "nothing lent out", error: String(error) });
    return [];
  };

/**
 * Polls leased feeds, six at once but only one per host. A slow feed delays others on its host, but no filing.
 *
 * @param leases batches of leased feeds, read on demand; by default all feeds that are due
 */
export async function pollRound(
  context: RoundContext,
  leases: AsyncIterable<FeedState[]> | Iterable<FeedState[]> = context.shortOfCpu
    ? claimedFeeds(context)
    : dueFeeds(context),
): Promise<RoundSummary> {
  const { edition, clock, log } = context;
  const started = clock();
  const feeds = new Map<string, PolledFeed>(
    edition.outlets.flatMap((outlet) =>
      outlet.feeds.map((settings) => [settings.url, { outlet, settings }] as const),
    ),
  );
  const batcher = new Batcher(context.newsroom, clock, log, context.shortOfCpu ? SMALL : undefined);
  const count = { due: 0, unchanged: 0, failed: 0, postponed: 0, left: 0 };
  const pausedHosts = new Set<string>();
  let over = false;

  const poll = async (state: FeedState): Promise<void> => {
    const feed = feeds.get(state.configured);
    // Content may have removed the feed since it was leased.
    if (feed?.outlet.id !== state.outlet) return;
    if (pausedHosts.has(hostOf(state))) {
      count.postponed++;
      return;
    }
    over ||= clock() - started > DEADLINE;
    const polled = over
      ? null
      : await pollFeed(state, feed, context.fetchOptions, context.read, clock());
    if (polled === null) {
      over = true;
      count.left++;
      return;
    }
    if (polled.pause) pausedHosts.add(polled.pause.host);
    const { error } = polled.state;
    if (error !== null) {
      count.failed++;
      log({ event: "poll failed", outlet: state.outlet, url: state.url, error });
    } else if (polled.reports === null) count.unchanged++;
    else if (isNoted(state, polled.state))
      log({
        event: "feed with remarks",
        outlet: state.outlet,
        url: state.url,
        notes: polled.state.notes,
      });
    await batcher.add(polled);
  };

  // For each host that is being polled, its feeds that wait for their turn.
  const queues = new Map<string, FeedState[]>();
  const states = eachState(leases, () => count.due++);
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      for await (const state of states) {
        const host = hostOf(state);
        const queue = queues.get(host);
        if (queue) {
          queue.push(state);
          continue;
        }
        const ownQueue = [state];
        queues.set(host, ownQueue);
        for (let next = ownQueue.shift(); next; next = ownQueue.shift()) await poll(next);
        queues.delete(host);
      }
    }),
  );
  const filed = await batcher.end();
  for (const [outlet, reports] of Object.entries(filed.held))
    log({
      event: "held back",
      outlet,
      reports,
      reason: "the outlet's quota of the day is used up",
    });
  const summary = { ...count, ...filed, milliseconds: clock() - started };
  log({ event: "polled", ...summary });
  return summary;
}

/** Whether something was repaired in a feed or left out of it that the last poll had not noted. */
const isNoted = (before: FeedState, { notes }: FeedState): boolean =>
  notes.length > 0 && notes.join("; ") !== before.notes.join("; ");

const hostOf = ({ url }: FeedState): string => URL.parse(url)?.host ?? "";

/** Flattens batches of states. Several consumers can share the generator, since it serves them one at a time. */
async function* eachState(
  leases: AsyncIterable<FeedState[]> | Iterable<FeedState[]>,
  count: () => void,
): AsyncGenerator<FeedState, void, undefined> {
  for await (const states of leases)
    for (const state of states) {
      count();
      yield state;
    }
}
