import type { Published } from "../model/time.ts";
import { instant, precision, zoned } from "../model/time.ts";

/**
 * The time of publication in words, at the precision at which it is known: "4 August 2018", "4 August 2018, 12:14 UTC".
 * Times with a zone are given in UTC.
 */
export function publishedText(published: Published | null, language: string): string {
  if (published === null || Number.isNaN(instant(published))) return "date not known";
  const text = dateText(instant(published), language, precision(published) !== "day");
  const zone = precision(published) === "day" ? "" : zoned(published) ? " UTC" : ", zone not given";
  return published.estimated ? `about ${text}${zone}, our estimate` : `${text}${zone}`;
}

/** A moment in UTC in words, without the zone. */
export const dateText = (milliseconds: number, language: string, withClock: boolean): string =>
  formatter(language, withClock ? "moment" : "day")
    .format(milliseconds)
    .replace(" at ", ", ");

/** "4 Aug", for the scale of a picture. */
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

/** To make one takes far longer than to use it, and a page has hundreds of dates. */
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
