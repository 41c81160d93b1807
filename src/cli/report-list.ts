/** Reports in a JSON array or in JSON Lines, for tools: labelled ones, neighbours, what a script wrote. */
import { instant } from "../model/time.ts";
import { HEADLINE, plainText, SUMMARY } from "../text/plain-text.ts";

/** A report as far as folding looks at it. */
export interface ListedReport {
  /** What it is called in the list: its `id`, or its URL. */
  id: string;
  url: string | null;
  outlet: string | null;
  title: string;
  text: string;
  /** Published, in milliseconds since 1970 (UTC). */
  time: number | null;
  language: string | null;
}

/**
 * Reads a list: objects with `title` and `url` or `id`, and as far as known `outlet`, `text` or `summary`, `published`,
 * and `language` or `lang`.
 *
 * @param file its name, for messages
 * @throws a SyntaxError that names the file and the report
 */
export function readReportList(file: string, source: string): ListedReport[] {
  const rows = source.trimStart().startsWith("[")
    ? (parse(file, source) as unknown[])
    : source
        .split("\n")
        .flatMap((line, i) => (line.trim() === "" ? [] : [parse(`${file}:${i + 1}`, line)]));
  return rows.map((row, i) => readOne(`${file}, report ${i + 1}`, row));
}

function parse(place: string, source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new SyntaxError(`${place}: this is no JSON. ${String(error)}`, { cause: error });
  }
}

function readOne(place: string, row: unknown): ListedReport {
  const of = (...names: string[]): string | null => {
    for (const name of names) {
      const value = typeof row === "object" && row !== null ? Reflect.get(row, name) : undefined;
      if (typeof value === "string" && value !== "") return value;
    }
    return null;
  };
  const id = of("id", "url");
  if (id === null)
    throw new SyntaxError(`${place}: it has neither "id" nor "url". Give it one, as a text.`);
  const published = of("published");
  const time = published === null ? Number.NaN : instant({ value: published, estimated: false });
  if (published !== null && Number.isNaN(time))
    throw new SyntaxError(
      `${place} published: ${JSON.stringify(published)} is no date. Write it like 2018-08-04 or 2018-08-04T15:14Z.`,
    );
  return {
    id,
    url: of("url"),
    outlet: of("outlet"),
    title: plainText(of("title") ?? "", HEADLINE),
    text: plainText(of("text", "summary") ?? "", SUMMARY),
    time: Number.isNaN(time) ? null : time,
    language: of("language", "lang"),
  };
}
