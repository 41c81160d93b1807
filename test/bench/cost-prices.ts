/**
 * What Cloudflare allows and charges. Pure. As documented in November 2026; the price list of each service is cited with
 * its figures.
 */

/** What an edition uses in a day. */
export interface Usage {
  /** Requests to the Worker: those of readers, also when the cache answers them, and cron ticks. */
  workerRequests: number;
  /** Milliseconds of CPU time of the Worker. */
  cpu: number;
  /** Requests to the Durable Object: one for each RPC call. */
  objectRequests: number;
  /** GB-seconds of the Durable Object. */
  duration: number;
  rowsRead: number;
  rowsWritten: number;
}

export const NO_USAGE: Usage = {
  workerRequests: 0,
  cpu: 0,
  objectRequests: 0,
  duration: 0,
  rowsRead: 0,
  rowsWritten: 0,
};

/**
 * Memory that is charged for every second in which an object runs, in GB, whatever it uses. An idle object that may
 * hibernate is not charged (https://developers.cloudflare.com/durable-objects/platform/pricing/, footnote 5 and FAQ).
 */
export const OBJECT_MEMORY = 0.128;

/** A meter: what a day includes on Free, what a month includes on Paid, and the price of a million more in dollars. */
interface Meter {
  name: string;
  /** Per day and account. Null if Free does not limit the sum of a day. */
  free: number | null;
  /** Per month and account. */
  paid: number;
  /** Dollars per million. */
  price: number;
}

export const METERS: Readonly<Record<keyof Usage, Meter>> = {
  // https://developers.cloudflare.com/workers/platform/pricing/#workers. A cache hit is charged like any other request
  // (https://developers.cloudflare.com/workers/cache/#billing).
  workerRequests: { name: "Worker requests", free: 100_000, paid: 10_000_000, price: 0.3 },
  // The same page. Free limits the CPU time of each invocation (FREE_CPU), not that of a day.
  cpu: { name: "CPU ms", free: null, paid: 30_000_000, price: 0.02 },
  // https://developers.cloudflare.com/durable-objects/platform/pricing/#compute-billing
  objectRequests: {
    name: "Durable Object requests",
    free: 100_000,
    paid: 1_000_000,
    price: 0.15,
  },
  duration: { name: "GB-s", free: 13_000, paid: 400_000, price: 12.5 },
  // https://developers.cloudflare.com/durable-objects/platform/pricing/#sqlite-storage-backend. Key-value methods count
  // as rows, and so do rows of indexes and deletions.
  rowsRead: { name: "rows read", free: 5_000_000, paid: 25_000_000_000, price: 0.001 },
  rowsWritten: { name: "rows written", free: 100_000, paid: 50_000_000, price: 1 },
};

/** The same page: bytes that Free allows in all, and that Paid includes; dollars for a month of each further GB. */
export const STORAGE = { free: 5e9, paid: 5e9, price: 0.2 };

/** Maximum bytes of one Durable Object (https://developers.cloudflare.com/durable-objects/platform/limits/). */
export const MAX_OBJECT = 10e9;

/**
 * Milliseconds of CPU time per invocation on Free, with "some flexibility"
 * (https://developers.cloudflare.com/workers/platform/limits/#cpu-time).
 */
export const FREE_CPU = 10;

/** Dollars a month for the plan (https://developers.cloudflare.com/workers/platform/pricing/). */
export const PLAN = 5;

export const DAYS_PER_MONTH = 30;

const USAGE_KEYS = Object.keys(METERS) as (keyof Usage)[];

export const add = (a: Usage, b: Usage): Usage => mapUsage((key) => a[key] + b[key]);

export const scale = (usage: Usage, factor: number): Usage =>
  mapUsage((key) => usage[key] * factor);

const mapUsage = (value: (key: keyof Usage) => number): Usage =>
  Object.fromEntries(USAGE_KEYS.map((key) => [key, value(key)])) as unknown as Usage;

/** How much of a daily limit a free account has left, as a share: below 0 if the limit is exceeded. */
export interface Left {
  meter: string;
  share: number;
}

/** What a free account has left of each daily limit, the scarcest first. */
export const leftOnFree = (day: Usage): Left[] =>
  USAGE_KEYS.flatMap((key) => {
    const { name, free } = METERS[key];
    return free === null ? [] : [{ meter: name, share: 1 - day[key] / free }];
  }).toSorted((a, b) => a.share - b.share);

/** Dollars a month on Paid, without the plan's own price and without the rounding of a bill to whole millions. */
export function dollarsBeyondPlan(day: Usage, stored: number): number {
  const used = USAGE_KEYS.reduce((dollars, key) => {
    const { paid, price } = METERS[key];
    return dollars + (Math.max(0, day[key] * DAYS_PER_MONTH - paid) / 1e6) * price;
  }, 0);
  return used + (Math.max(0, stored - STORAGE.paid) / 1e9) * STORAGE.price;
}
