/** Whether polling still works, as far as the outlets' own rhythm tells. */
import type { Intake } from "../outlets/intake.ts";
import { storedPolling } from "./poll-times.ts";
import { daysWithReports } from "../outlets/intake.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long polling may be late, in milliseconds. The cron trigger runs every minute. */
const MAX_LATE = HOUR;
/** How long no feed at all may be readable, in milliseconds. */
const MAX_UNREADABLE = DAY;
/** Days with reports, of the last 28, from which on an outlet has a rhythm. */
const MIN_DAYS = 7;
const HISTORY_DAYS = 28;
/** How many times the usual number of days between two of its days with reports an outlet may be quiet. */
const QUIET_FACTOR = 4;

/**
 * Why no report arrives; null if nothing is wrong.
 *
 * @param lastFiled when a filing last changed anything, in milliseconds since 1970 (UTC)
 */
export function pollingTrouble(
  sql: SqlStorage,
  lastFiled: number | null,
  now: number,
): string | null {
  const feeds = [...storedPolling(sql).values()].filter(
    ({ paused, stopped }) => !paused && !stopped,
  );
  if (feeds.length === 0) return null;
  const latest = (times: readonly (number | null)[]): number | null =>
    times.reduce<number | null>(
      (a, b) => (b === null || b > now || (a !== null && a > b) ? a : b),
      null,
    );
  const due = Math.min(...feeds.map((feed) => feed.due));
  const polled = latest(feeds.map((feed) => feed.lastPoll));
  const good = latest(feeds.map((feed) => feed.lastGood));
  const lastPolled = polled ?? due;
  if (now > Math.max(due, lastPolled) + MAX_LATE)
    return `no feed has been polled since ${iso(lastPolled)}, although one was due at ${iso(due)}: check the cron trigger`;
  if (polled !== null && now > (good ?? due) + MAX_UNREADABLE)
    return `no feed could be read since ${good === null ? "the first poll" : iso(good)}: see /outlets`;
  if (lastFiled === null) return null;
  return tooQuiet(sql, new Set(feeds.map(({ outlet }) => outlet)), lastFiled, now);
}

function tooQuiet(
  sql: SqlStorage,
  polled: ReadonlySet<string>,
  lastFiled: number,
  now: number,
): string | null {
  if (now <= lastFiled + DAY) return null;
  const rows = sql.exec<{ id: string; intake: string }>(
    "SELECT id, intake FROM outlets WHERE listed = 1 AND intake IS NOT NULL",
  );
  for (const { id, intake } of rows) {
    if (!polled.has(id)) continue;
    const days = daysWithReports(JSON.parse(intake) as Intake);
    if (days < MIN_DAYS) continue;
    if (now > lastFiled + ((QUIET_FACTOR * HISTORY_DAYS) / days) * DAY)
      return `no report has been filed since ${iso(lastFiled)}, although "${id}" published on ${days} of ${HISTORY_DAYS} days: see /outlets`;
  }
  return null;
}

const iso = (moment: number): string => new Date(moment).toISOString();
