/** Packs the features that newsrooms stored with each report, before there were blocks. */
import type { BlockEntry } from "./block-codec.ts";
import { appendEntries, MAX_REMEMBERED } from "./feature-blocks.ts";

interface FeaturesRow extends Record<string, SqlStorageValue> {
  id: number;
  story: number;
  filed: number;
  features: ArrayBuffer;
  features_version: number;
}

/** Number of reports read at a time. */
const PAGE = 200;
/** Version of a page with features of several: no program's, so that they are computed again. */
const MIXED = 0;

/** Puts the features of the latest reports into blocks: a row for about a hundred reports. */
export function packFeatures(sql: SqlStorage): void {
  const [latest] = sql
    .exec<{ id: number }>("SELECT id FROM reports ORDER BY id DESC LIMIT 1")
    .toArray();
  let after = Math.max(0, (latest?.id ?? 0) - MAX_REMEMBERED);
  for (;;) {
    const rows = sql
      .exec<FeaturesRow>(
        `SELECT id, story, filed, features, features_version FROM reports
         WHERE id > ? AND features IS NOT NULL ORDER BY id LIMIT ?`,
        after,
        PAGE,
      )
      .toArray();
    const [{ features_version: version } = { features_version: MIXED }] = rows;
    const isUniform = rows.every((row) => row.features_version === version);
    const filed = rows.at(-1)?.filed ?? 0;
    appendEntries(sql, rows.map(asEntry), isUniform ? version : MIXED, filed);
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as FeaturesRow).id;
  }
}

const asEntry = ({ id, story, features }: FeaturesRow): BlockEntry => ({
  id,
  story,
  features: new Uint8Array(features),
});

/** Number of reports that a step of the upgrade clears. */
const STEP = 200;

/** Clears the features that are in blocks now, or that folding has no use for. */
export function clearFeatures(sql: SqlStorage, cursor: number): number | null {
  const cleared = sql
    .exec<{ id: number }>(
      `UPDATE reports SET features = NULL WHERE id IN (
       SELECT id FROM reports WHERE id > ? AND features IS NOT NULL ORDER BY id LIMIT ?) RETURNING id`,
      cursor,
      STEP,
    )
    .toArray();
  return cleared.length === STEP ? Math.max(...cleared.map(({ id }) => id)) : null;
}
