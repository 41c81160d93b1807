/** Makes a day out of the ticks that were simulated. Pure. */
import type { Filling } from "./cost-editions.ts";
import { NO_USAGE, OBJECT_MEMORY, scale, type Usage } from "./cost-prices.ts";
import type { Invocation, Tick } from "./cost-worker.ts";

/** Cron ticks of a day. */
export const TICKS_A_DAY = 1_440;

/** A tick, and the milliseconds of CPU that the process used for it. */
export interface MeasuredTick extends Tick {
  cpu: number;
}

/** A day of polling. */
export interface PollingDay {
  usage: Usage;
  /** Reports filed. */
  added: number;
  purges: number;
  /** Feeds polled, and how many of them had not changed. */
  polls: number;
  unchanged: number;
  /** Bytes of log. */
  logged: number;
  /** Milliseconds of CPU of the usual tick that took most. */
  maxCpu: number;
}

/** The ticks as a whole day: `once` as they are, and `usual` scaled to the rest of the day. */
export function dayOf(once: readonly MeasuredTick[], usual: readonly MeasuredTick[]): PollingDay {
  const rest = (TICKS_A_DAY - once.length) / usual.length;
  const total = (value: (tick: MeasuredTick) => number): number =>
    sum(once, value) + rest * sum(usual, value);
  return {
    usage: {
      workerRequests: TICKS_A_DAY,
      cpu: total(({ cpu }) => cpu),
      objectRequests: total(({ calls }) => calls),
      duration: total(durationOf),
      rowsRead: total(({ rows }) => rows.read),
      rowsWritten: total(({ rows }) => rows.written),
    },
    added: total(({ added }) => added),
    purges: total(({ purges }) => purges),
    polls: total(({ due }) => due),
    unchanged: total(({ unchanged }) => unchanged),
    logged: total(({ logged }) => logged),
    maxCpu: Math.max(...usual.map(({ cpu }) => cpu)),
  };
}

/** The mean of requests that readers made, without the request itself. @param cpu milliseconds for all of them */
export function meanUsage(invocations: readonly Invocation[], cpu: number): Usage {
  if (invocations.length === 0) return NO_USAGE;
  const total: Usage = {
    workerRequests: 0,
    cpu,
    objectRequests: sum(invocations, ({ calls }) => calls),
    duration: sum(invocations, durationOf),
    rowsRead: sum(invocations, ({ rows }) => rows.read),
    rowsWritten: sum(invocations, ({ rows }) => rows.written),
  };
  return scale(total, 1 / invocations.length);
}

/** GB-seconds. */
const durationOf = ({ active }: Invocation): number => (active / 1000) * OBJECT_MEMORY;

const sum = <T>(all: readonly T[], value: (each: T) => number): number =>
  all.reduce((total, each) => total + value(each), 0);

/** Bytes that an edition stores. */
export interface StoredBytes {
  /** Without reports. */
  empty: number;
  /** Per report younger than the edition's retention. */
  live: number;
  /** Per report beyond it, in a database that uses free pages again. */
  older: number;
}

/** @param sizes bytes of the database when it was empty, when the live reports were filed, and when all of them were */
export function storedBytes(
  { filed, live }: Pick<Filling, "filed" | "live">,
  sizes: { empty: number; live: number; filed: number },
): StoredBytes {
  const older = filed - live;
  return {
    empty: sizes.empty,
    live: live === 0 ? 0 : (sizes.live - sizes.empty) / live,
    older: older === 0 ? 0 : Math.max(0, sizes.filed - sizes.live) / older,
  };
}

/** Bytes after `age` days of `daily` reports each. @param retention in days */
export const storedAt = (
  { empty, live, older }: StoredBytes,
  daily: number,
  retention: number,
  age: number,
): number =>
  empty + daily * (live * Math.min(age, retention) + older * Math.max(0, age - retention));

/** Days after which that many bytes are stored; infinite if never. */
export function daysUntil(
  bytes: StoredBytes,
  daily: number,
  retention: number,
  limit: number,
): number {
  const room = limit - bytes.empty;
  const young = room / (daily * bytes.live);
  if (young <= retention) return young;
  return retention + (room - daily * bytes.live * retention) / (daily * bytes.older);
}
