import type { Published } from "../model/time.ts";
import { instant } from "../model/time.ts";
import { foldWord, monthOf } from "./month-names.ts";
import { zoneMinutes } from "./zone-names.ts";

/** Maximum length of a date in UTF-16 units. */
const MAX_LENGTH = 120;

/**
 * Reads a date as feeds write dates: RFC 5322 and RFC 3339, correct or malformed, and the formats of other languages,
 * of databases and of programs. The date keeps the precision that is given.
 *
 * @param language of the surrounding text, if known: some month names are other months in other languages.
 * @returns null if not even the day is clear.
 */
export function readDate(raw: string, language: string | null): Published | null {
  if (raw.length > MAX_LENGTH) return null;
  const text = plainDigits(raw)
    .replace(/\([^)]*\)/g, " ")
    .trim();
  const epoch = readEpoch(text);
  if (epoch !== null) return epoch;
  const clock = readClock(text);
  const day = readDay(clock?.rest ?? text, language);
  if (day === null) return null;
  const dayOnly = { value: day, estimated: false };
  if (Number.isNaN(instant(dayOnly))) return null;
  if (clock === null) return dayOnly;
  const midnight = MIDNIGHT.test(clock.time);
  const date = midnight ? dayAfter(day) : day;
  const time = midnight ? clock.time.replace(/^24/, "00") : clock.time;
  const timed = { value: `${date}T${time}${zoneOf(clock.zone, day)}`, estimated: false };
  return Number.isNaN(instant(timed)) ? dayOnly : timed;
}

/** The end of a day, which is the start of the next one (ISO 8601:2004, 4.2.3). */
const MIDNIGHT = /^24:00(?::00(?:\.0+)?)?$/;

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Converts full-width, Arabic and Persian digits to ASCII. */
function plainDigits(raw: string): string {
  return raw
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** Reads seconds or milliseconds since 1970. */
function readEpoch(text: string): Published | null {
  if (!/^(?:\d{9,10}|\d{12,13})(?:\.\d+)?$/.test(text)) return null;
  const number = Math.trunc(Number(text));
  const moment = new Date(number > 99_999_999_999 ? number : number * 1000);
  return { value: moment.toISOString().replace(/\.\d+Z$/, "Z"), estimated: false };
}

/** `15:14`, `3:14:05 PM`, `15h14`, `午後3:14`. */
const CLOCK =
  /(?:^|[^\d+-])(\d{1,2})\s?[:h時时点]\s?(\d{2}|\d(?=:\d))(?:\s?[:分]\s?(\d{1,2})(?:[.,](\d{1,9}))?)?(?!\d)\s*(?:([ap])\.?\s?m\b\.?)?/i;
/** Words for "afternoon" and "morning" before the hour. */
const AFTERNOON = /午後|下午|晚上|오후/;
const MORNING = /午前|上午|오전/;
const OFFSET = /^\s*(?:gmt|utc|ut)?\s*([+-])\s?(\d{1,2}):?(\d{2})?(?!\d)/i;
const NAMED = /^\s*([a-z]{1,5})\b/i;
/** `20180804T151400Z`, `2018-08-04T151400`, `20180804151400` */
const COMPACT =
  /(\d{4}-?\d{2}-?\d{2})T(\d{2})(\d{2})(\d{2})?|(?<!\d)((?:19|20)\d{6})(\d{2})(\d{2})(\d{2})(?!\d)/i;

interface Clock {
  time: string;
  /** Minutes east of UTC, or a zone's name; null if there is none. */
  zone: number | string | null;
  /** The text before and after the time. */
  rest: string;
}

function readClock(written: string): Clock | null {
  const text = written.replace(COMPACT, (_all, ...groups: (string | undefined)[]) => {
    const [day, hour, minute, second] = groups[0] === undefined ? groups.slice(4) : groups;
    return `${day} ${hour}:${minute}${second === undefined ? "" : `:${second}`}`;
  });
  const match = CLOCK.exec(text);
  if (match === null) return null;
  const [all, hours = "", minutes = "", seconds, fraction, half] = match;
  const before = text.slice(0, match.index) + (/^\D/.test(all) ? all.charAt(0) : "");
  const after = text.slice(match.index + all.length);
  const afternoon = half === undefined ? AFTERNOON.test(before) : /p/i.test(half);
  const morning = half === undefined ? MORNING.test(before) : !afternoon;
  let hour = Number(hours);
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour === 12) hour = 0;
  const two = (number: number | string): string => String(number).padStart(2, "0");
  // A leap second becomes the second before it, since Date has no leap seconds.
  const second = seconds === undefined ? "" : `:${two(Math.min(Number(seconds), 59))}`;
  const part = seconds === undefined || fraction === undefined ? "" : `.${fraction.slice(0, 3)}`;
  const { zone, rest } = readZone(after);
  return { time: `${two(hour)}:${two(minutes)}${second}${part}`, zone, rest: `${before} ${rest}` };
}

