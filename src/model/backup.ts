/**
 * The form of a backup. It is a gzipped file of JSON lines: a header, the rows of each table, the entries of the key-value
 * storage, and an end that says how much there has to be.
 */
export const BACKUP_FORMAT = 1;

/** Where `npm run backup` and `npm run restore` ask. */
export const BACKUP_PATH = "/admin/backup";
export const RESTORE_PATH = "/admin/restore";

/** Header field that says where the next slice of a backup starts. The last slice has none. */
export const NEXT_SLICE = "Storyfold-Next";

/** Minimum number of characters of the secret. A shorter one could be guessed, so that it counts as none. */
export const MIN_SECRET_LENGTH = 16;

/** The first line of a backup. */
export interface BackupHeader {
  storyfold: "backup";
  /** Version of the file format. */
  format: typeof BACKUP_FORMAT;
  /** Identifies the backup, so that an interrupted restoration continues with the same one. */
  id: string;
  /** Number of migrations that its tables have had. */
  schema: number;
  /** The edition's title, and the authority that is part of every entry's id. */
  edition: string;
  authority: { name: string; since: string };
  /** The program's version. */
  version: string;
  /** When it was made, in ISO 8601. */
  made: string;
}

/** A line after the header. Bytes in a row or an entry are `{"$bytes": "…"}`, in Base64. */
export type BackupLine<Value = unknown> =
  | { table: string; columns: string[]; rows: Value[][] }
  | { kv: [key: string, value: unknown] }
  | { end: BackupSize };

/** How many lines are between the header and the end, and how many rows they have. */
export interface BackupSize {
  lines: number;
  rows: number;
}

export interface RestoreProgress {
  /** Lines restored so far. */
  lines: number;
  done: boolean;
}

/** A reason for which nothing was done, as a sentence for people. */
export interface Refusal {
  refused: string;
}
