import type { FeedReport } from "../../model/outlet-feed.ts";
import { instant } from "../../model/time.ts";
import { longHash, type ReportSource } from "../feeds/feed-state.ts";
import type { KnownReport } from "../stories/report-row.ts";
import type { NewRows } from "../new-rows.ts";
import type { FilingChanges } from "./content-reports.ts";
import { addressKey, sameBy, SAME_WORDS_WITHIN } from "./identity-rules.ts";
import { guidOf } from "./packed-columns.ts";
import {
  formerReportAt,
  identityOf,
  mergeReports,
  moveReport,
  recentReports,
  reportByGuid,
  reportByHeadline,
  reportById,
  reportByUrl,
  reportsAtPage,
} from "./report-identity.ts";

/** Maximum surplus of new ids over known ones in a feed whose ids identify its reports. */
const MAX_NEW_GUIDS = 2;

/** Finds the rows of a feed's reports: among those that the filing has added so far, and in the table. */
export class KnownReports {
  readonly #sql: SqlStorage;
  readonly #rows: NewRows;
  readonly #source: ReportSource;
  readonly #now: number;
  /** Addresses and ids that the feed lists now. */
  readonly #listed: ReadonlySet<string | number>;
  #recent: Map<string, number> | null = null;
  /** How many known reports the feed lists under another id than before, minus those under the same. */
  #newGuids = 0;

