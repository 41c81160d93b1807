/**
 * How many feeds a tick claims on a plan whose CPU time per invocation is short. A Worker cannot tell how much of it is
 * left: its clock stands still while it computes. So the next tick looks at what the last one has finished. Pure.
 */

/** What the last tick claimed, as stored. Times are milliseconds since 1970 (UTC). */
export interface Claim {
  at: number;
  /** How many feeds it might claim. */
  size: number;
  /** Those that it claimed: outlet and address in content. */
  feeds: { outlet: string; configured: string }[];
  /** When a tick was last stopped, or the size has grown since. Null before the first time. */
  stoppedAt: number | null;
  /** The size before ticks were stopped for a reason that is not known yet; null if there is none. */
  before: number | null;
}

const FIRST_SIZE = 2;
/** A poll needs up to four requests, and an invocation has 50 on the free plan. */
const MAX_SIZE = 12;
/** Milliseconds after which a tick has ended in any case. The next one comes after 60 seconds. */
export const TICK_DURATION = 55_000;
/** Milliseconds between two attempts at one feed more, after a tick was stopped. */
const REGROWTH = 3_600_000;

/** The feeds of a claim whose poll was not filed. */
export interface Unfinished {
  count: number;
  /** How many of them the claim before had not finished either, so that they are the likely reason. */
  repeated: number;
}

/**
 * The size of the next claim: it doubles while ticks finish. When one is stopped, the next claims what it has finished,
 * until a feed is found that stops every tick.
 */
export function nextSize(
  last: Claim | null,
  { count, repeated }: Unfinished,
  now: number,
): Pick<Claim, "size" | "stoppedAt" | "before"> {
  if (last === null) return { size: FIRST_SIZE, stoppedAt: null, before: null };
  const { size, stoppedAt, before, feeds } = last;
  if (repeated > 0) return { size: before ?? size, stoppedAt, before: null };
  if (count > 0)
    return { size: Math.max(1, feeds.length - count), stoppedAt: now, before: before ?? size };
  if (feeds.length < size || size === MAX_SIZE) return { size, stoppedAt, before };
  if (stoppedAt === null) return { size: Math.min(MAX_SIZE, 2 * size), stoppedAt, before };
  // A time ahead comes from a clock that has been corrected since.
  const waited = now < stoppedAt || now - stoppedAt >= REGROWTH;
  return waited ? { size: size + 1, stoppedAt: now, before: null } : { size, stoppedAt, before };
}

/** What /outlets says of a feed whose poll was not finished. */
export const STOPPED =
  "The Worker was stopped before it had polled this feed, probably because the CPU time of the Cloudflare plan was used up.";
export const STOPPED_AGAIN = `${STOPPED} This has happened several times in a row, so that the feed is polled less often.`;

/** Maximum milliseconds that a feed that stops every tick has to wait: a day. */
const MAX_WAIT = 24 * REGROWTH;

/** Milliseconds after which a feed that stops every tick is polled again. Otherwise it would be first in the next tick. */
export const waitAfterStop = (interval: number, failures: number): number =>
  Math.min(interval * 2 ** Math.min(failures, 10), MAX_WAIT);
