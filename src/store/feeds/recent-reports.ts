/**
 * Counts what each outlet's feeds have brought in the last seven days, since counting it for a page would read every
 * report. Filings add to the counts. Once a day the reports are counted again, which lets old ones go, and brings in what
 * merges, splits and withdrawals have changed.
 */
import type { KnownReport } from "../stories/report-row.ts";
import type { StoryRow } from "../stories/story-row.ts";
import { feedSource } from "./feed-state.ts";

const DAY = 24 * 3_600_000;

/** Milliseconds for which counts may be off by reports that were moved or taken away: six hours. */
const MAX_INEXACT = DAY / 4;

/** Age up to which reports count towards a feed's health, in milliseconds. */
const PERIOD = 7 * DAY;

/** Reports of an outlet, and how many of them are in a story that another outlet reports too. */
interface Counts {
  reports: number;
  folded: number;
}

export interface RecentReports {
  /** When they were counted: milliseconds since 1970 (UTC). */
  counted: number;
  /** By outlet. */
  outlets: Record<string, Counts>;
}

/** The counts as they are stored; counted now if they are not, or were a day ago. */
export function freshCounts(sql: SqlStorage, now: number): RecentReports {
  const { recent } = sql.exec<{ recent: string | null }>("SELECT recent FROM newsroom").one();
  const counts = recent === null ? null : (JSON.parse(recent) as RecentReports);
  // An edition that files nothing for a day has few reports to count, and a clock may be set back.
  return counts && Math.abs(now - counts.counted) <= DAY ? counts : countReports(sql, now);
}

/** Lets the next filing count again, after outlets have changed. */
export function forgetCounts(sql: SqlStorage): void {
  sql.exec("UPDATE newsroom SET recent = NULL WHERE recent IS NOT NULL");
}

/** Adds what a filing has brought. @param stories as they were before it, and as they are now */
export function addToCounts(
  sql: SqlStorage,
  counts: RecentReports,
  added: readonly KnownReport[],
  stories: readonly { before: StoryRow; after: StoryRow }[],
  now: number,
): void {
  const recent = added.filter(({ wire, moment }) => wire !== "content" && moment > now - PERIOD);
  for (const { outlet } of recent) countsOf(counts, outlet).reports++;
  const byStory = Map.groupBy(recent, ({ story }) => story);
  for (const { before, after } of stories) {
    if (!isFolded(after)) continue;
    const joining = isFolded(before)
      ? (byStory.get(after.id) ?? [])
      : sql
          .exec<{ outlet: string }>(
            "SELECT outlet FROM reports WHERE story = ? AND wire <> 'content' AND moment > ?",
            after.id,
            now - PERIOD,
          )
          .toArray();
    for (const { outlet } of joining) countsOf(counts, outlet).folded++;
  }
}

/**
 * Has the reports counted again within some hours, after a filing that took reports away or moved them, which only a
 * count shows. The hours keep an edition that often does so from counting at every filing.
 */
export function countAgainSoon(counts: RecentReports, now: number): void {
  counts.counted = Math.min(counts.counted, now - DAY + MAX_INEXACT);
}

const isFolded = ({ present }: StoryRow): boolean => (JSON.parse(present) as string[]).length > 1;

/** The counts of an outlet, which start at zero. */
export function countsOf({ outlets }: RecentReports, outlet: string): Counts {
  // An id may be the name of a member of every object, such as "constructor".
  if (Object.hasOwn(outlets, outlet)) return outlets[outlet] as Counts;
  const counts = { reports: 0, folded: 0 };
  outlets[outlet] = counts;
  return counts;
}

function countReports(sql: SqlStorage, now: number): RecentReports {
  const rows = sql.exec<{ wire: string; reports: number; folded: number }>(
    `SELECT wire, count(*) AS reports, coalesce(sum(json_array_length(iif(stories.present = '', stories.outlets, stories.present)) > 1), 0) AS folded
     FROM outlets CROSS JOIN reports ON wire = 'feed:' || outlets.id AND moment > ?
     LEFT JOIN stories ON stories.id = reports.story GROUP BY wire`,
    now - PERIOD,
  );
  const outlets = Array.from(rows, ({ wire, reports, folded }): [string, Counts] => [
    wire.slice(feedSource("").length),
    { reports, folded },
  ]);
  return { counted: now, outlets: Object.fromEntries(outlets) };
}
