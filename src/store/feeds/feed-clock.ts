/**
 * Recognizes feeds whose dates are wrong by hours, from the polls in which their reports first appeared. Pure. Times are
 * milliseconds since 1970 (UTC).
 */

/** Why a feed's dates are not trusted. */
export type ClockFault =
  /** Reports are dated hours before they appear: a 12-hour clock without AM and PM, or local time without its zone. */
  | "behind"
  /** Reports are dated in the future. */
  | "ahead"
  /** Every report is dated when the feed is requested. */
  | "always now";

/** What is remembered about a feed's dates from one poll to the next. */
export interface FeedClock {
  /** Null while the dates are trusted. */
  fault: ClockFault | null;
  /** New reports in a row that contradict the present trust or distrust, and the polls that brought them. */
  against: { reports: number; polls: number };
}

export const TRUSTED: FeedClock = { fault: null, against: { reports: 0, polls: 0 } };

/** The dates in a feed at one poll. */
export interface DatesSeen {
  /** When the feed was last polled with success before, and when it was polled now. */
  before: number;
  now: number;
  /** Dates of reports that are new since then. */
  fresh: readonly number[];
  /** Dates of all reports in the feed. */
  all: readonly number[];
}

/** Milliseconds by which a date may precede the last poll that did not have the report: feeds are cached and reviewed. */
const MAX_DELAY = 2 * 3_600_000;
/** Milliseconds that a clock may be ahead. */
const MAX_AHEAD = 15 * 60_000;
/** Numbers of reports and of polls that must agree before trust changes. */
const MIN_REPORTS = 5;
const MIN_POLLS = 3;
/** Number of reports in a feed from which equal dates are no coincidence. */
const MIN_LISTED = 3;

/** What is known about a feed's dates after a poll. Returns the same object if nothing changed. */
export function clockAfter(clock: FeedClock, seen: DatesSeen): FeedClock {
  const faults = seen.fresh.map((date) => faultOf(date, seen));
  const allNow =
    seen.all.length >= MIN_LISTED &&
    seen.fresh.length * 2 < seen.all.length &&
    seen.all.every((date) => date > seen.before - MAX_AHEAD && date <= seen.now + MAX_AHEAD);
  if (allNow) return counted(clock, "always now", MIN_REPORTS);
  if (faults.length === 0) {
    // A feed that gives every item a new date is trusted again once it lists an old report as old.
    return clock.fault === "always now" ? counted(clock, null, MIN_REPORTS) : clock;
  }
  const wrong = faults.filter((fault) => fault !== null);
  // A poll that brings both kinds says nothing.
  if (wrong.length > 0 && wrong.length < faults.length) return reset(clock);
  return counted(clock, faults[0] ?? null, faults.length);
}

function faultOf(date: number, { before, now }: DatesSeen): ClockFault | null {
  if (date > now + MAX_AHEAD) return "ahead";
  return date < before - MAX_DELAY ? "behind" : null;
}

/** Counts a poll whose reports are all right, or all wrong. */
function counted(clock: FeedClock, found: ClockFault | null, reports: number): FeedClock {
  if ((found === null) === (clock.fault === null)) return reset(clock);
  const against = { reports: clock.against.reports + reports, polls: clock.against.polls + 1 };
  return against.reports >= MIN_REPORTS && against.polls >= MIN_POLLS
    ? { ...TRUSTED, fault: found }
    : { ...clock, against };
}

const reset = (clock: FeedClock): FeedClock =>
  clock.against.polls === 0 ? clock : { ...clock, against: TRUSTED.against };

/** What is wrong with a feed's dates, in words for people. */
export const FAULT_NOTES: Readonly<Record<ClockFault, string>> = {
  behind: "its dates are hours too early, so new reports are dated when they are first seen",
  ahead: "its dates are in the future, so new reports are dated when they are first seen",
  "always now":
    "it dates every report when it is requested, so new reports are dated when they are first seen",
};