function readZone(text: string): Pick<Clock, "zone" | "rest"> {
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const [all, sign = "+", hours = "", minutes = "00"] = offset;
    const known = Number(hours) <= 14 && Number(minutes) < 60;
    const zone = known ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : null;
    return { zone, rest: text.slice(all.length) };
  }
  const named = NAMED.exec(text);
  if (named?.[1] === undefined || zoneMinutes(named[1], null) === undefined)
    return { zone: null, rest: text };
  return { zone: named[1], rest: text.slice(named[0].length) };
}

/** A zone in the form of RFC 3339; empty if there is none. */
function zoneOf(zone: Clock["zone"], day: string): string {
  const minutes = typeof zone === "string" ? zoneMinutes(zone, day) : zone;
  if (minutes === null || minutes === undefined) return "";
  if (minutes === 0) return "Z";
  const clock = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
  return `${minutes < 0 ? "-" : "+"}${clock}`;
}

/** Year, month, day, separated by punctuation or by the CJK words for year and month. */
const YEAR_FIRST = /(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)/;
const RUN = /(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/;
const YEAR_AND_DAY = /(?<!\d)(\d{4})-(\d{3})(?!\d)/;
/** Dots always mean day first. Slashes and hyphens are ambiguous unless one of the numbers cannot be a month. */
const DAY_FIRST = /(?<!\d)(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)/;
/** Vietnamese: "4 tháng 8". */
const NUMBERED_MONTH = /(\d{1,2})\s+thang\s+(\d{1,2})\D+(\d{4})/;

/** The day in the form `2018-08-04`, which need not exist; null if it is not clear. */
function readDay(text: string, language: string | null): string | null {
  const yearFirst = YEAR_FIRST.exec(text) ?? RUN.exec(text);
  if (yearFirst !== null)
    return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const ordinal = YEAR_AND_DAY.exec(text);
  if (ordinal !== null) {
    const day = new Date(Date.UTC(Number(ordinal[1]), 0, Number(ordinal[2])));
    return day.toISOString().slice(0, 10);
  }
  const numeric = DAY_FIRST.exec(text);
  if (numeric !== null) {
    const [, first = "", separator, second = "", year = ""] = numeric;
    if (separator === "." || Number(first) > 12)
      return dayOf(yearOf(year), Number(second), Number(first));
    if (Number(second) > 12) return dayOf(yearOf(year), Number(first), Number(second));
    return null;
  }
  const folded = foldWord(text.replace(/(\d)\s?\./g, "$1 "));
  const numbered = NUMBERED_MONTH.exec(folded);
  if (numbered !== null)
    return dayOf(Number(numbered[3]), Number(numbered[2]), Number(numbered[1]));
  return readNamed(folded, language);
}

/** Reads a day whose month is a name: "4 August 2018", "August 4, 2018" or "2018 August 4". */
function readNamed(folded: string, language: string | null): string | null {
  const words = folded.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  // "mar" can be Tuesday or March. The month comes after the weekday, so the last match counts.
  const at = words.findLastIndex((word) => monthOf(word, language) !== undefined);
  const month = monthOf(words[at] ?? "", language);
  if (month === undefined) return null;
  const before = words.slice(0, at).filter((word) => /^\d{1,4}$/.test(word));
  const after = words.slice(at + 1).filter((word) => /^\d{1,4}$/.test(word));
  const [first, second] = [...before.slice(-1), ...after];
  if (first === undefined || second === undefined) return null;
  if (first.length === 4) return dayOf(Number(first), month, Number(second));
  return dayOf(yearOf(second), month, Number(first));
}

/** A year of two, three or four digits (RFC 5322, 4.3). */
function yearOf(written: string): number {
  const year = Number(written);
  if (written.length >= 4) return year;
  return written.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function dayOf(year: number, month: number, day: number): string {
  return [
    String(year).padStart(4, "0"),
    ...[month, day].map((part) => String(part).padStart(2, "0")),
  ].join("-");
}
