/** Reports that content withdraws: those of a whole outlet, or single ones by their addresses. */
import type { Withdrawn } from "../../model/edition.ts";
import type { ChangeEvidence, MovedReport } from "../../model/story.ts";
import { addressKey } from "../reports/identity-rules.ts";
import { guidOf } from "../reports/packed-columns.ts";
import { reportByUrl } from "../reports/report-identity.ts";
import { replaceOpeners } from "../stories/story-rows.ts";

interface WithdrawnReport extends Record<string, SqlStorageValue> {
  id: number;
  url: string;
  title: string;
  story: number;
}

/**
 * Takes withdrawn reports out of every story, and out of what is recorded about stories. Stories keep their keys and ids.
 * Stories without any other report are gone.
 *
 * @returns ids of the stories that changed
 */
export function withdraw(sql: SqlStorage, { outlets, reports }: Withdrawn): Set<number> {
  sql.exec(
    "DELETE FROM withdrawals WHERE listed NOT IN (SELECT value FROM json_each(?))",
    JSON.stringify(reports.map(({ url }) => url)),
  );
  const ids = reports.flatMap((report) => rememberReport(sql, report));
  if (outlets.length + ids.length === 0) return new Set();
  const deleted = sql
    .exec<WithdrawnReport>(
      `DELETE FROM reports WHERE outlet IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))
       RETURNING id, url, title, story`,
      JSON.stringify(outlets),
      JSON.stringify(ids),
    )
    .toArray();
  if (deleted.length === 0) return new Set();
  replaceOpeners(
    sql,
    deleted.map(({ id }) => id),
  );
  clearChanges(sql, deleted);
  // Stored documents contain them too. The new build renders every document anyway.
  sql.exec("DELETE FROM documents");
  return new Set(deleted.map(({ story }) => story));
}

/** Stores every address and guid of a report, by which its feed may list it again. @returns its id, if it is filed */
function rememberReport(sql: SqlStorage, { outlet, url }: Withdrawn["reports"][number]): number[] {
  const row = reportByUrl(sql, url);
  const own = row?.outlet === outlet ? row : undefined;
  sql.exec(
    `INSERT OR IGNORE INTO withdrawals (url, outlet, guid, listed)
     SELECT url, ?2, ?3, ?1 FROM reports WHERE id = ?4 UNION SELECT url, ?2, ?3, ?1 FROM addresses WHERE report = ?4
     UNION SELECT ?1, ?2, ?3, ?1`,
    url,
    outlet,
    own ? guidOf(own) : null,
    own?.id ?? null,
  );
  return own ? [own.id] : [];
}

/** Removes withdrawn reports from the recorded history of stories. */
function clearChanges(sql: SqlStorage, deleted: readonly WithdrawnReport[]): void {
  const urls = new Set(deleted.map(({ url }) => url));
  const titles = new Set(deleted.map(({ title }) => title));
  const cleared = (text: string | null): string | null => {
    const evidence = text === null ? null : (JSON.parse(text) as ChangeEvidence);
    const without = (url: string | null): string | null =>
      url !== null && urls.has(url) ? null : url;
    return (
      evidence &&
      JSON.stringify({
        ...evidence,
        report: without(evidence.report),
        nearest: without(evidence.nearest),
        sameTextAs: without(evidence.sameTextAs),
      })
    );
  };
  const changes = sql
    .exec<{
      id: number;
      headline: string | null;
      reports: string;
      evidence: string;
      pull: string | null;
    }>("SELECT id, headline, reports, evidence, pull FROM changes")
    .toArray();
  for (const { id, headline, reports, evidence, pull } of changes) {
    const moved = JSON.parse(reports) as MovedReport[];
    const kept = JSON.stringify(moved.filter(({ url }) => !urls.has(url)));
    const shown = headline !== null && titles.has(headline) ? null : headline;
    const now = [shown, kept, cleared(evidence), cleared(pull)];
    if (now.join("\n") === [headline, reports, evidence, pull].join("\n")) continue;
    sql.exec(
      "UPDATE changes SET headline = ?, reports = ?, evidence = ?, pull = ? WHERE id = ?",
      ...now,
      id,
    );
  }
}

/** The withdrawn addresses and guids of outlets, by which a filing refuses them. */
export class WithdrawnReports {
  readonly #known = new Set<string>();

  constructor(sql: SqlStorage) {
    const rows = sql.exec<{ url: string; outlet: string; guid: number | null }>(
      "SELECT url, outlet, guid FROM withdrawals",
    );
    for (const { url, outlet, guid } of rows) {
      this.#known.add(`${outlet} ${addressKey(url)}`);
      if (guid !== null) this.#known.add(`${outlet} ${guid}`);
    }
  }

  has(outlet: string, url: string, guid: number | null): boolean {
    return this.#known.has(`${outlet} ${addressKey(url)}`) || this.#known.has(`${outlet} ${guid}`);
  }
}
