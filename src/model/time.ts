/**
 * When a report was published, kept at the precision at which it is known.
 *
 * `value` is a date or a date and time of ISO 8601, as precise as the outlet was:
 * `2018-08-04`, `2018-08-04T15:00` (no zone given) or `2018-08-04T15:14+03:00`.
 */
export interface Published {
  value: string;
  /** The outlet does not say; this is our estimate. */
  estimated: boolean;
}

export type Precision = "day" | "minute" | "second";

const FORM = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

export function precision({ value }: Published): Precision {
  const [, , clock, seconds] = FORM.exec(value) ?? [];
  if (clock === undefined) return "day";
  return seconds === undefined ? "minute" : "second";
}

/** Whether the time of day has a zone; a day never has one. */
export function zoned({ value }: Published): boolean {
  return FORM.exec(value)?.[4] !== undefined;
}

/**
 * The earliest moment that `published` can mean, in milliseconds since 1970 (UTC).
 * A day begins at 00:00 UTC, and a time without a zone is read as UTC, since feeds need a moment and order.
 *
 * @returns NaN when the value is no date of the form above, or no date at all (30 February).
 */
export function instant({ value }: Published): number {
  const [, day, clock = "00:00", seconds = ":00", zone = "Z"] = FORM.exec(value) ?? [];
  if (day === undefined) return Number.NaN;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Date.parse rolls some impossible days over into the next month.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day))
    return Number.NaN;
  return Date.parse(`${day}T${clock}${seconds}${zone}`);
}
