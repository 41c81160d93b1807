/** Limits how much an outlet's feed adds in a day. */
import type { FeedReport } from "../../model/outlet-feed.ts";
import type { ReportSource } from "../feeds/feed-state.ts";
import { isNews, remainingProminence } from "../outlets/intake.ts";
import { momentOf } from "./content-reports.ts";
import type { FeedFiling } from "./feed-filing.ts";
import { guidHash, reportByGuid, reportByUrl } from "./report-identity.ts";

/** A report that a filing added. */
export interface AddedReport {
  id: number;
  outlet: string;
  url: string;
  /** Milliseconds since 1970 (UTC). */
  moment: number;
}

/**
 * The reports that may be filed: those that are known, and of the new ones the latest, up to the outlet's quota.
 *
 * @param held is given how many are held back, by outlet
 */
export function withinQuota(
  { sql, outlets, now }: FeedFiling,
  source: ReportSource,
  reports: readonly FeedReport[],
  held: Map<string, number>,
): readonly FeedReport[] {
  const outlet = reports[0]?.outlet ?? "";
  const quota = source === "content" ? Number.POSITIVE_INFINITY : outlets.quota(outlet, now);
  if (reports.length <= quota) return reports;
  const isKnown = ({ url, guid }: FeedReport): boolean =>
    reportByUrl(sql, url) !== undefined ||
    (guid !== null && reportByGuid(sql, outlet, guidHash(guid)) !== undefined);
  const moment = (report: FeedReport): number => momentOf(report, now) ?? now;
  const beyond = new Set(
    reports
      .filter((report) => !isKnown(report))
      .toSorted((a, b) => moment(b) - moment(a))
      .slice(quota),
  );
  if (beyond.size > 0) held.set(outlet, (held.get(outlet) ?? 0) + beyond.size);
  return reports.filter((report) => !beyond.has(report));
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
