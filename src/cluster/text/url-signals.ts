/**
 * What a URL says about its report: the words of the headline, which feeds cut short or change later, and the day of
 * publication.
 */

/** Words of the longest hyphenated part of the path, as text; "" if there is none. */
export function urlWords(url: string | null): string {
  if (!url) return "";
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start < 0) return "";
  const end = url.slice(start, start + 400).search(/[?#]/);
  const path = end < 0 ? url.slice(start, start + 400) : url.slice(start, start + end);
  let best = "";
  let most = 2;
  for (const part of path.split("/")) {
    const hyphens = countHyphens(part);
    if (hyphens >= most) {
      best = part;
      most = hyphens;
    }
  }
  if (best === "") return "";
  let text = best.replace(/\.[a-z]{1,5}$/i, "").replace(/[-_]+/g, " ");
  if (text.includes("%")) text = decoded(text);
  // Long numbers there are the outlet's own, not the event's.
  return text.replace(/\b(?=\w*\d{4})\w+\b/g, " ");
}

function countHyphens(part: string): number {
  let count = 0;
  for (let i = 0; i < part.length; i++) if (part[i] === "-" || part[i] === "_") count++;
  return count;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

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
