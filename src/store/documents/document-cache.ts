import type { StoredDocument } from "../api.ts";

interface Row extends Record<string, SqlStorageValue> {
  build: string;
  basis: number;
  type: string;
  etag: string;
  modified: number;
  bytes: ArrayBuffer;
  gzip: ArrayBuffer;
  links: string;
}

/** The most bytes of a document that is kept: a row of SQLite in a Durable Object takes 2 MB. */
const LARGEST = 1_500_000;

/** The document kept for the path, if that build made it of that revision. */
export function cachedDocument(
  sql: SqlStorage,
  path: string,
  build: string,
  basis: number,
): StoredDocument | null {
  const row = lookUp(sql, path);
  if (!row || row.build !== build || row.basis !== basis) return null;
  return {
    type: row.type,
    etag: row.etag,
    modified: row.modified,
    bytes: new Uint8Array(row.bytes),
    gzip: new Uint8Array(row.gzip),
    ...(row.links !== "" && { links: row.links }),
  };
}

/**
 * Keeps a document for the path in place of the one before, unless that one shows a newer revision. One that is too large
 * is left to the memory of those who serve it.
 *
 * @returns when its bytes last changed: rendering the same again does not count.
 */
export function cacheDocument(
  sql: SqlStorage,
  path: string,
  build: string,
  basis: number,
  document: Omit<StoredDocument, "modified">,
  now: number,
): number {
  const before = lookUp(sql, path);
  const modified = before?.etag === document.etag ? before.modified : now;
  if (document.bytes.byteLength + document.gzip.byteLength > LARGEST) return modified;
  if (before && before.build === build && before.basis > basis) return modified;
  sql.exec(
    "INSERT OR REPLACE INTO documents (path, build, basis, type, etag, modified, bytes, gzip, links) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    path,
    build,
    basis,
    document.type,
    document.etag,
    modified,
    document.bytes,
    document.gzip,
    document.links ?? "",
  );
  return modified;
}

function lookUp(sql: SqlStorage, path: string): Row | undefined {
  return sql.exec<Row>("SELECT * FROM documents WHERE path = ?", path).toArray()[0];
}
