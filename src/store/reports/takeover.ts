import type { FeedReport } from "../../model/outlet-feed.ts";
import type { FeedOrigin } from "../feeds/feed-state.ts";
import { momentOf } from "./content-reports.ts";
import type { FeedFiling } from "./feed-filing.ts";
import { addressKey, usualAddresses } from "./identity-rules.ts";
import type { KnownReport } from "../stories/report-row.ts";

/**
 * Gives an address to the outlet that owns the site, after another outlet's feed listed it first. That outlet's row goes:
 * its words decided which story it is in, so the report is filed and folded again with the owner's.
 *
 * @returns the row if this filing added it, so that it is not folded yet: it becomes the owner's. Otherwise undefined, and
 *   the story that the row leaves without reports, if it does
 */
export function takeOver(
  { sql, now, changes }: FeedFiling,
  row: KnownReport,
  {
    source,
    feed,
    report,
    guid,
  }: Pick<FeedOrigin, "source" | "feed"> & { report: FeedReport; guid: number | null },
): { row: KnownReport } | { left: number | null } {
  // The row has moved on, and this is only an address that it once had.
  if (addressKey(row.url) !== addressKey(report.url)) {
    sql.exec(
      "DELETE FROM addresses WHERE report = ? AND url IN (SELECT value FROM json_each(?))",
      row.id,
      JSON.stringify([report.url, ...usualAddresses(report.url)]),
    );
    return { left: null };
  }
  if (!changes.added.has(row.id)) {
    sql.exec("DELETE FROM reports WHERE id = ?", row.id);
    changes.amended.delete(row.id);
    changes.emptied.add(row.story);
    const others = sql.exec("SELECT 1 FROM reports WHERE story = ? LIMIT 1", row.story).toArray();
    return { left: others.length === 0 ? row.story : null };
  }
  const published = report.published?.value ?? null;
  const moment = momentOf(report, now) ?? now;
  sql.exec("DELETE FROM addresses WHERE report = ?", row.id);
  const taken = { outlet: report.outlet, wire: source, feed, guid, texts: "[]", published, moment };
  const estimated = Number(report.published?.estimated ?? false);
  changes.rows.updateReport(row.id, { ...taken, estimated });
  return { row: { ...row, ...taken } };
}
