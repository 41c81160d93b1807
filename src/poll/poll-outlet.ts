import { sha256 } from "../model/digest.ts";
import type { PolledFeed } from "../model/outlet.ts";
import type { PollResult, FeedReport, FeedState } from "../model/outlet-feed.ts";
import { instant } from "../model/time.ts";
import { fetchFeed, type FetchOptions } from "./fetch-feed.ts";
import { afterPoll, paceOf, trusts304, type Outcome } from "./schedule.ts";

/** What a feed contains, or why it cannot be read. */
export type ReadResult =
  | {
      reports: FeedReport[];
      /** Milliseconds that it asks to wait between polls. */
      ttl: number | null;
      /** What was repaired or left out, in words for people. */
      notes: string[];
      /** Sentences that its items share or shared, without those that were forgotten. */
      boilerplate: string[];
    }
  | { error: string };

/** Reads the bytes of an outlet's feed. Pure. */
export type ReadReports = (
  bytes: Uint8Array,
  contentType: string | null,
  address: string,
  polled: PolledFeed,
  /** Sentences that earlier items of the feed shared. */
  boilerplate: readonly string[],
  now: number,
) => ReadResult;

/**
 * Polls one feed: fetches it, reads it if it changed, and schedules the next poll.
 *
 * @returns null if nothing was fetched, because the platform allows no more requests
 */
export async function pollFeed(
  state: FeedState,
  polled: PolledFeed,
  options: FetchOptions,
  read: ReadReports,
  now: number,
): Promise<PollResult | null> {
  const after = (outcome: Outcome, reports: FeedReport[] | null = null): PollResult => ({
    state: afterPoll(state, polled.settings, outcome, now),
    reports,
  });

  // After a change of its settings, the same bytes may yield other reports.
  const described = JSON.stringify({ ...polled.outlet, feeds: [polled.settings] });
  const settings = await digest(new TextEncoder().encode(described));
  const sameSettings = state.digest?.startsWith(`${settings}-`) ?? false;
  const fetched = await fetchFeed(state, sameSettings && trusts304(state, now), options, now);
  if (fetched === null) return null;
  if (fetched.kind === "gone") return after(fetched);
  if (fetched.kind === "failed") {
    const result = after(fetched);
    const { pausedHost: host } = fetched;
    return host === null ? result : { ...result, pause: { host, until: result.state.due } };
  }

  const { url, etag, lastModified, freshFor } = fetched;
  const sent = fetched.kind === "body";
  const good = { kind: "good", url, etag, lastModified, freshFor, sent } as const;
  if (fetched.kind === "unchanged")
    return after({ ...good, digest: state.digest, news: null, read: null });
  const feedDigest = `${settings}-${await digest(fetched.bytes)}`;
  if (feedDigest === state.digest)
    return after({ ...good, digest: feedDigest, news: null, read: null });

  const reading = attempt(() =>
    read(fetched.bytes, fetched.contentType, fetched.address, polled, state.boilerplate, now),
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
  return after({ ...good, digest: feedDigest, news, read: reading }, reading.reports);
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
