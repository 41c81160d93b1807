/** Files reports from outlets' feeds, whose ids, URLs and texts can change at any time. */
import { hash } from "../../cluster/index.ts";
import type { FeedReport } from "../../model/outlet-feed.ts";
import { instant } from "../../model/time.ts";
import { addReport, momentOf, type FilingChanges } from "./content-reports.ts";
import { claimOf, emptyListing, type Listing } from "../feeds/feed-listing.ts";
import { addressKey, isBetterAddress } from "./identity-rules.ts";
import { KnownReports } from "./known-reports.ts";
import {
  addAddress,
  mayMove,
  moveReport,
  reportByUrl,
  type KnownReport,
} from "./report-identity.ts";
import { type FeedOrigin, longHash } from "../feeds/feed-state.ts";

/** Maximum number of text hashes stored per report, to recognize a text that comes back. */
const MAX_TEXTS = 16;

/** The reports of one feed. */
export interface FeedBatch extends FeedOrigin {
  reports: readonly FeedReport[];
  /** The feed's dates are known to be wrong. */
  distrusted: boolean;
  /** A later poll was filed already: reports that are known since then must not be changed back. */
  stale: boolean;
}

/**
 * Files the reports of feeds. A known report, found by its address, by its feed's id for it or by its words, is amended
 * by its own feed only. If two outlets give it, it stays with the first; if a file gives it too, with the file. A report
 * that is no longer in its feed stays, since a feed shows only its latest reports.
 *
 * @param now in milliseconds since 1970 (UTC): the time of a report without a date, and the latest that any may have
 * @returns for each batch, what the feed lists
 */
export function fileFeedReports(
  sql: SqlStorage,
  batches: readonly FeedBatch[],
  now: number,
  changes: FilingChanges,
): Listing[] {
  const listings: Listing[] = [];
  const items = batches.flatMap((batch) => {
    const listing = emptyListing();
    listings.push(listing);
    const reports = distinct(batch.reports);
    const known = new KnownReports(sql, batch.source, reports, now);
    return reports.map((written) => {
      const report = batch.distrusted ? { ...written, published: null } : written;
      const claim = claimOf(written);
      return { ...batch, listing, known, report, claim, moment: momentOf(report, now) ?? now };
    });
  });
  for (const item of items.toSorted((a, b) => a.moment - b.moment)) {
    const { source, feed, feeds, stale, report, listing, claim } = item;
    listing.dates.push(...claim);
    const guid = report.guid === null ? null : longHash(report.guid);
    const known = item.known.find(report, guid, changes);
    if (known === null) continue;
    if (known === undefined) {
      const identity = { guid, feed, texts: [textHash(report)] };
      const added = addReport(sql, source, report, now, identity);
      changes.added.add(added);
      listing.moments.set(added, item.moment);
      listing.added++;
      listing.fresh.push(...claim);
      continue;
    }
    listing.moments.set(known.id, known.moment);
    if (stale) continue;
    if (item.known.learnsGuid(known, guid) || known.texts === null)
      sql.exec(
        "UPDATE reports SET guid = coalesce(?, guid), texts = coalesce(texts, '[]') WHERE id = ?",
        guid,
        known.id,
      );
    if (known.wire !== source) continue;
    // Another feed of the outlet lists the report too, perhaps with other tags.
    if (known.feed !== null && known.feed !== feed && feeds.has(known.feed)) continue;
    const moved = followMove(sql, known, report.url);
    if (amend(sql, known, report, now) || moved) changes.amended.add(known.id);
  }
  return listings;
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

/**
 * Follows a report to a new URL: not back to a former one, nor to more than MAX_URLS, nor to an equal address of the same
 * page, nor from an entry to the top of its page. @returns whether it moved
 */
function followMove(sql: SqlStorage, known: KnownReport, url: string): boolean {
  if (known.url === url || known.url.startsWith(`${url}#`)) return false;
  if (reportByUrl(sql, url) || !mayMove(sql, known.id)) return false;
  const samePage = addressKey(known.url) === addressKey(url);
  if (samePage && !isBetterAddress(url, known.url)) {
    // The next poll finds it at once.
    addAddress(sql, known.id, url);
    return false;
  }
  moveReport(sql, known.id, known.url, url);
  return true;
}

/**
 * Updates a known report to the text and tags that its feed gives now. A former text is accepted once more, in case the
 * outlet reverted a change. After that it is ignored, since some feeds alternate between two texts.
 *
 * A report keeps its first date, since many feeds change the date at every edit, and some at every poll. Only a date that
 * was missing or in the future is corrected.
 *
 * @returns whether the report changed
 */
function amend(sql: SqlStorage, known: KnownReport, report: FeedReport, now: number): boolean {
  const texts = JSON.parse(known.texts ?? "[]") as number[];
  const text = textHash(report);
  const occurrences = texts.filter((other) => other === text).length;
  const changed = text !== texts.at(-1) && occurrences < 2;
  const reworded =
    occurrences === 0 &&
    texts.length > 0 &&
    words(report) !== words(known) &&
    !isShortened(report, known);
  const dated = isDateBetter(known, report, now);
  if (changed)
    sql.exec(
      `UPDATE reports SET title = ?, title_is_ours = ?, summary = ?, language = ?, tags = ?, via = ?, texts = ?,
         amended = ?, image = ? WHERE id = ?`,
      report.title,
      Number(report.titleIsOurs),
      report.summary,
      report.language,
      JSON.stringify(report.tags),
      report.via,
      JSON.stringify([...texts, text].slice(-MAX_TEXTS)),
      reworded ? now : known.amended,
      report.image ?? null,
      known.id,
    );
  if (dated)
    sql.exec(
      "UPDATE reports SET published = ?, estimated = ?, moment = ? WHERE id = ?",
      report.published?.value ?? null,
      Number(report.published?.estimated ?? false),
      momentOf(report, now),
      known.id,
    );
  return changed || dated;
}

function isDateBetter(known: KnownReport, { published }: FeedReport, now: number): boolean {
  const moment = published === null ? Number.NaN : instant(published);
  if (Number.isNaN(moment) || moment > now) return false;
  return (
    known.published === null || instant({ value: known.published, estimated: false }) > known.moment
  );
}

/** A report's headline and summary, with white space normalized. */
const words = ({ title, summary }: Words): string =>
  `${title}\n${summary}`.replaceAll(/\s+/g, " ").trim();

type Words = Pick<FeedReport, "title" | "summary">;

/**
 * Whether a text only lacks sentences that it had: then it may be the reader that has learned to leave them out, and not
 * the outlet that changed its words.
 */
function isShortened(report: Words, before: Words): boolean {
  if (report.title !== before.title) return false;
  const text = words(before);
  return words({ title: "", summary: report.summary })
    .split(/(?<=[.!?…。！？])\s*/)
    .every((sentence) => text.includes(sentence.replace(/…$/, "").trim()));
}

/** A hash of everything in a report that its feed may amend. The order of tags does not matter. */
const textHash = (report: FeedReport): number =>
  hash([words(report), report.language, ...report.tags.toSorted()].join("\n"));
