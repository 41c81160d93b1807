import type { OutletFeed, FeedState } from "../model/outlet-feed.ts";

/** What came of one poll, as far as the next one depends on it. Durations are milliseconds. */
export type Outcome =
  /** The feed is there. */
  | {
      kind: "good";
      /** Where it is from now on. */
      url: string;
      etag: string | null;
      lastModified: string | null;
      digest: string | null;
      /** How long the answer stays fresh, if its headers say. */
      freshFor: number | null;
      /** What the feed holds has changed: how often it publishes and what it asks for, or null where it is the same. */
      news: { pace: number | null; ttl: number | null } | null;
    }
  /** 410 */
  | { kind: "gone"; error: string }
  | {
      kind: "failed";
      error: string;
      /** What Retry-After says. */
      retryAfter: number | null;
      /** The outlet has too much to do (429, 503). */
      busy: boolean;
    };

const MINUTE = 60_000;

/** Polls per report that an outlet publishes, on average. One that publishes ten a day is asked every 36 minutes. */
const POLLS_PER_REPORT = 4;
/** A quiet outlet is asked after the time that it has been quiet for, divided by about six. */
const SLOWER_WHEN_QUIET = 1.2;
/** Outlets of one pace do not stay in step: each waits up to this much longer, as a part of its wait. */
const SPREAD = 0.1;
/** Nobody is stayed away from for longer, whatever Retry-After says. */
const LONGEST_ABSENCE = 7 * 24 * 60 * MINUTE;
/** Failures in a row after which the address that content gives is tried again. */
const FAILURES_TO_DOUBT = 5;
/** Reports of which the pace is taken. */
const RECENT = 20;

/** What is known of an outlet's feed after a poll, and when the next is due. Pure: the same comes of the same. */
export function afterPoll(
  state: FeedState,
  { interval: { least, most } }: Pick<OutletFeed, "interval">,
  outcome: Outcome,
  now: number,
): FeedState {
  const within = (wait: number): number =>
    Math.round(Math.min(Math.max(wait, least * MINUTE), most * MINUTE));
  const polled = { ...state, lastPoll: now };
  switch (outcome.kind) {
    case "good": {
      const { url, etag, lastModified, digest, freshFor, news } = outcome;
      const interval = within(
        news === null
          ? state.interval * SLOWER_WHEN_QUIET
          : Math.max((news.pace ?? state.interval) / POLLS_PER_REPORT, news.ttl ?? 0),
      );
      const wait = Math.max(interval, freshFor ?? 0) * (1 + SPREAD * share(state.outlet, 0));
      return {
        ...polled,
        url,
        etag,
        lastModified,
        digest,
        interval,
        due: now + within(wait),
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
      const backOff = least * MINUTE * 2 ** (failures - 1) * (1 + share(state.outlet, failures));
      const wait = within(outcome.busy ? Math.max(backOff, state.interval) : backOff);
      const asked = Math.min(outcome.retryAfter ?? 0, LONGEST_ABSENCE);
      // Where the feed moved to may be dead by now, and content's address lead elsewhere.
      const url = failures % FAILURES_TO_DOUBT === 0 ? state.configured : state.url;
      const due = now + Math.max(wait, asked);
      return { ...polled, url, failures, error: outcome.error, due };
    }
  }
}

/**
 * Milliseconds between two reports, lately; null where the feed gives no moment that can be believed.
 *
 * @param moments when its reports were published, in any order
 */
export function paceOf(moments: readonly number[], now: number): number | null {
  const past = moments.filter((moment) => moment <= now).toSorted((a, b) => b - a);
  const recent = past.slice(0, RECENT);
  const oldest = recent.at(-1);
  // From the oldest until now, so that an outlet that fell silent counts as slow.
  return oldest === undefined ? null : (now - oldest) / recent.length;
}

/** A number of [0, 1) that looks random and is always the same for an outlet and an attempt (FNV-1a, 32 bits). */
function share(outlet: string, attempt: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${outlet} ${attempt}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  // FNV leaves the last characters in the low bits, so these are mixed upwards (MurmurHash3's finaliser).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
