/**
 * How fast feeds may be polled, so that an edition slows before it reaches a limit of its Cloudflare plan. Pure. Times are
 * milliseconds since 1970 (UTC).
 */

/** What an edition may use. Null means as much as it likes. */
export interface Limits {
  plan: string;
  /** Rows that may be written and read from 00:00 to 24:00 UTC, indexes included. */
  written: number | null;
  read: number | null;
  /** Bytes of the database. */
  storage: number | null;
  /** Bytes of the database that an edition may fill. The oldest stories go before it does. */
  budget: number | null;
}

const GB = 1e9;

/**
 * The limits of Cloudflare's plans (https://developers.cloudflare.com/durable-objects/platform/limits/ and /pricing/). On
 * Paid, rows have a price and no limit, and 5 of the 10 GB are included. The limits are those of an account: other Workers
 * in it use them too.
 */
const FREE: Limits = {
  plan: "free",
  written: 100_000,
  read: 5_000_000,
  storage: 5 * GB,
  budget: 5 * GB,
};
const PLANS: Readonly<Record<string, Limits>> = {
  free: FREE,
  paid: { plan: "Paid", written: null, read: null, storage: 10 * GB, budget: 5 * GB },
  unlimited: { plan: "unlimited", written: null, read: null, storage: null, budget: null },
};

/** Optional bindings of the Worker. */
export interface PlanSettings {
  /** The account's Cloudflare plan: "free", the default, or "paid". "unlimited" is for development. */
  STORYFOLD_PLAN?: string;
  /** Gigabytes that the edition may fill. Both plans include 5, the default. */
  STORYFOLD_STORAGE_GB?: string | number;
}

/** The limits of a plan. An unknown name counts as the plan with the lowest limits, an invalid size as none. */
export function limitsOf({ STORYFOLD_PLAN, STORYFOLD_STORAGE_GB }: PlanSettings): Limits {
  const limits = PLANS[STORYFOLD_PLAN ?? "free"] ?? FREE;
  const budget = Number(STORYFOLD_STORAGE_GB) * GB;
  if (!(budget > 0)) return limits;
  return { ...limits, budget: Math.min(budget, limits.storage ?? budget) };
}

/** Share of the budget of storage from which on the oldest stories make room for new ones. */
const REMOVE_FROM = 0.8;

/** @param size bytes of the database, without the pages that deleted rows have left */
export const isNearlyFull = (size: number, { budget }: Limits): boolean =>
  budget !== null && size >= REMOVE_FROM * budget;

/** What was used on a day. */
export interface Usage {
  /** Days since 1970 (UTC). */
  day: number;
  written: number;
  read: number;
  /** Feeds that were leased. */
  polls: number;
}

/** How many feeds may be leased in the present minute, and why no more. */
export interface Pace {
  polls: number;
  /** A sentence for people; null at full speed. */
  slowed: string | null;
}

const MINUTE = 60_000;
const MINUTES_PER_DAY = 1_440;
export const DAY = MINUTES_PER_DAY * MINUTE;

/** Share of a day's rows from which on the rest of the day shares what is left. */
const SLOW_FROM = 0.8;
/** Share of a day's rows that polling may use. The rest is for documents, and for what was polled already. */
const POLLING_SHARE = 0.95;
/** Shares of the storage from which on one feed a minute is polled, and one an hour, so that retention still runs. */
const STORAGE_SLOW = 0.9;
const STORAGE_CRAWL = 0.97;

/** @param size bytes of the database */
export function paceOf(usage: Usage, size: number, limits: Limits, now: number): Pace {
  const rates = [
    rowRate("written", usage, limits, now),
    rowRate("read", usage, limits, now),
    storageRate(size, limits),
  ].filter((rate) => rate !== null);
  const [lowest] = rates.toSorted((a, b) => a.perMinute - b.perMinute);
  if (!lowest) return { polls: Infinity, slowed: null };
  const minute = Math.floor(now / MINUTE);
  const until = (end: number): number => Math.floor(lowest.perMinute * end);
  return { polls: until(minute + 1) - until(minute), slowed: lowest.reason };
}

interface Rate {
  perMinute: number;
  reason: string;
}

/** The rate at which polls, as costly as those before, use up the rows of the day at its end. */
function rowRate(kind: "written" | "read", usage: Usage, limits: Limits, now: number): Rate | null {
  const limit = limits[kind];
  const used = usage[kind];
  if (limit === null || used < SLOW_FROM * limit) return null;
  const minutesLeft = MINUTES_PER_DAY - Math.floor((now % DAY) / MINUTE);
  const left = Math.max(0, POLLING_SHARE * limit - used);
  const perPoll = used / Math.max(1, usage.polls);
  return {
    perMinute: left / perPoll / minutesLeft,
    reason: `${percent(used / limit)} of the ${limit.toLocaleString("en")} rows that the ${limits.plan} plan lets an account have ${kind} in a day are used: polling is slowed until 00:00 UTC`,
  };
}

function storageRate(size: number, { plan, storage }: Limits): Rate | null {
  if (storage === null || size < STORAGE_SLOW * storage) return null;
  return {
    perMinute: size < STORAGE_CRAWL * storage ? 1 : 1 / 60,
    reason: `${percent(size / storage)} of the ${storage / GB} GB of storage of the ${plan} plan is used: polling is slowed`,
  };
}

const percent = (share: number): string => `${Math.floor(100 * share)}%`;
