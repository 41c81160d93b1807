/** Counts the rows that a Durable Object reads and writes, as Cloudflare charges them. */

export interface Rows {
  read: number;
  written: number;
}

type Cursor = Pick<SqlStorageCursor<Record<string, SqlStorageValue>>, "rowsRead" | "rowsWritten">;

let cursors: Cursor[] = [];
/** Rows of the key-value methods, each of which is a query on a hidden table. */
let keyValues: Rows = { read: 0, written: 0 };
let counting = false;

/**
 * Starts to count, by replacing methods of the storage's prototypes. To be called before an object is constructed, so that
 * its constructor is counted. Calls after the first do nothing.
 */
export function countRows({ sql, kv }: Pick<DurableObjectStorage, "sql" | "kv">): void {
  if (counting) return;
  counting = true;
  wrap(Object.getPrototypeOf(sql) as SqlStorage, "exec", (cursor) => {
    cursors.push(cursor);
  });
  const keyValue = Object.getPrototypeOf(kv) as SyncKvStorage;
  wrap(keyValue, "get", () => keyValues.read++);
  wrap(keyValue, "put", () => keyValues.written++);
  wrap(keyValue, "delete", () => keyValues.written++);
}

/** The rows since the last call. To be called within the object, since cursors belong to it. */
export function takeRows(): Rows {
  const rows = { ...keyValues };
  for (const { rowsRead, rowsWritten } of cursors) {
    rows.read += rowsRead;
    rows.written += rowsWritten;
  }
  cursors = [];
  keyValues = { read: 0, written: 0 };
  return rows;
}

/** Calls `seen` with what the method returns. */
function wrap<T extends object, K extends keyof T>(
  prototype: T,
  name: K,
  seen: (result: T[K] extends (...args: never[]) => infer R ? R : never) => void,
): void {
  const method = prototype[name] as (...args: unknown[]) => never;
  prototype[name] = function (this: T, ...args: unknown[]) {
    const result = method.apply(this, args);
    seen(result);
    return result;
  } as T[K];
}
