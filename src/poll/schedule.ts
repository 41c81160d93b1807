import type { OutletFeed, FeedState } from "../model/outlet-feed.ts";

/** The outcome of a poll, as far as the next one depends on it. Durations are milliseconds. */
export type Outcome =
  /** The feed was fetched, or has not changed. */
  | {
      kind: "good";
      /** Where permanent redirects led, or the URL that was polled. */
      url: string;
      etag: string | null;
      lastModified: string | null;
      digest: string | null;
      /** How long the response stays fresh; null if its headers do not say. */
      freshFor: number | null;
      /** If the feed changed: the time between its reports, and that between polls that it asks for. Otherwise null. */
      news: { pace: number | null; ttl: number | null } | null;
      /** Whether the feed was sent in full, as opposed to a 304. */
      sent: boolean;
      /** What was found in the feed; null if it was not read. */
      read: Pick<FeedState, "notes" | "boilerplate"> | null;
    }
  /** 410 */
  | { kind: "gone"; error: string }
  | {
      kind: "failed";
      error: string;
      /** From Retry-After. */
      retryAfter: number | null;
      /** The outlet is overloaded (429, 503). */
      busy: boolean;
      /** The server may have refused the validators. */
      refused: boolean;
    };

const MINUTE = 60_000;

/** Average number of polls per published report. An outlet with ten reports a day is polled every 36 minutes. */
const POLLS_PER_REPORT = 4;
/** Growth of the interval at each poll without news. It stays at about a sixth of the time without news. */
const QUIET_BACKOFF = 1.2;
/** Maximum jitter, as a share of the wait, so that outlets with the same interval are not polled all at once. */
const MAX_JITTER = 0.1;
/** Maximum wait that Retry-After can impose, in milliseconds. */
const MAX_RETRY_AFTER = 7 * 24 * 60 * MINUTE;
/** Number of failures in a row after which the URL in content is tried again. */
const FAILURES_TO_RESET_URL = 5;
/** Number of latest reports from which the pace is computed. */
const PACE_SAMPLE = 20;

/** Milliseconds after which a feed is requested in full: some servers answer 304 for ever. */
const MAX_UNSENT = 8 * 24 * 60 * MINUTE;

/**
 * Whether a 304 is still credible, after the feed was last sent at that time. A time in the future was noted by a clock that
 * has been corrected since.
 */
export const trusts304 = ({ lastSent }: Pick<FeedState, "lastSent">, now: number): boolean =>
  lastSent !== null && lastSent <= now && now - lastSent < MAX_UNSENT;

/** The state of a feed after a poll, with the time of the next one. Pure. */
export function afterPoll(
  state: FeedState,
  { interval: { least, most } }: Pick<OutletFeed, "interval">,
  outcome: Outcome,
  now: number,
): FeedState {
  const clampWait = (wait: number): number =>
    Math.round(Math.min(Math.max(wait, least * MINUTE), most * MINUTE));
  const polled = { ...state, lastPoll: now };
  switch (outcome.kind) {
    case "good": {
      const { url, etag, lastModified, digest, freshFor, news, sent, read } = outcome;
      // One permanent redirect may be a mistake of the server, such as a login page or a moved home page.
      const isMove = url !== state.url;
      const isConfirmed = isMove && url === state.movedTo;
      const interval = clampWait(
        news === null
          ? state.interval * QUIET_BACKOFF
          : Math.max((news.pace ?? state.interval) / POLLS_PER_REPORT, news.ttl ?? 0),
      );
      const wait =
        Math.max(interval, freshFor ?? 0) * (1 + MAX_JITTER * jitter(state.configured, 0));
      return {
        ...polled,
        url: isConfirmed ? url : state.url,
        movedTo: isMove && !isConfirmed ? url : null,
        etag,
        lastModified,
        digest,
        interval,
        due: now + clampWait(wait),
        failures: 0,
        lastGood: now,
        lastSent: sent ? now : state.lastSent,
        error: null,
        stopped: false,
        notes: read?.notes ?? state.notes,
        boilerplate: read?.boilerplate ?? state.boilerplate,
      };
    }
    case "gone":
      return { ...polled, failures: state.failures + 1, error: outcome.error, stopped: true };
    case "failed": {
      const failures = state.failures + 1;
      const backOff =
        least * MINUTE * 2 ** (failures - 1) * (1 + jitter(state.configured, failures));
      const wait = clampWait(outcome.busy ? Math.max(backOff, state.interval) : backOff);
      const requested = Math.min(outcome.retryAfter ?? 0, MAX_RETRY_AFTER);
      // The URL that the feed moved to may be dead by now, and content's URL may redirect elsewhere.
      const url = failures % FAILURES_TO_RESET_URL === 0 ? state.configured : state.url;
      const due = now + Math.max(wait, requested);
      const validators = outcome.refused ? { etag: null, lastModified: null } : {};
      return { ...polled, ...validators, url, movedTo: null, failures, error: outcome.error, due };
    }
  }
}

/**
 * Average milliseconds between the latest reports; null if the feed gives no plausible time.
 *
 * @param moments times of publication, in any order
 */
export function paceOf(moments: readonly number[], now: number): number | null {
  const past = moments.filter((moment) => moment <= now).toSorted((a, b) => b - a);
  const recent = past.slice(0, PACE_SAMPLE);
  const oldest = recent.at(-1);
  // Measured up to now, so that an outlet that has stopped publishing counts as slow.
  return oldest === undefined ? null : (now - oldest) / recent.length;
}

/** A pseudo-random number in [0, 1), always the same for a feed and an attempt (32-bit FNV-1a). */
function jitter(feed: string, attempt: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${feed} ${attempt}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // FNV leaves the last characters in the low bits, so these are mixed upwards (MurmurHash3's finalizer).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
