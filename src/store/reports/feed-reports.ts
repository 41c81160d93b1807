/** Reports from outlets' feeds, which give everything a name and change it as they like. */
import { hash } from "../../cluster/index.ts";
import type { FeedReport } from "../../model/outlet-feed.ts";
import { instant } from "../../model/time.ts";
import { addReport, momentOf, type FilingChanges } from "./content-reports.ts";
import {
  guidHash,
  mayMove,
  mergeReports,
  moveReport,
  reportByUrl,
  reportByGuid,
  type KnownReport,
} from "./report-identity.ts";
import type { ReportSource } from "../feeds/feed-state.ts";

/** Numbers of texts that are kept of a report, to know one that comes back. */
const TEXTS = 16;

/** What a feed holds. */
export interface FeedBatch {
  wire: ReportSource;
  reports: readonly FeedReport[];
  /** A later poll was filed already: what is known since then is not changed back. */
  stale: boolean;
}

/**
 * Files what feeds hold. A report that is known, by its address or by its feed's id of it, is amended by its own feed
 * only: what two outlets give, or a file and an outlet, stays with who had it first, or with the file. What a feed does
 * not hold any more stays: a feed shows only its latest.
 *
 * @param now in milliseconds since 1970 (UTC): the time of a report that has none, and the latest that any can have
 */
export function fileFeedReports(
  sql: SqlStorage,
  batches: readonly FeedBatch[],
  now: number,
  changes: FilingChanges,
): void {
  const items = batches.flatMap(({ reports, ...of }) =>
    distinct(reports).map((report) => ({ ...of, report, moment: momentOf(report, now) ?? now })),
  );
  for (const { wire, stale, report } of items.toSorted((a, b) => a.moment - b.moment)) {
    const guid = report.guid === null ? null : guidHash(report.guid);
    const known = find(sql, wire, report, guid, changes);
    if (known === null) continue;
    if (known === undefined) {
      changes.added.add(addReport(sql, wire, report, now, { guid, texts: [textNumber(report)] }));
      continue;
    }
    if (stale) continue;
    if (known.guid !== guid || known.texts === null)
      sql.exec(
        "UPDATE reports SET guid = ?, texts = coalesce(texts, '[]') WHERE id = ?",
        guid,
        known.id,
      );
    if (known.wire !== wire) continue;
    const moved = follow(sql, known, report.url);
    if (amend(sql, known, report, now) || moved) changes.amended.add(known.id);
  }
}

/**
 * A feed without what it holds twice: the first, which is the latest, counts. An id that it gives to several addresses is
 * no id.
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

/** @returns undefined for a report that is new, null for one that is another's */
function find(
  sql: SqlStorage,
  source: ReportSource,
  report: FeedReport,
  guid: number | null,
  changes: FilingChanges,
): KnownReport | undefined | null {
  const own = (row: KnownReport): boolean =>
    row.wire === source || (row.wire === "content" && row.outlet === report.outlet);
  const there = reportByUrl(sql, report.url);
  const named = guid === null ? undefined : reportByGuid(sql, report.outlet, guid);
  const same = named && own(named) && isSame(named, report) ? named : undefined;
  if (!there) return same;
  if (!own(there)) return same ?? null;
  if (!same || same.id === there.id) return there;
  // Two files are two reports, and what this filing adds is in no story yet: a later poll can still tell.
  if (same.wire === "content" && there.wire === "content") return there;
  if (changes.added.has(same.id) || changes.added.has(there.id)) return there;
  // The editor's file stays, else the one that was there first.
  const [into, from] =
    same.wire === "content" || (there.wire !== "content" && same.id < there.id)
      ? [same, there]
      : [there, same];
  mergeReports(sql, from, into);
  changes.emptied.add(from.story);
  changes.amended.delete(from.id);
  changes.amended.add(into.id);
  if (into.wire === "content" || into.url === report.url) return into;
  moveReport(sql, into.id, into.url, report.url);
  return { ...into, url: report.url };
}

/**
 * An id that comes back at another address is the same report's, unless headline and date are others too: some feeds give
 * one id to all that they ever hold.
 */
const isSame = (known: KnownReport, { url, title, published }: FeedReport): boolean =>
  known.url === url ||
  known.title === title ||
  known.published === null ||
  published === null ||
  known.published === published.value;

/** Goes along with another address, but not back to one that it had, nor with a feed that makes new ones at every poll. */
function follow(sql: SqlStorage, known: KnownReport, url: string): boolean {
  if (known.url === url || reportByUrl(sql, url) || !mayMove(sql, known.id)) return false;
  moveReport(sql, known.id, known.url, url);
  return true;
}

/**
 * Takes over other words, and other tags. What the report had before is taken over once more, in case the outlet took a
 * change back, and then no more: it changes between the two, and would for ever.
 *
 * The date of a report is the one that it first had: many feeds give another at every edit, some at every poll. One that
 * was missing, or in the future, is put right.
 */
function amend(sql: SqlStorage, known: KnownReport, report: FeedReport, now: number): boolean {
  const texts = JSON.parse(known.texts ?? "[]") as number[];
  const text = textNumber(report);
  const before = texts.filter((other) => other === text).length;
  const changed = text !== texts.at(-1) && before < 2;
  const reworded = before === 0 && texts.length > 0 && words(report) !== words(known);
  const dated = isDateBetter(known, report, now);
  if (changed)
    sql.exec(
      `UPDATE reports SET title = ?, title_is_ours = ?, summary = ?, language = ?, tags = ?, via = ?, texts = ?,
         amended = ? WHERE id = ?`,
      report.title,
      Number(report.titleIsOurs),
      report.summary,
      report.language,
      JSON.stringify(report.tags),
      report.via,
      JSON.stringify([...texts, text].slice(-TEXTS)),
      reworded ? now : known.amended,
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

/** What a report says, however it is spaced. */
const words = ({ title, summary }: Pick<FeedReport, "title" | "summary">): string =>
  `${title}\n${summary}`.replaceAll(/\s+/g, " ").trim();

/** A number of all of a report that a feed may change, in whatever order its tags come. */
const textNumber = (report: FeedReport): number =>
  hash([words(report), report.language, ...report.tags.toSorted()].join("\n"));
