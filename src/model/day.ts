/** The days of an edition: each ends at the same hour in the edition's time zone. */
export interface DaySettings {
  /** IANA name of the time zone. */
  timezone: string;
  /** The hour at which a day ends, 0 to 23. */
  daily: number;
}

const HOUR = 3_600_000;

/** Whether the text is a date of the calendar: "2026-11-29". */
export function isDay(text: string): boolean {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return !Number.isNaN(moment) && dateOf(moment) === text;
}

/** When the day ends, in milliseconds since 1970 (UTC). A day has the date on which it ends. */
export function endOf(day: string, { timezone, daily }: DaySettings): number {
  const local = Date.parse(`${day}T00:00Z`) + daily * HOUR;
  // The offset at that time is known only once the time is: the second estimate is right, except within a clock change.
  const estimate = local - offsetAt(local, timezone);
  return local - offsetAt(estimate, timezone);
}

/** The day to which a moment belongs. A moment at which a day ends still belongs to it. */
export function dayOf(moment: number, settings: DaySettings): string {
  const today = dateOf(moment + offsetAt(moment, settings.timezone));
  return endOf(today, settings) >= moment ? today : dayAfter(today, 1);
}

/** The date that many days later, or earlier. */
export const dayAfter = (day: string, days: number): string =>
  dateOf(Date.parse(`${day}T00:00Z`) + days * 24 * HOUR);

const dateOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** Milliseconds by which a zone's clock is ahead of UTC. */
function offsetAt(moment: number, zone: string): number {
  const parts = Object.fromEntries(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<"year" | "month" | "day" | "hour" | "minute" | "second", number>;
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1_000) * 1_000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Cached: creating a formatter takes far longer than using it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}
