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

/** Maximum bytes of a stored document, plain and gzipped together: a SQLite row in a Durable Object has 2 MB at most. */
const MAX_BYTES = 1_500_000;

/** The document stored for the path, if that build rendered it at that revision. */
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
 * Stores a document for the path, unless the one stored before shows a newer revision. A document that is too large is
 * not stored, so that only the Worker's memory caches it.
 *
 * @returns when its bytes last changed, in milliseconds since 1970 (UTC); rendering the same bytes again does not count
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
  if (document.bytes.byteLength + document.gzip.byteLength > MAX_BYTES) return modified;
  if (before && before.build === build && before.basis > basis) return modified;
  const columns = {
    build,
    basis,
    modified,
    // The same bytes need not be written again.
    ...(before?.etag !== document.etag && {
      type: document.type,
      etag: document.etag,
      bytes: document.bytes,
      gzip: document.gzip,
    }),
    links: document.links ?? "",
  };
  const names = Object.keys(columns);
  // An update writes one row. To replace the row would write its index too.
  sql.exec(
    before
      ? `UPDATE documents SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE path = ?`
      : `INSERT INTO documents (${[...names, "path"].join(", ")}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...Object.values(columns),
    path,
  );
  return modified;
}

function lookUp(sql: SqlStorage, path: string): Row | undefined {
  return sql.exec<Row>("SELECT * FROM documents WHERE path = ?", path).toArray()[0];
}
