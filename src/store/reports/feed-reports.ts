/** Files reports from outlets' feeds, whose ids, URLs and texts can change at any time. */
import type { FeedReport } from "../../model/outlet-feed.ts";
import { amend, textHash } from "./amend-report.ts";
import type { OutletRegistry } from "../outlets/registry.ts";
import { addReport, momentOf, type FilingChanges } from "./content-reports.ts";
import type { FeedFiling } from "./feed-filing.ts";
import { countAdded, withinQuota, type AddedReport } from "./quota.ts";
import { takeOver } from "./takeover.ts";
import {
  guidHash,
  mayMove,
  mergeReports,
  moveReport,
  reportByUrl,
  reportByGuid,
  reportByHeadline,
  type KnownReport,
} from "./report-identity.ts";
import type { ReportSource } from "../feeds/feed-state.ts";

/** The reports of one feed. */
export interface FeedBatch {
  source: ReportSource;
  reports: readonly FeedReport[];
  /** A later poll was filed already: reports that are known since then must not be changed back. */
  stale: boolean;
}

/**
 * Files the reports of feeds. A known report, found by its URL or by its feed's id for it, is amended by its own feed
 * only. If two outlets give it, it stays with the first, unless its address belongs to the other; if a file gives it too,
 * with the file. A report that is no longer in its feed stays, since a feed shows only its latest reports.
 *
 * @returns how many reports were held back by their outlet's quota, by outlet
 */
export function fileFeedReports(
  filing: FeedFiling,
  batches: readonly FeedBatch[],
): Map<string, number> {
  const { sql, now, changes } = filing;
  const held = new Map<string, number>();
  const items = batches.flatMap(({ source, stale, reports }) =>
    withinQuota(filing, source, distinct(reports), held).map((report) => ({
      source,
      stale,
      report: attributed(filing.outlets, report),
      moment: momentOf(report, now) ?? now,
    })),
  );
  const added: AddedReport[] = [];
  for (const { source, stale, report, moment } of items.toSorted((a, b) => a.moment - b.moment)) {
    const guid = report.guid === null ? null : guidHash(report.guid);
    if (filing.outlets.withdrawn.has(report.outlet, report.url, guid)) continue;
    const { known, left } = findKnownReport(filing, source, report, guid);
    if (known === null) continue;
    if (known === undefined) {
      const id = addReport(sql, source, report, now, { guid, texts: [textHash(report)] });
      changes.added.add(id);
      if (left !== null) changes.successors.set(id, left);
      added.push({ id, outlet: report.outlet, url: report.url, moment });
      continue;
    }
    if (stale) continue;
    if (known.guid !== guid || known.texts === null)
      sql.exec(
        "UPDATE reports SET guid = ?, texts = coalesce(texts, '[]') WHERE id = ?",
        guid,
        known.id,
      );
    if (known.wire !== source) continue;
    const moved = followMove(filing, known, report);
    if (amend(sql, known, report, now) || moved) changes.amended.add(known.id);
  }
  countAdded(filing, added);
  return held;
}

/** A report at an address of another outlet's site cites that outlet. */
function attributed(outlets: OutletRegistry, report: FeedReport): FeedReport {
  const owner = outlets.otherOwner(report.outlet, report.url);
  return owner === null ? report : { ...report, via: owner };
}

/**
 * Removes duplicates from a feed. Of several reports with one URL, the first is kept, which is the latest. An id that the
 * feed gives to several URLs is dropped.
 */
function distinct(reports: readonly FeedReport[]): FeedReport[] {
  const byUrl = new Map<string, FeedReport>();
  const byGuid = new Map<string, Set<string>>();
  for (const report of reports) {
    if (!byUrl.has(report.url)) byUrl.set(report.url, report);
    if (report.guid !== null)
      byGuid.getOrInsertComputed(report.guid, () => new Set()).add(report.url);
  }
  return Array.from(byUrl.values(), (report) => {
    const ambiguous = report.guid !== null && (byGuid.get(report.guid)?.size ?? 0) > 1;
    return ambiguous ? { ...report, guid: null } : report;
  });
}

