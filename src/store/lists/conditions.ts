import type { FacetKind, Selection } from "../../model/selection.ts";

/** Maximum number of stories counted to find the rarest condition. */
const MAX_COUNTED = 1_000;

/** Keys of one kind of facet, of which a story needs at least one. "outlets" needs the number of outlets that is its key. */
export interface Condition {
  kind: FacetKind | "outlets";
  keys: readonly string[];
}

/** A selection's conditions on facets, the rarest first. */
export function conditionsOf(
  sql: SqlStorage,
  { tags, outlets, languages, minOutlets }: Selection,
): Condition[] {
  const all: Condition[] = [
    { kind: "tag", keys: tags },
    { kind: "outlet", keys: outlets },
    { kind: "language", keys: languages },
    { kind: "outlets", keys: minOutlets > 1 ? [String(minOutlets)] : [] },
  ];
  const present = all.filter(({ keys }) => keys.length > 0);
  if (present.length < 2) return present;
  return present
    .map((condition) => ({ ...condition, size: sizeOf(sql, condition) }))
    .sort((a, b) => a.size - b.size);
}

/** How many stories meet a condition. Counting stops at MAX_COUNTED. */
function sizeOf(sql: SqlStorage, { kind, keys }: Condition): number {
  const [table, binding] =
    kind === "outlets"
      ? ["stories WHERE outlet_count > 1 AND outlet_count >= ?", Number(keys[0])]
      : [
          `facets WHERE kind = '${kind}' AND key IN (SELECT value FROM json_each(?))`,
          JSON.stringify(keys),
        ];
  return sql
    .exec<{ size: number }>(
      `SELECT count(*) AS size FROM (SELECT 1 FROM ${table} LIMIT ${MAX_COUNTED})`,
      binding,
    )
    .one().size;
}
