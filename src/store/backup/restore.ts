import type { BackupHeader, BackupLine, BackupSize, RestoreProgress } from "../../model/backup.ts";
import { indexedText, indexStory } from "../lists/full-text.ts";
import { shortenTexts } from "../lists/old-texts.ts";
import { apply } from "../schema/migration.ts";
import { migrate, MIGRATIONS } from "../schema.ts";
import { completeStory } from "../stories/story-queries.ts";
import { storyRow } from "../stories/story-row.ts";
import { decode, encode } from "./codec.ts";
import { copiedTables, quoted, SEQUENCES } from "./tables.ts";

/** Rows written, indexes included, after which a step restores no further line. A line's hundred rows cost about 1,000. */
const ENOUGH_ROWS = 4_000;
/** Stories whose texts are indexed in a step. */
const INDEXED_PER_STEP = 200;

/** How far a restoration is. It is stored, so that it continues after a break of any length. */
interface State extends BackupSize {
  /** That of the backup. */
  id: string;
  /** The last story whose texts are indexed; null while rows are restored. */
  indexed: number | null;
  /** Statements that create the triggers again. */
  triggers: string[];
}

type Line = BackupLine<SqlStorageValue>;

/** Whether a backup is being restored. Nothing else may read or write the newsroom until that has ended. */
export const isRestoring = (kv: SyncKvStorage): boolean => kv.get<State>("restore") !== undefined;

/** How far a backup with this id is restored; null if that one is not being restored. */
export function progressOf(kv: SyncKvStorage, id: string): RestoreProgress | null {
  const state = kv.get<State>("restore");
  return state?.id === id ? { lines: state.lines, done: false } : null;
}

/** Replaces an empty newsroom's tables by those of the backup's schema version, without rows. */
export async function beginRestore(
  storage: DurableObjectStorage,
  { id, schema }: Pick<BackupHeader, "id" | "schema">,
): Promise<RestoreProgress> {
  await storage.deleteAll();
  return storage.transactionSync(() => {
    const { sql, kv } = storage;
    for (const migration of MIGRATIONS.slice(0, schema)) apply(sql, migration);
    // Triggers have run when the rows were first written.
    const triggers = sql
      .exec<{ name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
      )
      .toArray();
    for (const { name } of triggers) sql.exec(`DROP TRIGGER ${quoted(name)}`);
    for (const { name } of copiedTables(sql).toReversed()) sql.exec(`DELETE FROM ${quoted(name)}`);
    const statements = triggers.map((trigger) => trigger.sql);
    const state: State = { id, lines: 0, rows: 0, indexed: null, triggers: statements };
    kv.put("restore", state);
    return { lines: 0, done: false };
  });
}

/**
 * Restores lines, as many as the budget of rows allows; once the last one is restored, indexes the stories' texts.
 *
 * @param from number of lines before the first of these; if it is not what has been restored, nothing happens
 * @throws when a line is damaged; then no line of this step is restored
 */
export function continueRestore(
  storage: DurableObjectStorage,
  from: number,
  lines: readonly string[],
): RestoreProgress {
  return storage.transactionSync(() => {
    const state = storage.kv.get<State>("restore");
    if (!state || state.lines !== from) return { lines: state?.lines ?? 0, done: false };
    let written = 0;
    for (const line of lines) {
      if (written >= ENOUGH_ROWS || state.indexed !== null) break;
      written += restoreLine(storage, state, decode(line) as Line);
      state.lines++;
    }
    if (written === 0 && state.indexed !== null && indexStories(storage.sql, state)) {
      storage.kv.delete("restore");
      return { lines: state.lines, done: true };
    }
    storage.kv.put("restore", state);
    return { lines: state.lines, done: false };
  });
}

/** @returns the number of rows written, indexes included */
function restoreLine(storage: DurableObjectStorage, state: State, line: Line): number {
  const { sql, kv } = storage;
  if ("end" in line) {
    if (line.end.lines !== state.lines || line.end.rows !== state.rows)
      throw new Error(`the backup ends after ${encode(line.end)}, but ${state.rows} rows came`);
    for (const trigger of state.triggers) sql.exec(trigger);
    migrate(storage);
    // The rows of the day are those of the other newsroom.
    sql.exec("UPDATE newsroom SET usage = NULL");
    state.indexed = 0;
    return 0;
  }
  if ("kv" in line) {
    kv.put(...line.kv);
    return 1;
  }
  const { table, columns, rows } = line;
  // Inserting the rows of other tables has filled it.
  if (table === SEQUENCES) sql.exec(`DELETE FROM ${SEQUENCES}`);
  const insert = `INSERT INTO ${quoted(table)} (${columns.map(quoted).join(", ")})
    VALUES (${columns.map(() => "?").join(", ")})`;
  state.rows += rows.length;
  return rows.reduce((written, row) => written + sql.exec(insert, ...row).rowsWritten, 0);
}

/** Indexes the texts of the next stories, since a full-text index cannot be copied. @returns whether it was the last step */
function indexStories(sql: SqlStorage, state: State): boolean {
  const ids = sql
    .exec<{ id: number }>(
      `SELECT id FROM stories WHERE gone = 0 AND id > ? ORDER BY id LIMIT ${INDEXED_PER_STEP}`,
      state.indexed,
    )
    .toArray();
  for (const { id } of ids) {
    const row = storyRow(sql, id);
    if (row) indexStory(sql, id, indexedText(completeStory(sql, row)));
  }
  const { expired } = sql.exec<{ expired: number }>("SELECT expired FROM newsroom").one();
  shortenTexts(
    sql,
    ids.map(({ id }) => id),
    expired,
  );
  state.indexed = ids.at(-1)?.id ?? state.indexed;
  return ids.length < INDEXED_PER_STEP;
}
