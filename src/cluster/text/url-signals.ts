/**
 * Signals in a report's URL: its slug often has the full headline, which feeds truncate or change later, and its path
 * often has the day of publication.
 */
import { hash } from "./hash.ts";

/**
 * The words of the slug, separated by spaces; "" if the URL has none.
 * The slug is the path segment with the most hyphens, at least two.
 */
export function urlWords(url: string | null): string {
  if (!url) return "";
  const start = url.indexOf("/", url.indexOf("//") + 2);
  if (start < 0) return "";
  const end = url.slice(start, start + 400).search(/[?#]/);
  const path = end < 0 ? url.slice(start, start + 400) : url.slice(start, start + end);
  let best = "";
  let bestHyphens = 2;
  for (const part of path.split("/")) {
    const hyphens = countHyphens(part);
    if (hyphens >= bestHyphens) {
      best = part;
      bestHyphens = hyphens;
    }
  }
  if (best === "") return "";
  let text = best.replace(/\.[a-z]{1,5}$/i, "").replace(/[-_]+/g, " ");
  if (text.includes("%")) text = percentDecoded(text);
  // Long numbers in a slug are the outlet's own ids, not part of the event.
  return text.replace(/\b(?=\w*\d{4})\w+\b/g, " ");
}

function countHyphens(part: string): number {
  let count = 0;
  for (let i = 0; i < part.length; i++) if (part[i] === "-" || part[i] === "_") count++;
  return count;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Matches 2018/08/04, 2018-08-04, 20180804 and 2018/aug/04. */
const DATE_IN_URL =
  /(?<!\d)(20\d\d)(?:([/-])(0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)/i;

/** The date in a URL, which is usually the day of publication, in days since 1970; NaN if there is none. */
export function urlDay(url: string | null): number {
  const [, year, , month = "", date, monthClose, dateClose] =
    DATE_IN_URL.exec(url?.slice(0, 400) ?? "") ?? [];
  if (year === undefined) return Number.NaN;
  const namedMonth = MONTHS.indexOf(month.toLowerCase());
  const monthIndex = namedMonth >= 0 ? namedMonth : Number(month || monthClose) - 1;
  return Date.UTC(Number(year), monthIndex, Number(date ?? dateClose)) / 86_400_000;
}

const DIRECTORY = /^https?:\/\/[^/]+\/([^/?#]+)\//;

/** Hash of the first directory of a URL, which is often the section of the paper; 0 if there is none. */
export function section(url: string | null): number {
  const directory = DIRECTORY.exec(url?.slice(0, 400) ?? "")?.[1];
  return directory ? hash(directory.toLowerCase()) : 0;
}
