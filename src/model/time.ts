/**
 * When a report was published, at the precision that is known.
 *
 * `value` is an ISO 8601 date, or date and time, as precise as the outlet gave it:
 * `2018-08-04`, `2018-08-04T15:00` (no zone given) or `2018-08-04T15:14+03:00`.
 */
export interface Published {
  value: string;
  /** True if the outlet does not say and this is the edition's estimate. */
  estimated: boolean;
}

export type Precision = "day" | "minute" | "second";

const FORM = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

export function precision({ value }: Published): Precision {
  const [, , clock, seconds] = FORM.exec(value) ?? [];
  if (clock === undefined) return "day";
  return seconds === undefined ? "minute" : "second";
}

/** Whether the value has a time zone. A date without a time never has one. */
export function zoned({ value }: Published): boolean {
  return FORM.exec(value)?.[4] !== undefined;
}

/**
 * The instant that `published` stands for, in milliseconds since 1970 (UTC). A date is taken as 00:00 UTC, and a time
 * without a zone as UTC, since feeds need exact times and an order.
 *
 * @returns NaN if the value does not have the form above or is not a real date (30 February).
 */
export function instant({ value }: Published): number {
  const [, day, clock = "00:00", seconds = ":00", zone = "Z"] = FORM.exec(value) ?? [];
  if (day === undefined) return Number.NaN;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse turns some impossible dates into dates of the next month.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day))
    return Number.NaN;
  return Date.parse(`${day}T${clock}${seconds}${zone}`);
}
