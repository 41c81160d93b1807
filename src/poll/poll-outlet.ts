import { sha256 } from "../model/digest.ts";
import type { Outlet } from "../model/outlet.ts";
import type { OutletFeed, PollResult, FeedReport, FeedState } from "../model/outlet-feed.ts";
import { instant } from "../model/time.ts";
import { fetchFeed, type FetchOptions } from "./fetch-feed.ts";
import { afterPoll, paceOf, type Outcome } from "./schedule.ts";

/** An outlet that has a feed. */
export type PolledOutlet = Outlet & { feed: OutletFeed };

/** The reports of a feed, and the milliseconds that it asks to wait between polls; or why it cannot be read. */
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
 * Polls one outlet: fetches its feed, reads it if it changed, and schedules the next poll.
 *
 * @returns null if nothing was fetched, because the platform allows no more requests
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

  // After a change of the outlet's settings, the same bytes may yield other reports.
  const settings = await digest(new TextEncoder().encode(JSON.stringify(outlet)));
  const sameSettings = state.digest?.startsWith(`${settings}-`) ?? false;
  const fetched = await fetchFeed(state, sameSettings, options, now);
  if (fetched === null) return null;
  if (fetched.kind === "gone" || fetched.kind === "failed") return after(fetched);

  const { url, etag, lastModified, freshFor } = fetched;
  const good = { kind: "good", url, etag, lastModified, freshFor } as const;
  if (fetched.kind === "unchanged") return after({ ...good, digest: state.digest, news: null });
  const feedDigest = `${settings}-${await digest(fetched.bytes)}`;
  if (feedDigest === state.digest) return after({ ...good, digest: feedDigest, news: null });

  const reading = attempt(() =>
    read(fetched.bytes, fetched.contentType, fetched.address, outlet, now),
  );
  if ("error" in reading)
    return after({
      kind: "failed",
      error: reading.error,
      retryAfter: null,
      busy: false,
      refused: false,
    });
  const news = { pace: paceOf(moments(reading.reports), now), ttl: reading.ttl };
  return after({ ...good, digest: feedDigest, news }, reading.reports);
}

/** Turns an exception into a failure of this feed alone, in case the feed triggers a bug of ours. */
function attempt(read: () => ReadResult): ReadResult {
  try {
    return read();
  } catch (error) {
    return { error: `The feed cannot be read: ${String(error)}.` };
  }
}

/** Publication times that the outlet itself states, in milliseconds since 1970 (UTC). */
const moments = (reports: readonly FeedReport[]): number[] =>
  reports.flatMap(({ published }) =>
    published === null || published.estimated ? [] : instant(published),
  );

const digest = (bytes: Uint8Array): Promise<string> => sha256(bytes, 8);
