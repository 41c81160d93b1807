import type { OutletRegistry } from "../outlets/registry.ts";
import type { FeedStates } from "../feeds/feed-states.ts";
import type { FilingChanges } from "./content-reports.ts";

/** A filing of feeds' reports. */
export interface FeedFiling {
  sql: SqlStorage;
  outlets: OutletRegistry;
  feeds: FeedStates;
  /** Time of the youngest story that was removed for want of room: older reports are not filed again. */
  removedUntil: number;
  /** Milliseconds since 1970 (UTC): the time of a report without a date, and the latest that any may have. */
  now: number;
  changes: FilingChanges;
}
