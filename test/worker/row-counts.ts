/** Counts the rows that SQL statements read and write, which is what Cloudflare charges for. */
import { runInDurableObject } from "cloudflare:test";
import type { Newsroom } from "../../src/store/newsroom.ts";
import { newsroom } from "./support.ts";

export interface RowCounts<T> {
  read: number;
  written: number;
  result: T;
}

/** Runs something in a newsroom and counts its rows. */
export const countRows = <T>(
  run: (instance: Newsroom, storage: DurableObjectStorage) => Promise<T>,
  stub = newsroom(),
): Promise<RowCounts<T>> =>
  runInDurableObject(stub, async (instance: Newsroom, { storage }) => {
    const { sql } = storage;
    const prototype = Object.getPrototypeOf(sql) as { exec: SqlStorage["exec"] };
    const { exec } = prototype;
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    prototype.exec = function (this: SqlStorage, ...args: Parameters<SqlStorage["exec"]>) {
      const cursor = exec.apply(this, args);
      cursors.push(cursor);
      return cursor;
    } as SqlStorage["exec"];
    try {
      const result = await run(instance, storage);
      const sum = (count: "rowsRead" | "rowsWritten"): number =>
        cursors.reduce((total, cursor) => total + cursor[count], 0);
      return { read: sum("rowsRead"), written: sum("rowsWritten"), result };
    } finally {
      prototype.exec = exec;
    }
  });
