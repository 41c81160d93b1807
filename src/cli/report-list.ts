/** Reads reports for tools from JSON. */
import type { Report } from "../model/report.ts";
import { instant } from "../model/time.ts";
import { HEADLINE, plainText, SUMMARY } from "../text/plain-text.ts";

/** The parts of a report that folding uses. */
export interface ListedReport {
  /** Its `id` in the list, or its URL. */
  id: string;
  url: string | null;
  outlet: string | null;
  title: string;
  text: string;
  /** When it was published, in milliseconds since 1970 (UTC). */
  time: number | null;
  language: string | null;
}

/**
 * Reads a JSON array or JSON Lines of objects with `title`, `url` or `id`, and optionally `outlet`, `text` or
 * `summary`, `published`, and `language` or `lang`; or an edition's JSON Feed, or a story's JSON.
 *
 * @param file the file's name, for messages.
 * @throws SyntaxError that names the file and the report.
 */
export function readReportList(file: string, source: string): ListedReport[] {
  const whole = wholeJson(source);
  if (whole !== undefined) return reportsIn(whole, file);
  if (source.trimStart().startsWith("[")) parse(file, source);
  const rows = source
    .split("\n")
    .flatMap((line, i) => (line.trim() === "" ? [] : [parse(`${file}:${i + 1}`, line)]));
  return rows.map((row, i) => readOne(`${file}, report ${i + 1}`, row));
}

/** The reports in parsed JSON: an array of reports, a feed with stories, a story, or a report. */
export function reportsIn(json: unknown, file: string): ListedReport[] {
  const rows = Array.isArray(json)
    ? json
    : (listOf(json, "items")?.flatMap(
        (item) => listOf(member(item, "_storyfold"), "reports") ?? [],
      ) ??
      listOf(json, "reports") ?? [json]);
  return rows.map((row, i) => readOne(`${file}, report ${i + 1}`, row));
}

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

function listOf(value: unknown, name: string): unknown[] | undefined {
  const list = member(value, name);
  return Array.isArray(list) ? list : undefined;
}

/** A file that is one JSON value, not JSON Lines. */
function wholeJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** A report of the edition, as folding sees it. */
export const toListedReport = (report: Report): ListedReport => ({
  id: report.url,
  url: report.url,
  outlet: report.outlet,
  title: report.title,
  text: report.summary,
  time: report.published && instant(report.published),
  language: report.language,
});

function parse(place: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new SyntaxError(
      `${place} is not valid JSON: ${error instanceof Error ? error.message : String(error)}. Write a JSON array, or one JSON object per line.`,
      { cause: error },
    );
  }
}

function readOne(place: string, row: unknown): ListedReport {
  const textOf = (...names: string[]): string | null => {
    for (const name of names) {
      const value = member(row, name);
      if (typeof value === "string" && value !== "") return value;
    }
    return null;
  };
  const id = textOf("id", "url");
  if (id === null)
    throw new SyntaxError(`${place} has neither "id" nor "url". Add one of them as a string.`);
  const published = textOf("published");
  const time = published === null ? Number.NaN : instant({ value: published, estimated: false });
  if (published !== null && Number.isNaN(time))
    throw new SyntaxError(
      `${place} published: ${JSON.stringify(published)} is not a date. Write it like 2018-08-04 or 2018-08-04T15:14Z.`,
    );
  return {
    id,
    url: textOf("url"),
    outlet: textOf("outlet"),
    title: plainText(textOf("title") ?? "", HEADLINE),
    text: plainText(textOf("text", "summary") ?? "", SUMMARY),
    time: Number.isNaN(time) ? null : time,
    language: textOf("language", "lang"),
  };
}
