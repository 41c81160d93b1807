import type { Edition } from "../model/edition.ts";
import { readFeed } from "../feed/read-feed.ts";
import { reportsOf } from "../feed/to-reports.ts";
import type { ReadReports } from "./poll-outlet.ts";

const MINUTE = 60_000;

/** Maximum number of shared sentences that are remembered of a feed, the latest first, and of UTF-16 units of each. */
const MAX_KNOWN = 40;
const MAX_KEY_LENGTH = 200;

/** Makes the function that reads an edition's feeds. */
export const feedReader =
  (edition: Edition): ReadReports =>
  (bytes, contentType, address, polled, known, now) => {
    const reading = readFeed(bytes, contentType, address);
    if (reading.kind === "broken") {
      const where = reading.line === null ? "" : ` (line ${reading.line})`;
      return { error: `The feed cannot be read${where}: ${reading.reason}.` };
    }
    const { ttl, repairs } = reading.feed;
    const before = new Set(known);
    const { reports, skipped, boilerplate } = reportsOf(reading.feed, polled, edition, now, (key) =>
      before.has(key),
    );
    return {
      reports,
      ttl: ttl === null ? null : ttl * MINUTE,
      notes: [...repairs, ...skipped.map(inWords)],
      boilerplate: [...boilerplate.union(before)]
        .filter((key) => key.length <= MAX_KEY_LENGTH)
        .slice(0, MAX_KNOWN),
    };
  };

/** "3 items left out: no address" */
const inWords = ({ reason, count }: { reason: string; count: number }): string =>
  `${count} ${count === 1 ? "item" : "items"} left out: ${reason}`;
