import { UNSPACED_LETTER } from "../../model/writing-systems.ts";
import type { Story } from "../../model/story.ts";

/** In scripts without spaces each character is a word to the index, and a word is a phrase. */
const UNSPACED = new RegExp(UNSPACED_LETTER, "gu");

/** The most characters of a story that are searched: one that has hundreds of reports says the same again and again. */
const SEARCHED = 40_000;

/** Has a letter or a digit: the rest is no word to the index. */
const WORD = /[\p{L}\p{N}]/u;

/** A "phrase", or what is between spaces. A quote that is not closed ends with the text. */
const TERM = /"([^"]*)"?|[^\s"]+/g;

/** The beginning of a word. With fewer letters there are so many that it says nothing, and takes long. */
const BEGINNING = /[\p{L}\p{N}]{3,}\*$/u;

/** Puts the words of a story into the index, in place of what was there. */
export function indexStory(sql: SqlStorage, id: number, story: Story): void {
  unindexStory(sql, id);
  const texts = [
    story.headline,
    story.summary.text,
    ...story.tags,
    ...story.reports.flatMap(({ title, summary }) => [title, summary]),
  ];
  sql.exec(
    "INSERT INTO search (rowid, text) VALUES (?, ?)",
    id,
    spaced([...new Set(texts)].join("\n").slice(0, SEARCHED)),
  );
}

export function unindexStory(sql: SqlStorage, id: number): void {
  sql.exec("DELETE FROM search WHERE rowid = ?", id);
}

/**
 * What a person typed as a query of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax): every word and every
 * "phrase" has to be there; `word*` is any word that begins so. Each stands in quotes, so nothing of it is syntax.
 *
 * @returns null when there is no word in it
 */
export function ftsQuery(typed: string): string | null {
  const terms = [...typed.matchAll(TERM)].flatMap(([whole, phrase]) => {
    const text = phrase ?? whole;
    if (!WORD.test(text)) return [];
    const beginning = phrase === undefined && BEGINNING.test(text) ? "*" : "";
    return [`"${spaced(text)}"${beginning}`];
  });
  return terms.length === 0 ? null : terms.join(" AND ");
}

const spaced = (text: string): string => text.normalize("NFC").replace(UNSPACED, " $& ");
