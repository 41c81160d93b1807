import type { Edition } from "../../model/edition.ts";
import { syncFeeds } from "../feeds/sync-feeds.ts";
import { syncOutlets } from "./registry.ts";
import { renameOutlet } from "./rename-outlet.ts";
import { withdraw } from "./withdrawals.ts";

/**
 * Updates outlets and their feeds to match a new build's content: renames outlets, and withdraws what it withdraws.
 *
 * @param now milliseconds since 1970 (UTC)
 * @returns ids of the stories that changed
 */
export function followOutlets(
  sql: SqlStorage,
  { outlets, withdrawn }: Pick<Edition, "outlets" | "withdrawn">,
  now: number,
): Set<number> {
  // Feeds that were polled before there was a table of outlets.
  sql.exec(
    `INSERT OR IGNORE INTO outlets (id, name, home, about, feeds, listed)
     SELECT outlet, outlet, '', '', json_group_array(configured), 0 FROM wires GROUP BY outlet`,
  );
  const renamed = outlets.flatMap(({ id, formerly = [] }) =>
    formerly.flatMap((each) => renameOutlet(sql, each, id)),
  );
  syncOutlets(sql, outlets);
  const changed = withdraw(sql, withdrawn);
  syncFeeds(sql, outlets, now);
  return changed.union(new Set(renamed));
}
