/** Brings the rows of reports that earlier programs have filed over to their present form, each with one update. */
import type { Evidence } from "../../model/story.ts";
import { encodeEvidence } from "../stories/evidence-codec.ts";
import { packDate, packGuid } from "./packed-columns.ts";
import { SELECT_IDS_BY_URL, listOfUrlKeys, storeUrl } from "./url-keys.ts";

interface StoredRow extends Record<string, SqlStorageValue> {
  id: number;
  url: string;
  evidence: string | null;
  published: string | null;
  moment: number;
  guid: number | null;
}

/** Reports per step of the upgrade, each of which writes up to four rows. */
const PER_STEP = 100;

/** Packs the next reports. @see Upgrade */
export function packReports(sql: SqlStorage, cursor: number): number | null {
  const rows = sql
    .exec<StoredRow & { address: string | null }>(
      "SELECT id, url, address, evidence, published, moment, guid FROM reports WHERE id > ? ORDER BY id LIMIT ?",
      cursor,
      PER_STEP,
    )
    .toArray();
  for (const row of rows.filter(({ address }) => address === null)) {
    const { id, url, moment } = row;
    const evidence = packedEvidence(sql, row.evidence);
    const { guid, guid_is_url } = packGuid(row.guid, url);
    storeUrl(
      sql,
      url,
      (columns) =>
        sql.exec(
          "UPDATE OR IGNORE reports SET url_key = ?, address = ?, evidence = ?, published = ?, guid = ?, guid_is_url = ? WHERE id = ?",
          columns.url_key,
          columns.address,
          evidence,
          packDate(row.published, moment),
          guid,
          guid_is_url,
          id,
        ).rowsWritten > 0,
    );
  }
  return rows.at(-1)?.id ?? null;
}

function packedEvidence(sql: SqlStorage, text: string | null): string | null {
  if (!text?.startsWith("{")) return text;
  const evidence = JSON.parse(text) as Evidence;
  const idOf = (url: string | null): number | null =>
    url === null
      ? null
      : (sql.exec<{ id: number }>(SELECT_IDS_BY_URL, listOfUrlKeys([url])).toArray()[0]?.id ??
        null);
  return encodeEvidence({
    ...evidence,
    nearest: idOf(evidence.nearest),
    sameTextAs: idOf(evidence.sameTextAs),
  });
}
