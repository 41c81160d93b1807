/**
 * How many reports an outlet's feed may add in a day, from what it added on other days. Pure.
 *
 * Days are counted from 1970 (UTC).
 */

const DAY = 24 * 3_600_000;

/** Days of history that count. */
const HISTORY = 28;
/** Full days of history from which on the usual rate sets the quota. */
const MIN_HISTORY = 7;
/** Reports a day for an outlet without as much history: its feed may bring days of it at its first poll. */
const FIRST_QUOTA = 500;
/** Minimum and maximum quota, in reports a day. News agencies publish up to about a thousand. */
const MIN_QUOTA = 200;
const MAX_QUOTA = 2_000;
/** Quota as a multiple of the usual rate. */
const QUOTA_FACTOR = 3;
/** Minimum number of new reports a day that count in full for the front page. */
const MIN_PROMINENT = 10;
/** The same as a multiple of the usual rate. */
const PROMINENT_FACTOR = 2;
/** Age up to which a report is news, so that it competes with the day's stories of others. */
const NEWS_AGE = DAY;

/** What an outlet's feed has added. */
export interface Intake {
  /** The day of its first report. Its count is no usual rate, since it includes the feed's history. */
  since: number;
  /** Number of reports by day, for the last HISTORY days. */
  counts: Readonly<Record<string, number>>;
  /** Of the last day with reports: how many of them were news when they came. */
  news: number;
}

export const dayOf = (now: number): number => Math.floor(now / DAY);

/** Whether a report counts as news when it is filed. */
export const isNews = (moment: number, now: number): boolean => moment > now - NEWS_AGE;

/** On how many days it added reports. */
export const daysWithReports = ({ counts }: Intake): number => Object.keys(counts).length;

/** The median number of reports on the full days since the first, quiet days included; null if there is none yet. */
function usualRate({ since, counts }: Intake, today: number): number | null {
  const days = fullDays(since, today);
  const known = Array.from({ length: days }, (_, n) => counts[today - 1 - n] ?? 0).toSorted(
    (a, b) => a - b,
  );
  return known[known.length >> 1] ?? null;
}

const fullDays = (since: number, today: number): number =>
  Math.max(0, Math.min(today - since - 1, HISTORY));

/** How many more reports the outlet's feed may add today. */
export function remainingQuota(intake: Intake | null, now: number): number {
  if (intake === null) return FIRST_QUOTA;
  const today = dayOf(now);
  const usual = usualRate(intake, today) ?? 0;
  const quota =
    fullDays(intake.since, today) < MIN_HISTORY
      ? FIRST_QUOTA
      : Math.min(MAX_QUOTA, Math.max(MIN_QUOTA, QUOTA_FACTOR * usual));
  return Math.max(0, quota - (intake.counts[today] ?? 0));
}

/** How many more of the outlet's news reports of today are within its usual rate. */
export function remainingProminence(intake: Intake | null, now: number): number {
  if (intake === null) return MIN_PROMINENT;
  const today = dayOf(now);
  const usual = usualRate(intake, today) ?? 0;
  const news = today in intake.counts ? intake.news : 0;
  return Math.max(0, Math.max(MIN_PROMINENT, PROMINENT_FACTOR * usual) - news);
}

/** The intake after a filing that added reports. Days after today are left out: the clock that counted them was wrong. */
export function afterFiling(
  intake: Intake | null,
  reports: number,
  news: number,
  now: number,
): Intake {
  const today = dayOf(now);
  const before = intake?.counts ?? {};
  const counts = Object.fromEntries(
    Object.entries(before).filter(([day]) => Number(day) <= today && Number(day) > today - HISTORY),
  );
  return {
    since: Math.min(intake?.since ?? today, today),
    counts: { ...counts, [today]: (counts[today] ?? 0) + reports },
    news: (today in before ? (intake?.news ?? 0) : 0) + news,
  };
}
