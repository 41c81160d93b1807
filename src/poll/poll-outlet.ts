import { sha256 } from "../model/digest.ts";
import type { Outlet } from "../model/outlet.ts";
import type { OutletFeed, PollResult, FeedReport, FeedState } from "../model/outlet-feed.ts";
import { instant } from "../model/time.ts";
import { fetchFeed, type FetchOptions } from "./fetch-feed.ts";
import { afterPoll, paceOf, type Outcome } from "./schedule.ts";

/** An outlet that has a feed. */
export type PolledOutlet = Outlet & { feed: OutletFeed };

/** What a feed's bytes say: reports, and the milliseconds it asks to be left alone for; or why they cannot be read. */
export type ReadResult = { reports: FeedReport[]; ttl: number | null } | { error: string };

/** Reads the bytes of an outlet's feed. Pure. */
export type ReadReports = (
  bytes: Uint8Array,
  contentType: string | null,
  address: string,
  outlet: PolledOutlet,
  now: number,
) => ReadResult;

/**
 * Polls one outlet: asks, reads what is new, and says when to ask again.
 *
 * @returns null when the platform allows no more requests, and so nobody was asked.
 */
export async function pollOutlet(
  state: FeedState,
  outlet: PolledOutlet,
  options: FetchOptions,
  read: ReadReports,
  now: number,
): Promise<PollResult | null> {
  const after = (outcome: Outcome, reports: FeedReport[] | null = null): PollResult => ({
    state: afterPoll(state, outlet.feed, outcome, now),
    reports,
  });

  // The same bytes mean other reports once content says something else of the outlet.
  const settings = await digest(new TextEncoder().encode(JSON.stringify(outlet)));
  const held = state.digest?.startsWith(`${settings}-`) ?? false;
  const answer = await fetchFeed(state, held, options, now);
  if (answer === null) return null;
  if (answer.kind === "gone" || answer.kind === "failed") return after(answer);

  const { url, etag, lastModified, freshFor } = answer;
  const good = { kind: "good", url, etag, lastModified, freshFor } as const;
  if (answer.kind === "unchanged") return after({ ...good, digest: state.digest, news: null });
  const name = `${settings}-${await digest(answer.bytes)}`;
  if (name === state.digest) return after({ ...good, digest: name, news: null });

  const reading = attempt(() =>
    read(answer.bytes, answer.contentType, answer.address, outlet, now),
  );
  if ("error" in reading)
    return after({ kind: "failed", error: reading.error, retryAfter: null, busy: false });
  const news = { pace: paceOf(moments(reading.reports), now), ttl: reading.ttl };
  return after({ ...good, digest: name, news }, reading.reports);
}

/** A mistake of ours that one feed brings to light is that feed's trouble, and nobody else's. */
function attempt(read: () => ReadResult): ReadResult {
  try {
    return read();
  } catch (error) {
    return { error: `The feed cannot be read: ${String(error)}.` };
  }
}

/** When reports were published, by what the outlet itself says. */
const moments = (reports: readonly FeedReport[]): number[] =>
  reports.flatMap(({ published }) =>
    published === null || published.estimated ? [] : instant(published),
  );

const digest = (bytes: Uint8Array): Promise<string> => sha256(bytes, 8);