/** Finds the row of a feed's report, and takes it over from another outlet if the address belongs to this one. */
function findKnownReport(
  filing: FeedFiling,
  source: ReportSource,
  report: FeedReport,
  guid: number | null,
): { known: KnownReport | undefined | null; left: number | null } {
  const { sql, outlets } = filing;
  const known = findRow(filing, source, report, guid);
  const foreign = known === null ? reportByUrl(sql, report.url) : undefined;
  if (
    !foreign ||
    foreign.wire === "content" ||
    !outlets.belongsTo(report.outlet, report.url, foreign.outlet)
  )
    return { known, left: null };
  const taken = takeOver(filing, foreign, source, report, guid);
  return "row" in taken ? { known: taken.row, left: null } : { known: undefined, ...taken };
}

/**
 * Finds the row of a feed's report. If two rows turn out to be that report, they are merged.
 *
 * @returns undefined for a new report, null for one that belongs to another source
 */
function findRow(
  { sql, changes }: FeedFiling,
  source: ReportSource,
  report: FeedReport,
  guid: number | null,
): KnownReport | undefined | null {
  const isOwn = (row: KnownReport): boolean =>
    row.wire === source || (row.wire === "content" && row.outlet === report.outlet);
  const withGuid = guid === null ? undefined : reportByGuid(sql, report.outlet, guid);
  const byGuid = withGuid && isOwn(withGuid) && isSame(withGuid, report) ? withGuid : undefined;
  const byUrl = reportByUrl(sql, report.url);
  if (!byUrl) return byGuid ?? reportByHeadline(sql, source, report);
  if (!isOwn(byUrl)) return byGuid ?? null;
  if (!byGuid || byGuid.id === byUrl.id) return byUrl;
  // Two files are two reports.
  if (byGuid.wire === "content" && byUrl.wire === "content") return byUrl;
  // A report that this filing added is not in a story yet, so it cannot be merged; a later poll can still do that.
  if (changes.added.has(byGuid.id) || changes.added.has(byUrl.id)) return byUrl;
  return mergeDuplicates(sql, byGuid, byUrl, report.url, changes);
}

/** Merges two rows that are one report: into content's row, or else into the older one. @returns the remaining row */
function mergeDuplicates(
  sql: SqlStorage,
  byGuid: KnownReport,
  byUrl: KnownReport,
  url: string,
  changes: FilingChanges,
): KnownReport {
  const keepByGuid =
    byGuid.wire === "content" || (byUrl.wire !== "content" && byGuid.id < byUrl.id);
  const [into, from] = keepByGuid ? [byGuid, byUrl] : [byUrl, byGuid];
  mergeReports(sql, from, into);
  changes.emptied.add(from.story);
  changes.amended.delete(from.id);
  changes.amended.add(into.id);
  if (into.wire === "content" || into.url === url) return into;
  moveReport(sql, into.id, into.url, url);
  return { ...into, url };
}

/**
 * Whether a feed's report is the known one with the same id. It is not if URL, headline and date all differ: some feeds
 * give the same id to every report.
 */
const isSame = (known: KnownReport, { url, title, published }: FeedReport): boolean =>
  known.url === url ||
  known.title === title ||
  known.published === null ||
  published === null ||
  known.published === published.value;

/**
 * Follows a report to a new URL: not back to a former one, nor to more than MAX_URLS, nor to another outlet's site.
 *
 * @returns whether it moved
 */
function followMove(
  { sql, outlets }: FeedFiling,
  known: KnownReport,
  { url, via }: FeedReport,
): boolean {
  if (known.url === url || reportByUrl(sql, url) || !mayMove(sql, known.id)) return false;
  if (outlets.otherOwner(known.outlet, url) !== null) return false;
  moveReport(sql, known.id, known.url, url);
  sql.exec("UPDATE reports SET via = ? WHERE id = ?", via, known.id);
  return true;
}
