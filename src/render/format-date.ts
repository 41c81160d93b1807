import type { Published } from "../model/time.ts";
import { instant, precision, zoned } from "../model/time.ts";
import { fill, type Strings } from "./strings/index.ts";

/**
 * Formats a publication time at its known precision: "4 August 2018", "4 August 2018, 12:14 UTC".
 * A time with a zone is converted to UTC.
 */
export function publishedText(
  published: Published | null,
  language: string,
  strings: Strings,
): string {
  if (published === null || Number.isNaN(instant(published))) return strings.dateNotKnown;
  const hasClock = precision(published) !== "day";
  const text = dateText(instant(published), language, hasClock);
  return qualified(published, hasClock && zoned(published) ? `${text} UTC` : text, strings);
}

/** The time as text, with what is uncertain about it. */
export function qualified(published: Published, text: string, strings: Strings): string {
  const isZoneMissing = precision(published) !== "day" && !zoned(published);
  const withZone = isZoneMissing ? fill(strings.zoneNotGiven, text) : text;
  return published.estimated ? fill(strings.estimated, withZone) : withZone;
}

/** Formats a moment in UTC as a long date, with the time of day if `withClock` is set. The zone is not named. */
export const dateText = (milliseconds: number, language: string, withClock: boolean): string =>
  formatter(language, withClock ? "moment" : "day")
    .format(milliseconds)
    .replace(" at ", ", ");

/** "29 November 2026", on the calendar of the zone. */
export const longDayText = (milliseconds: number, language: string, zone: string): string =>
  formatter(language, "day", zone).format(milliseconds);

/** "29 Nov", on the calendar of the zone. */
export const shortDayText = (milliseconds: number, language: string, zone: string): string =>
  formatter(language, "short", zone).format(milliseconds);

/** "12:00 CET", on the clock of the zone. */
export const clockText = (milliseconds: number, language: string, zone: string): string =>
  formatter(language, "clock", zone).format(milliseconds);

const STYLES = {
  moment: { dateStyle: "long", timeStyle: "short" },
  day: { dateStyle: "long" },
  short: { day: "numeric", month: "short" },
  clock: { hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Cached: creating a formatter takes far longer than using it, and a page has hundreds of dates. */
function formatter(
  language: string,
  style: keyof typeof STYLES,
  timeZone = "UTC",
): Intl.DateTimeFormat {
  const name = `${language} ${style} ${timeZone}`;
  let known = formatters.get(name);
  if (!known) {
    known = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      ...STYLES[style],
      hourCycle: "h23",
      timeZone,
    });
    formatters.set(name, known);
  }
  return known;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time in words: "40 min", "1 h 30", "2 days". Null if it is less than a minute. */
export function durationText(milliseconds: number, strings: Strings): string | null {
  const minutes = Math.round(milliseconds / MINUTE);
  if (minutes < 1) return null;
  if (minutes < 60) return strings.minutes(minutes);
  if (milliseconds >= 2 * DAY) return strings.days(Math.round(milliseconds / DAY));
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours >= 10 || rest === 0
    ? strings.hours(Math.round(minutes / 60))
    : fill(strings.hoursAndMinutes, hours, String(rest).padStart(2, "0"));
}
