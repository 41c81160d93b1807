import {
  archiveDocumentAfter,
  archiveDocument,
  fullDocumentWith,
} from "../../model/feed-archive.ts";
import type { Story } from "../../model/story.ts";
import { storiesOf } from "../stories/story-queries.ts";

/** Queries by story number. `+gone` keeps SQLite from using the index by update time, and then sorting all stories. */

/** The number of the story opened last; 0 if there is none. */
export function lastOpened(sql: SqlStorage): number {
  return sql.exec<{ last: number }>("SELECT coalesce(max(id), 0) AS last FROM stories").one().last;
}

/**
 * The archive document that continues the whole edition's feed. Null if the feed shows every story.
 *
 * @param shown the stories in the feed
 */
export function archiveAfter(sql: SqlStorage, shown: readonly Story[]): number | null {
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
 * The number of the archive document to serve in place of one whose stories were all removed: the one before it that has
 * any. Null if none has.
 */
export function lastWithStories(sql: SqlStorage, upTo: number): number | null {
  const { last } = sql
    .exec<{ last: number | null }>("SELECT max(id) AS last FROM stories WHERE id <= ?", upTo)
    .one();
  if (last === null) return null;
  return last > archiveDocument(upTo).after ? upTo : fullDocumentWith(last);
}

/**
 * The version of an archive document, which differs whenever anything in the document does: a change of a story raises
 * the maximum revision, and a merged story lowers the count.
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

/** The stories in an archive document, the youngest first. */
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

/** A story's key, and when the story was updated. */
export interface Address extends Record<string, SqlStorageValue> {
  key: string;
  updated: number;
}

/** The stories of a block, in the order in which they were opened. Blocks of `size` stories are numbered from 1. */
export function addressesIn(sql: SqlStorage, block: number, size: number): Address[] {
  return sql
    .exec<Address>(
      "SELECT key, updated FROM stories WHERE id > ? AND id <= ? AND +gone = 0 ORDER BY id",
      (block - 1) * size,
      block * size,
    )
    .toArray();
}

/**
 * Every block, with the time of its last update. Bound numbers are REAL, so the cast is needed for an integer division.
 */
export function blocksOf(sql: SqlStorage, size: number): { block: number; updated: number }[] {
  return sql
    .exec<{ block: number; updated: number }>(
      `SELECT (id - 1) / CAST(? AS INTEGER) + 1 AS block, max(updated) AS updated FROM stories
       WHERE gone = 0 GROUP BY block ORDER BY block`,
      size,
    )
    .toArray();
}
