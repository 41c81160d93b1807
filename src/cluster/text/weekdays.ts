/** Days that a report names: by its address, and by the days of the week in its text. */
import { hashStem } from "./truncate-stem.ts";
import { tokenize } from "./tokenize.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** 2018/08/04, 2018-08-04, 20180804, 2018/aug/04. */
const DATE_IN_URL =
  /(?<!\d)(20\d\d)(?:([/-])(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)/i;

/** The day in a URL, counted from 1970; NaN if it has none. Outlets write the day of publication there. */
export function urlDay(url: string | null): number {
  const [, year, , month = "", date, monthClose, dateClose] =
    DATE_IN_URL.exec(url?.slice(0, 400) ?? "") ?? [];
  if (year === undefined) return Number.NaN;
  const named = MONTHS.indexOf(month.toLowerCase());
  const monthIndex = named >= 0 ? named : Number(month || monthClose) - 1;
  return Date.UTC(Number(year), monthIndex, Number(date ?? dateClose)) / 86_400_000;
}

/** A Monday, from which the names of the days are asked. */
const MONDAY = Date.UTC(2024, 0, 1);

const tables = new Map<string, Map<number, number>>();

/** Bits of the days of the week, by the number of the word, in any language that Intl knows. */
export function weekdays(language: string): Map<number, number> {
  let table = tables.get(language);
  if (!table) {
    table = new Map();
    const twice = new Set<number>();
    for (let day = 0; day < 7; day++) {
      const term = hashStem(tokenize(nameOf(day, language), 1).folded[0] ?? "", language);
      // Where days begin alike ("thứ hai", "thứ ba") the first word says nothing.
      if (table.has(term)) twice.add(term);
      table.set(term, 1 << day);
    }
    for (const term of twice) table.delete(term);
    tables.set(language, table);
  }
  return table;
}

function nameOf(day: number, language: string): string {
  const options = { weekday: "long", timeZone: "UTC" } as const;
  try {
    return new Intl.DateTimeFormat(language || "en", options).format(MONDAY + day * 86_400_000);
  } catch {
    return "";
  }
}
