import type { Published } from "../model/time.ts";
import { instant, precision, zoned } from "../model/time.ts";

/**
 * Formats a publication time at its known precision: "4 August 2018", "4 August 2018, 12:14 UTC".
 * A time with a zone is converted to UTC.
 */
export function publishedText(published: Published | null, language: string): string {
  if (published === null || Number.isNaN(instant(published))) return "date not known";
  const text = dateText(instant(published), language, precision(published) !== "day");
  const zone = precision(published) === "day" ? "" : zoned(published) ? " UTC" : ", zone not given";
  return published.estimated ? `about ${text}${zone}, our estimate` : `${text}${zone}`;
}

/** Formats a moment in UTC as a long date, with the time of day if `withClock` is set. The zone is not named. */
export const dateText = (milliseconds: number, language: string, withClock: boolean): string =>
  formatter(language, withClock ? "moment" : "day")
    .format(milliseconds)
    .replace(" at ", ", ");

/** "4 Aug", in UTC, for the axis of a figure. */
export const shortDayText = (milliseconds: number, language: string): string =>
  formatter(language, "short").format(milliseconds);

/** "12:00", in UTC. */
export const clockText = (milliseconds: number, language: string): string =>
  formatter(language, "clock").format(milliseconds);

const STYLES = {
  moment: { dateStyle: "long", timeStyle: "short" },
  day: { dateStyle: "long" },
  short: { day: "numeric", month: "short" },
  clock: { timeStyle: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Cached: creating a formatter takes far longer than using it, and a page has hundreds of dates. */
function formatter(language: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const name = `${language} ${style}`;
  let known = formatters.get(name);
  if (!known) {
    known = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      ...STYLES[style],
      hourCycle: "h23",
      timeZone: "UTC",
    });
    formatters.set(name, known);
  }
  return known;
}
