import type { Edition } from "../model/edition.ts";
import type { Outlet } from "../model/outlet.ts";
import type { Filing, WireState } from "../model/outlet-feed.ts";
import type { Desk, Log } from "./newsroom-port.ts";
import type { Manners } from "./fetch-feed.ts";
import { Filer } from "./batcher.ts";
import { pollOutlet, type Fed, type Read } from "./poll-outlet.ts";

/** Everything that polling takes. */
export interface Polling {
  edition: Edition;
  desk: Desk;
  manners: Manners;
  read: Read;
  clock: () => number;
  log: Log;
}

/** What came of a round of polls. */
export interface Summary extends Filing {
  due: number;
  unchanged: number;
  failed: number;
  /** Lent out and not asked, for want of time or of requests: they come first when their lease ends. */
  left: number;
  milliseconds: number;
}

/** Open connections that a Worker may have (https://developers.cloudflare.com/workers/platform/limits/). */
const AT_ONCE = 6;
/** Feeds that are lent out in one call: few, since those that are not asked in the end wait until their lease ends. */
const CLAIM = 2 * AT_ONCE;
/** Longer than any round takes, so that no outlet is asked by two at a time. After a crash it is asked again so much later. */
const LEASE = 10 * 60_000;
/** A round begins nothing after this. The platform ends it after 15 minutes; the ticks of the next minutes take over. */
const DEADLINE = 4 * 60_000;

/** Lends out feeds for as long as any are due, and there is time. A newsroom that does not answer has none. */
export async function* dueFeeds(
  { desk, clock, log }: Pick<Polling, "desk" | "clock" | "log">,
  most = CLAIM,
): AsyncGenerator<WireState[], void, undefined> {
  const end = clock() + DEADLINE;
  while (clock() < end) {
    const states = await desk.due(clock(), most, LEASE).catch((error: unknown) => {
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
export async function tick(
  polling: Polling,
  claims: AsyncIterable<WireState[]> | Iterable<WireState[]> = dueFeeds(polling),
): Promise<Summary> {
  const { edition, clock, log } = polling;
  const started = clock();
  const outlets = new Map(edition.outlets.map((outlet) => [outlet.id, outlet]));
  const filer = new Filer(polling.desk, clock, log);
  const count = { due: 0, unchanged: 0, failed: 0, left: 0 };
  let over = false;

  const poll = async (state: WireState): Promise<void> => {
    const outlet = outlets.get(state.outlet);
    // A feed that content took away since it was lent out is nobody's.
    if (!outlet || !isFed(outlet)) return;
    over ||= clock() - started > DEADLINE;
    const polled = over
      ? null
      : await pollOutlet(state, outlet, polling.manners, polling.read, clock());
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
    await filer.add(polled);
  };

  // By host: feeds that wait while another of the same host is asked.
  const hosts = new Map<string, WireState[]>();
  const states = oneByOne(claims, () => count.due++);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
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
  const filed = await filer.end();
  const summary = { ...count, ...filed, milliseconds: clock() - started };
  log({ event: "polled", ...summary });
  return summary;
}

const isFed = (outlet: Outlet): outlet is Fed => outlet.feed !== null;

/** Those who read it take turns, so that many can share it. */
async function* oneByOne(
  claims: AsyncIterable<WireState[]> | Iterable<WireState[]>,
  count: () => void,
): AsyncGenerator<WireState, void, undefined> {
  for await (const states of claims)
    for (const state of states) {
      count();
      yield state;
    }
}
