import { archiveDocumentAfter, archiveDocument } from "../../model/feed-archive.ts";
import type { Story } from "../../model/story.ts";
import { storiesOf } from "../stories/story-queries.ts";

/** Queries by number. `+gone` keeps SQLite from taking the index by update for them, and sorting all that there is. */

/** The number of the story that was opened last; 0 before the first. */
export function lastOpened(sql: SqlStorage): number {
  return sql.exec<{ last: number }>("SELECT coalesce(max(id), 0) AS last FROM stories").one().last;
}

/**
 * The archive document in which a reader of the whole edition's feed goes on. Null when the feed shows all.
 *
 * @param shown the stories in the feed
 */
export function archiveBehind(sql: SqlStorage, shown: readonly Story[]): number | null {
  const [row] = sql
    .exec<{ id: number }>(
      `SELECT id FROM stories WHERE +gone = 0 AND key NOT IN (SELECT value FROM json_each(?))
       ORDER BY id DESC LIMIT 1`,
      JSON.stringify(shown.map(({ key }) => key)),
    )
    .toArray();
  return row ? archiveDocumentAfter(row.id, lastOpened(sql)) : null;
}

/**
 * Other whenever anything in an archive document is: each change of a story has a revision of its own, and a story that
 * became part of another is one less.
 */
export function versionOf(sql: SqlStorage, upTo: number): string {
  const { revision, stories } = sql
    .exec<{ revision: number; stories: number }>(
      "SELECT coalesce(max(revision), 0) AS revision, count(*) AS stories FROM stories WHERE id > ? AND id <= ?",
      archiveDocument(upTo).after,
      upTo,
    )
    .one();
  return `${revision}.${stories}`;
}

/** The stories of an archive document, the youngest first. */
export function storiesUpTo(sql: SqlStorage, upTo: number): Story[] {
  const rows = sql.exec<{ id: number }>(
    "SELECT id FROM stories WHERE id > ? AND id <= ? AND +gone = 0 ORDER BY id DESC",
    archiveDocument(upTo).after,
    upTo,
  );
  return storiesOf(
    sql,
    Array.from(rows, ({ id }) => id),
  );
}

/** A story's address, and when the story was updated. */
export interface Address extends Record<string, SqlStorageValue> {
  key: string;
  updated: number;
}

/** The addresses of a block of so many stories, in the order in which they were opened. Blocks count from 1. */
export function addressesIn(sql: SqlStorage, block: number, size: number): Address[] {
  return sql
    .exec<Address>(
      "SELECT key, updated FROM stories WHERE id > ? AND id <= ? AND +gone = 0 ORDER BY id",
      (block - 1) * size,
      block * size,
    )
    .toArray();
}

/** The blocks that there are, each with its last update. A number that is bound comes as a real, whose quotient is one too. */
export function blocksOf(sql: SqlStorage, size: number): { block: number; updated: number }[] {
  return sql
    .exec<{ block: number; updated: number }>(
      `SELECT (id - 1) / CAST(? AS INTEGER) + 1 AS block, max(updated) AS updated FROM stories
       WHERE gone = 0 GROUP BY block ORDER BY block`,
      size,
    )
    .toArray();
}
