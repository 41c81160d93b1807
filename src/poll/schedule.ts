import type { OutletFeed, FeedState } from "../model/outlet-feed.ts";

/** The outcome of a poll, as far as the next one depends on it. Durations are milliseconds. */
export type Outcome =
  /** The feed was fetched, or has not changed. */
  | {
      kind: "good";
      /** The URL to poll from now on. */
      url: string;
      etag: string | null;
      lastModified: string | null;
      digest: string | null;
      /** How long the response stays fresh; null if its headers do not say. */
      freshFor: number | null;
      /** If the feed changed: the time between its reports, and that between polls that it asks for. Otherwise null. */
      news: { pace: number | null; ttl: number | null } | null;
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

/** The state of an outlet's feed after a poll, with the time of the next one. Pure. */
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
      const { url, etag, lastModified, digest, freshFor, news } = outcome;
      const interval = clampWait(
        news === null
          ? state.interval * QUIET_BACKOFF
          : Math.max((news.pace ?? state.interval) / POLLS_PER_REPORT, news.ttl ?? 0),
      );
      const wait = Math.max(interval, freshFor ?? 0) * (1 + MAX_JITTER * jitter(state.outlet, 0));
      return {
        ...polled,
        url,
        etag,
        lastModified,
        digest,
        interval,
        due: now + clampWait(wait),
        failures: 0,
        lastGood: now,
        error: null,
        stopped: false,
      };
    }
    case "gone":
      return { ...polled, failures: state.failures + 1, error: outcome.error, stopped: true };
    case "failed": {
      const failures = state.failures + 1;
      const backOff = least * MINUTE * 2 ** (failures - 1) * (1 + jitter(state.outlet, failures));
      const wait = clampWait(outcome.busy ? Math.max(backOff, state.interval) : backOff);
      const requested = Math.min(outcome.retryAfter ?? 0, MAX_RETRY_AFTER);
      // The URL that the feed moved to may be dead by now, and content's URL may redirect elsewhere.
      const url = failures % FAILURES_TO_RESET_URL === 0 ? state.configured : state.url;
      const due = now + Math.max(wait, requested);
      const validators = outcome.refused ? { etag: null, lastModified: null } : {};
      return { ...polled, ...validators, url, failures, error: outcome.error, due };
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

/** A pseudo-random number in [0, 1), always the same for an outlet and an attempt (32-bit FNV-1a). */
function jitter(outlet: string, attempt: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${outlet} ${attempt}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // FNV leaves the last characters in the low bits, so these are mixed upwards (MurmurHash3's finalizer).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
