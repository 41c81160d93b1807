/** Limits how much an outlet's feed adds in a day. */
import type { FeedReport } from "../../model/outlet-feed.ts";
import type { ReportSource } from "../feeds/feed-state.ts";
import { isNews, remainingProminence } from "../outlets/intake.ts";
import { momentOf } from "./content-reports.ts";
import type { FeedFiling } from "./feed-filing.ts";
import type { KnownReports } from "./known-reports.ts";

/** A report that a filing added. */
export interface AddedReport {
  id: number;
  outlet: string;
  url: string;
  /** Milliseconds since 1970 (UTC). */
  moment: number;
}

/** The reports of one feed, without duplicates. */
interface DistinctReports {
  source: ReportSource;
  reports: readonly FeedReport[];
  known: KnownReports;
}

/**
 * The reports that have to wait: of those that are new, all but the latest, up to the quota that the feeds of an outlet
 * share.
 */
export function beyondQuota(
  { outlets, now }: FeedFiling,
  feeds: readonly DistinctReports[],
): ReadonlySet<FeedReport> {
  const moment = (report: FeedReport): number => momentOf(report, now) ?? now;
  const beyond = new Set<FeedReport>();
  for (const [source, own] of Map.groupBy(feeds, (feed) => feed.source)) {
    const outlet = own.flatMap(({ reports }) => reports)[0]?.outlet ?? "";
    const quota = source === "content" ? Number.POSITIVE_INFINITY : outlets.quota(outlet, now);
    if (own.reduce((sum, { reports }) => sum + reports.length, 0) <= quota) continue;
    const fresh = own
      .flatMap(({ reports, known }) => reports.filter((report) => !known.has(report)))
      .toSorted((a, b) => moment(b) - moment(a));
    for (const report of fresh.slice(quota)) beyond.add(report);
  }
  return beyond;
}

/** Counts the reports that a filing added, and notes which of them are beyond their outlet's usual rate. */
export function countAdded(
  { outlets, now, changes }: FeedFiling,
  added: readonly AddedReport[],
): void {
  for (const [outlet, reports] of Map.groupBy(added, (report) => report.outlet)) {
    if (!outlets.has(outlet)) continue;
    const news = reports
      .filter(({ moment }) => isNews(moment, now))
      .toSorted((a, b) => b.moment - a.moment);
    const prominent = remainingProminence(outlets.intakeOf(outlet), now);
    for (const { id } of news.slice(prominent)) changes.excess.add(id);
    outlets.count(
      outlet,
      reports.map(({ url }) => url),
      news.length,
      now,
    );
  }
}
