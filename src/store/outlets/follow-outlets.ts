import type { Edition } from "../../model/edition.ts";
import type { FeedStates } from "../feeds/feed-states.ts";
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
  feeds: FeedStates,
  { outlets, withdrawn }: Pick<Edition, "outlets" | "withdrawn">,
  now: number,
): Set<number> {
  const renamed = outlets.flatMap(({ id, formerly = [] }) =>
    formerly.flatMap((each) => renameOutlet(sql, feeds, each, id)),
  );
  syncOutlets(sql, outlets);
  const changed = withdraw(sql, withdrawn);
  syncFeeds(sql, feeds, outlets, now);
  return changed.union(new Set(renamed));
}
