import type { Edition } from "../model/edition.ts";
import { readFeed } from "../feed/read-feed.ts";
import { reportsOf } from "../feed/to-reports.ts";
import type { ReadReports } from "./poll-outlet.ts";

const MINUTE = 60_000;

/** Makes the function that reads an edition's feeds. */
export const feedReader =
  (edition: Edition): ReadReports =>
  (bytes, contentType, address, polled, now) => {
    const reading = readFeed(bytes, contentType, address);
    if (reading.kind === "broken") {
      const where = reading.line === null ? "" : ` (line ${reading.line})`;
      return { error: `The feed cannot be read${where}: ${reading.reason}.` };
    }
    const { ttl, repairs } = reading.feed;
    const { reports, skipped } = reportsOf(reading.feed, polled, edition, now);
    const notes = [...repairs, ...skipped.map(inWords)];
    return { reports, ttl: ttl === null ? null : ttl * MINUTE, notes };
  };

/** "3 items have no address" */
const inWords = ({ reason, count }: { reason: string; count: number }): string =>
  `${count} ${count === 1 ? "item" : "items"}: ${reason}`;
