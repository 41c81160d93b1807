/** What the rows of `stories` leave out, since it follows from other columns: a fifth of what is stored of a story. */
import { decodeFacets, encodeFacets } from "../lists/stored-facets.ts";

/** The columns that follow from others in most stories. */
interface Columns {
  outlets: string;
  present: string;
  updated: number;
  joined: string;
}

/** The headline of a row of `stories`, in SQL. It is empty in the row if it is that of the lead. */
export const HEADLINE =
  "coalesce(nullif(stories.headline, ''), (SELECT title FROM reports WHERE id = stories.lead))";

/** The row as the newsroom's code sees it. */
export const unpacked = <T extends Columns>(stored: T): T => ({
  ...stored,
  present: stored.present || stored.outlets,
  joined: stored.joined || joinedOnce(stored),
});

/** The row as it is stored. */
export const packed = <T extends Columns>(row: T): T => ({
  ...row,
  present: row.present === row.outlets ? "" : row.present,
  joined: row.joined === joinedOnce(row) ? "" : row.joined,
});

/** Of a story that only its first outlet has joined. */
const joinedOnce = ({ updated }: Columns): string => JSON.stringify([updated]);

/** Columns that must be written with others, since they may be left out depending on them. */
export const DEPENDENT: Readonly<Partial<Record<string, string>>> = {
  outlets: "present",
  updated: "joined",
};

/** Stories per step of the upgrade, each of which writes one row. */
const PER_STEP = 200;

interface StoredRow extends Columns, Record<string, SqlStorageValue> {
  id: number;
  headline: string;
  facets: string | null;
  /** That of the lead, if it is in the story. */
  title: string | null;
}

/** Leaves out of the rows of stories what earlier programs have stored in them. @see Upgrade */
export function packStories(sql: SqlStorage, cursor: number): number | null {
  const rows = sql
    .exec<StoredRow>(
      `SELECT id, headline, outlets, present, updated, joined, facets, (SELECT title FROM reports WHERE id = lead AND story = stories.id) AS title
       FROM stories WHERE id > ? ORDER BY id LIMIT ?`,
      cursor,
      PER_STEP,
    )
    .toArray();
  for (const row of rows) {
    const { present, joined } = packed(unpacked(row));
    sql.exec(
      "UPDATE stories SET headline = ?, present = ?, joined = ?, facets = ? WHERE id = ?",
      row.headline === row.title ? "" : row.headline,
      present,
      joined,
      row.facets === null ? null : encodeFacets(decodeFacets(row.facets)),
      row.id,
    );
  }
  return rows.at(-1)?.id ?? null;
}