  constructor(
    sql: SqlStorage,
    rows: NewRows,
    source: ReportSource,
    reports: readonly FeedReport[],
    now: number,
  ) {
    this.#sql = sql;
    this.#rows = rows;
    this.#source = source;
    this.#now = now;
    this.#listed = new Set(
      reports.flatMap(({ url, guid }) => [
        addressKey(url),
        ...(guid === null ? [] : [longHash(guid)]),
      ]),
    );
  }

  /**
   * Finds the row of a report. If two rows turn out to be that report, they are merged.
   *
   * @returns undefined for a new report, null for one that belongs to another source
   */
  find(
    report: FeedReport,
    guid: number | null,
    changes: FilingChanges,
  ): KnownReport | undefined | null {
    const { byGuid, atAddress } = this.#candidates(report, guid);
    const byUrl = atAddress.find((row) => this.#isOwn(row, report));
    if (!byUrl) {
      if (byGuid) return byGuid;
      if (atAddress.length > 0) return null;
      return this.#byWords(report, guid);
    }
    if (!byGuid || byGuid.id === byUrl.id) return byUrl;
    // Two files are two reports.
    if (byGuid.wire === "content" && byUrl.wire === "content") return byUrl;
    // A report that this filing added is not in a story yet, so it cannot be merged; a later poll can still do that.
    if (changes.added.has(byGuid.id) || changes.added.has(byUrl.id)) return byUrl;
    return mergeDuplicates(this.#sql, byGuid, byUrl, report.url, changes);
  }

  /** Whether there is a row of the report, of this source or of another one. */
  has(report: FeedReport): boolean {
    const guid = report.guid === null ? null : longHash(report.guid);
    const { byGuid, atAddress } = this.#candidates(report, guid);
    return (
      byGuid !== undefined || atAddress.length > 0 || this.#byWords(report, guid) !== undefined
    );
  }

  /** The rows with that address; or if there is none, those with another address of the same page. */
  atAddress(url: string): KnownReport[] {
    const exact = this.atUrl(url);
    if (exact) return [exact];
    const others = this.#rows.forms.othersOf(url);
    if (others.length === 0) return [];
    const stored = reportsAtPage(this.#sql, others).flatMap((id) => this.#byId(id) ?? []);
    const added = others.flatMap((each) => this.#rows.reports.atUrl(each) ?? []);
    return [...stored, ...added.sort((a, b) => a.id - b.id)];
  }

  /** The row that has, or had, that URL. */
  atUrl(url: string): KnownReport | undefined {
    const row = this.#rows.reports.atUrl(url) ?? reportByUrl(this.#sql, url);
    if (row || this.#rows.reports.size === 0) return row;
    return this.#byId(formerReportAt(this.#sql, url));
  }

  #byId(id: number | undefined): KnownReport | undefined {
    return id === undefined ? undefined : (this.#rows.reports.get(id) ?? reportById(this.#sql, id));
  }

  #candidates(
    report: FeedReport,
    guid: number | null,
  ): { byGuid: KnownReport | undefined; atAddress: KnownReport[] } {
    const { outlet } = report;
    const withGuid =
      guid === null
        ? undefined
        : (this.#rows.reports.withGuid(outlet, guid) ??
          reportByGuid(this.#sql, outlet, guid) ??
          this.#withUrlAsGuid(report));
    const isSame =
      withGuid && this.#isOwn(withGuid, report) && this.#isSame(withGuid, report, guid);
    return { byGuid: isSame ? withGuid : undefined, atAddress: this.atAddress(report.url) };
  }

  /** The outlet's report whose URL is the id that the feed gives: such an id has no hash in the index. */
  #withUrlAsGuid({ outlet, url, guid }: FeedReport): KnownReport | undefined {
    if (guid === null || guid === url || !/^https?:/.test(guid)) return undefined;
    const row = this.atUrl(guid);
    return row?.outlet === outlet && row.url === guid && row.guid_is_url === 1 ? row : undefined;
  }

  #isOwn(row: KnownReport, report: FeedReport): boolean {
    return row.wire === this.#source || (row.wire === "content" && row.outlet === report.outlet);
  }

  #isSame(row: KnownReport, report: FeedReport, guid: number | null): boolean {
    return sameBy(identityOf(row), { ...report, guid }, this.#isListed(row), this.#now) !== null;
  }

  /** The source's report with the same words, or with the same headline and time. */
  #byWords(report: FeedReport, guid: number | null): KnownReport | undefined {
    return this.#byHeadline(report).find(
      (row) => this.#isOwn(row, report) && this.#isSame(row, report, guid),
    );
  }

  /**
   * Whether to store the feed's id for a known report. If most ids are new, the feed makes up new ones at every poll, and
   * storing them would be in vain.
   */
  learnsGuid(known: KnownReport, guid: number | null): boolean {
    if (guid === null) return false;
    const own = guidOf(known);
    this.#newGuids += own === guid ? -1 : 1;
    return own !== guid && (own === null || this.#newGuids <= MAX_NEW_GUIDS);
  }

  /** Reports of the source with the same headline: of the same time, and the latest. */
  #byHeadline({ title, published }: FeedReport): KnownReport[] {
    const moment = published === null ? Number.NaN : instant(published);
    const dated = Number.isNaN(moment)
      ? undefined
      : (reportByHeadline(this.#sql, this.#source, title, moment) ??
        this.#rows.reports.withHeadline(this.#source, title, moment));
    if (dated) return [dated];
    this.#recent ??= this.#recentHeadlines();
    const recent = this.#byId(this.#recent.get(title));
    return recent ? [recent] : [];
  }

  /** Ids of the source's latest reports by headline. */
  #recentHeadlines(): Map<string, number> {
    const since = this.#now - SAME_WORDS_WITHIN;
    const added = this.#rows.reports
      .values()
      .filter((row) => row.wire === this.#source && row.moment > since);
    const all = [...recentReports(this.#sql, this.#source, since), ...added];
    return new Map(all.sort((a, b) => a.moment - b.moment).map(({ id, title }) => [title, id]));
  }

  #isListed(row: KnownReport): boolean {
    const guid = guidOf(row);
    const { url } = row;
    return this.#listed.has(addressKey(url)) || (guid !== null && this.#listed.has(guid));
  }
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
  mergeReports(sql, changes.rows, from, into);
  changes.emptied.add(from.story);
  changes.amended.delete(from.id);
  changes.amended.add(into.id);
  if (into.wire === "content" || into.url === url) return into;
  moveReport(sql, changes.rows, into, url);
  return { ...into, url };
}
