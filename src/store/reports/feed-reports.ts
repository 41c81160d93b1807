/** Files reports from outlets' feeds, whose ids, URLs and texts can change at any time. */
import type { KnownReport } from "../stories/report-row.ts";
import type { FeedReport } from "../../model/outlet-feed.ts";
import { claimOf, emptyListing, type Listing } from "../feeds/feed-listing.ts";
import { type FeedOrigin, longHash } from "../feeds/feed-state.ts";
import type { OutletRegistry } from "../outlets/registry.ts";
import { amend, textHash } from "./amend-report.ts";
import { addReport, momentOf } from "./content-reports.ts";
import type { FeedFiling } from "./feed-filing.ts";
import { addressKey, isBetterAddress } from "./identity-rules.ts";
import { KnownReports } from "./known-reports.ts";
import { guidOf, packGuid } from "./packed-columns.ts";
import { beyondQuota, countAdded, type AddedReport } from "./quota.ts";
import { addAddress, mayMove, moveReport } from "./report-identity.ts";
import { takeOver } from "./takeover.ts";

/** The reports of one feed. */
export interface FeedBatch extends FeedOrigin {
  reports: readonly FeedReport[];
  /** The feed's dates are known to be wrong. */
  distrusted: boolean;
  /** A later poll was filed already: reports that are known since then must not be changed back. */
  stale: boolean;
}

/** A report of a batch that is to be filed. */
interface FiledItem extends FeedOrigin {
  report: FeedReport;
  guid: number | null;
  known: KnownReports;
}

/**
 * Files the reports of feeds. A known report, found by its address, by its feed's id for it or by its words, is amended
 * by its own feed only. If two outlets give it, it stays with the first, unless its address belongs to the other; if a
 * file gives it too, with the file. A report that is no longer in its feed stays, since a feed shows only its latest
 * reports.
 *
 * @returns for each batch, what the feed lists
 */
export function fileFeedReports(filing: FeedFiling, batches: readonly FeedBatch[]): Listing[] {
  const { sql, outlets, now, changes } = filing;
  const feeds = batches.map((batch) => {
    const listed = distinct(batch.reports);
    const known = new KnownReports(sql, changes.rows, batch.source, listed, now);
    const reports = listed.filter(
      (report) => (momentOf(report, now) ?? now) > filing.removedUntil || known.has(report),
    );
    return { ...batch, reports, known, listing: emptyListing() };
  });
  const beyond = beyondQuota(filing, feeds);
  const items = feeds.flatMap(({ reports, ...feed }) => {
    feed.listing.held = reports.filter((report) => beyond.has(report)).length;
    return reports
      .filter((report) => !beyond.has(report))
      .map((written) => {
        const report = attributed(
          outlets,
          feed.distrusted ? { ...written, published: null } : written,
        );
        const guid = report.guid === null ? null : longHash(report.guid);
        return {
          ...feed,
          report,
          guid,
          claim: claimOf(written),
          moment: momentOf(report, now) ?? now,
        };
      });
  });
  const added: AddedReport[] = [];
  for (const item of items.toSorted((a, b) => a.moment - b.moment)) {
    const { source, feed, stale, report, guid, moment, listing, claim } = item;
    listing.dates.push(...claim);
    if (outlets.withdrawn.has(report.outlet, report.url, guid)) continue;
    const { known, left } = findKnownReport(filing, item);
    if (known === null) continue;
    if (known === undefined) {
      const identity = { guid, feed, texts: [textHash(report)] };
      const id = addReport(changes.rows, source, report, now, identity);
      changes.added.add(id);
      if (left !== null) changes.successors.set(id, left);
      added.push({ id, outlet: report.outlet, url: report.url, moment });
      listing.moments.set(id, moment);
      listing.added++;
      listing.fresh.push(...claim);
      continue;
    }
    listing.moments.set(known.id, known.moment);
    if (stale) continue;
    if (item.known.learnsGuid(known, guid) || known.texts === null)
      changes.rows.updateReport(known.id, {
        ...packGuid(guid ?? guidOf(known), known.url),
        texts: known.texts ?? "[]",
      });
    if (known.wire !== source) continue;
    // Another feed of the outlet lists the report too, perhaps with other tags.
    if (known.feed !== null && known.feed !== feed && item.feeds.has(known.feed)) continue;
    const moved = followMove(filing, item.known, known, report);
    if (amend(changes.rows, known, report, now) || moved) changes.amended.add(known.id);
  }
  countAdded(filing, added);
  return feeds.map(({ listing }) => listing);
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
  item: FiledItem,
): { known: KnownReport | undefined | null; left: number | null } {
  const { outlets, changes } = filing;
  const { report, guid } = item;
  const known = item.known.find(report, guid, changes);
  const foreign = known === null ? item.known.atAddress(report.url)[0] : undefined;
  if (
    !foreign ||
    foreign.wire === "content" ||
    !outlets.belongsTo(report.outlet, report.url, foreign.outlet)
  )
    return { known, left: null };
  const taken = takeOver(filing, foreign, item);
  return "row" in taken ? { known: taken.row, left: null } : { known: undefined, ...taken };
}

/**
 * Follows a report to a new URL: not back to a former one, nor to more than MAX_URLS, nor to an equal address of the same
 * page, nor from an entry to the top of its page, nor to another outlet's site.
 *
 * @returns whether it moved
 */
function followMove(
  { sql, outlets, changes: { rows } }: FeedFiling,
  all: KnownReports,
  known: KnownReport,
  { url, via }: FeedReport,
): boolean {
  if (known.url === url || known.url.startsWith(`${url}#`)) return false;
  if (all.atUrl(url) || !mayMove(sql, known.id)) return false;
  if (outlets.otherOwner(known.outlet, url) !== null) return false;
  const samePage = addressKey(known.url) === addressKey(url);
  if (samePage && !isBetterAddress(url, known.url)) {
    // The next poll finds it at once.
    addAddress(sql, rows, known.id, url);
    return false;
  }
  moveReport(sql, rows, known, url);
  rows.updateReport(known.id, { via });
  return true;
}
