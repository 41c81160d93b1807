import { UNSPACED_LETTER } from "../../model/writing-systems.ts";
import type { Story } from "../../model/story.ts";

/** In scripts without spaces, the index treats each character as a word, and a query treats a word as a phrase. */
const UNSPACED = new RegExp(UNSPACED_LETTER, "gu");

/** Maximum number of characters indexed per story. A story with hundreds of reports mostly repeats itself. */
const MAX_INDEXED = 40_000;

/** Contains a letter or a digit: the index does not treat anything else as a word. */
const WORD = /[\p{L}\p{N}]/u;

/** A "phrase", or text between spaces. An unclosed quote ends with the text. */
const TERM = /"([^"]*)"?|[^\s"]+/g;

/** A prefix search. With fewer than three letters it would match too much to be useful, and be slow. */
const PREFIX = /[\p{L}\p{N}]{3,}\*$/u;

/** The text by which a story is found. */
export const indexedText = ({ headline, summary, tags, reports }: Story): string =>
  spaced(
    [
      ...new Set([
        headline,
        summary.text,
        ...tags,
        ...reports.flatMap((report) => [report.title, report.summary]),
      ]),
    ]
      .join("\n")
      .slice(0, MAX_INDEXED),
  );

/**
 * Indexes the text of a story, in place of what was indexed before. One statement for both costs one row, and to delete
 * first would cost another.
 */
export function indexStory(sql: SqlStorage, id: number, text: string): void {
  sql.exec("INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)", id, text);
}

export function unindexStory(sql: SqlStorage, id: number): void {
  sql.exec("DELETE FROM search WHERE rowid = ?", id);
}

/**
 * Turns what a person typed into an FTS5 query (https://www.sqlite.org/fts5.html#full_text_query_syntax). It matches
 * texts with every word and every "phrase"; `word*` matches any word with that prefix. Each term is quoted, so that none
 * of it is read as FTS5 syntax.
 *
 * @returns null if it contains no word
 */
export function ftsQuery(typed: string): string | null {
  const terms = [...typed.matchAll(TERM)].flatMap(([whole, phrase]) => {
    const text = phrase ?? whole;
    if (!WORD.test(text)) return [];
    const star = phrase === undefined && PREFIX.test(text) ? "*" : "";
    return [`"${spaced(text)}"${star}`];
  });
  return terms.length === 0 ? null : terms.join(" AND ");
}

const spaced = (text: string): string => text.normalize("NFC").replace(UNSPACED, " $& ");
