/** What was measured, put together. Pure. */
import { daysUntil, storedAt, type PollingDay } from "./cost-day.ts";
import { RETENTION, type EditionSize, type Filling } from "./cost-editions.ts";
import type { Measurement } from "./cost-measure.ts";
import { add, dollarsBeyondPlan, leftOnFree, type Left, type Usage } from "./cost-prices.ts";
import { readersUsage } from "./cost-readers.ts";

/** An edition at one age. */
export interface Result {
  size: EditionSize;
  /** In days; 0 for the first day. */
  age: number;
  filling: Filling;
  measured: Measurement;
}

/** A day of polling and of that many readers. */
export const dayWith = (readers: number, { measured: { day, feed, page } }: Result): Usage =>
  add(day.usage, readersUsage(readers, { purges: day.purges, reports: day.added, feed, page }));

/** What is left on Free of the limit that is nearest. */
export const scarcest = (readers: number, result: Result): Left =>
  leftOnFree(dayWith(readers, result))[0] ?? { meter: "", share: 1 };

/** Dollars a month on Paid beyond the plan's price. */
export const dollars = (readers: number, result: Result): number =>
  dollarsBeyondPlan(dayWith(readers, result), bytesAt(result, result.age));

/** Reports a day by the edition's name. */
export const dailyReports = ({ outlets, reports }: EditionSize): number => outlets * reports;

/** Bytes stored at an age in days; 0 if they were not measured. */
export const bytesAt = ({ size, measured: { stored } }: Result, age: number): number =>
  stored === null ? 0 : storedAt(stored, dailyReports(size), RETENTION, age);

/** Days until that many bytes are stored. */
export const daysUntilFull = ({ size, measured: { stored } }: Result, limit: number): number =>
  stored === null ? Infinity : daysUntil(stored, dailyReports(size), RETENTION, limit);

/** Maximum number of readers with whom every daily limit of Free is kept in all of these days. */
export function maxReaders(results: readonly Result[]): number {
  const fits = (readers: number): boolean =>
    results.every((result) => scarcest(readers, result).share >= 0);
  if (!fits(0)) return 0;
  let low = 0;
  let high = 1;
  while (fits(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** Rows written per report filed. */
export const rowsPerReport = ({ usage, added }: PollingDay): number =>
  added === 0 ? 0 : usage.rowsWritten / added;
