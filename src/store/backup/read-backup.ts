import type { BackupSlice } from "../api.ts";
import { decode, encode } from "./codec.ts";
import { copiedTables, quoted, type TableShape } from "./tables.ts";

/** Maximum number of rows in a line. A restored row costs up to ten, with its indexes, and a line is restored at once. */
const MAX_ROWS = 100;
/** Characters after which a line, and a slice of lines, takes no further row. A row has at most 2 MB. */
const LINE_SIZE = 128 * 1024;
const SLICE_SIZE = 512 * 1024;

/** Keys of the key-value storage that belong to this newsroom alone. */
const OWN_KEYS = new Set(["backup", "restore"]);

/** Where a slice starts: in which table, or the key-value storage if null, and after which key. */
type Cursor = [table: string | null, after: unknown[] | null];

/**
 * Reads the next lines of a backup: the rows of each table, and then the key-value storage.
 *
 * @param after the previous slice's `next`; null for the first slice
 */
export function readSlice(
  { sql, kv }: Pick<DurableObjectStorage, "sql" | "kv">,
  after: string | null,
): BackupSlice {
  const tables = copiedTables(sql);
  let [name, key] = after === null ? [tables[0]?.name ?? null, null] : (decode(after) as Cursor);
  const lines: string[] = [];
  for (let size = 0; size < SLICE_SIZE;) {
    const index = tables.findIndex((each) => each.name === name);
    const table = tables[index];
    const page = table ? readPage(sql, table, key) : readEntry(kv, key);
    if (page.line !== null) lines.push(page.line);
    if (page.next === null && !table) return { lines: joined(lines), next: null };
    if (page.next === null) name = tables[index + 1]?.name ?? null;
    key = page.next;
    size += page.line?.length ?? 0;
  }
  return { lines: joined(lines), next: encode([name, key] satisfies Cursor) };
}

/** A line, null if nothing is left, and the key of the last thing in it if there may be more. */
interface Page {
  line: string | null;
  next: unknown[] | null;
}

/** One line with the entry of the key-value storage after a key. */
function readEntry(kv: SyncKvStorage, after: unknown[] | null): Page {
  const startAfter = after?.[0];
  const entries = kv.list({
    ...(typeof startAfter === "string" && { startAfter }),
    // One more than are left out.
    limit: OWN_KEYS.size + 1,
  });
  for (const entry of entries)
    if (!OWN_KEYS.has(entry[0])) return { line: encode({ kv: entry }), next: [entry[0]] };
  return { line: null, next: null };
}

/** One line of a table's rows after a key. */
function readPage(
  sql: SqlStorage,
  { name, key, columns }: TableShape,
  after: unknown[] | null,
): Page {
  const order = key.map(quoted).join(", ");
  const places = key.map(() => "?").join(", ");
  // Read to the end: a cursor that is left open would pin the write-ahead log.
  const rows = sql.exec(
    `SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(name)}
     ${after === null ? "" : `WHERE (${order}) > (${places})`} ORDER BY ${order} LIMIT ${MAX_ROWS}`,
    ...((after ?? []) as SqlStorageValue[]),
  );
  const encoded: string[] = [];
  let size = 0;
  let last: SqlStorageValue[] | null = null;
  let found = 0;
  for (const row of rows.raw()) {
    found++;
    if (size >= LINE_SIZE) continue;
    const text = encode(row);
    size += text.length;
    encoded.push(text);
    last = row;
  }
  if (last === null) return { line: null, next: null };
  const values = last;
  return {
    line: `{"table":${encode(name)},"columns":${encode(columns)},"rows":[${encoded.join(",")}]}`,
    next:
      found === encoded.length && found < MAX_ROWS
        ? null
        : key.map((column) => values[columns.indexOf(column)]),
  };
}

const joined = (lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
