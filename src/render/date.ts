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
export function dateText(milliseconds: number, language: string, withClock: boolean): string {
  return formatter(language, withClock).format(milliseconds).replace(" at ", ", ");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** To make one takes far longer than to use it, and a page has hundreds of dates. */
function formatter(language: string, withClock: boolean): Intl.DateTimeFormat {
  const name = `${language} ${withClock}`;
  let known = formatters.get(name);
  if (!known) {
    known = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
      dateStyle: "long",
      ...(withClock && { timeStyle: "short" }),
      hourCycle: "h23",
      timeZone: "UTC",
    });
    formatters.set(name, known);
  }
  return known;
}
