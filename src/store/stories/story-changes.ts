/** The history of stories: merges, splits and moves of reports, with the evidence for each. */
import type { Decision } from "../../cluster/index.ts";
import type { NewRows } from "../new-rows.ts";
import type { ChangeEvidence, Change, MovedReport } from "../../model/story.ts";
import { changeEvidenceOf } from "./stored-evidence.ts";
import { HEADLINE } from "./stored-story.ts";

/** Maximum number of changes shown per story, so that its page stays bounded. The latest are shown. */
const MAX_SHOWN = 20;

/** Maximum number of reports named in a change. */
const MAX_NAMED = 10;

interface ChangeRow extends Record<string, SqlStorageValue> {
  moment: number;
  kind: Change["kind"];
  other: string;
  headline: string | null;
  language: string | null;
  moved: number;
  reports: string;
  evidence: string;
  pull: string | null;
}

/** A move of reports from one story to another, which changes what readers have already seen. */
export interface Transfer {
  kind: "merge" | "split" | "move";
  /** Story ids. */
  from: number;
  story: number;
  /** Report ids. May be left out for a merge, which moves all of them. */
  reports?: readonly number[];
  evidence: ChangeEvidence;
  pull: ChangeEvidence | null;
}

/** The transfer that a decision makes between these stories; null if a report only opens or joins a story. */
export function transferOf(
  sql: SqlStorage,
  rows: NewRows,
  decision: Decision,
  from: number,
  story: number,
): Transfer | null {
  if (decision.kind === "open" || decision.kind === "join") return null;
  const evidence = changeEvidenceOf(sql, rows, decision.evidence);
  const transfer = { kind: decision.kind, from, story, evidence, pull: null };
  if (decision.kind === "merge") return transfer;
  if (decision.kind === "move") return { ...transfer, reports: [Number(decision.report)] };
  const pull = decision.pull && changeEvidenceOf(sql, rows, decision.pull);
  // Only an editor's ruling splits a story whose parts are linked strongly enough and not drawn away.
  const byEditor = (evidence.link ?? 0) >= Math.max(evidence.threshold, pull?.link ?? 0);
  return {
    ...transfer,
    reports: decision.reports.map(Number),
    ...(byEditor ? { evidence: { ...evidence, by: "editor" } } : { pull }),
  };
}

/** Adds a transfer to the history of each story that it affects. Call it before a merge, while both stories exist. */
export function recordTransfer(sql: SqlStorage, transfer: Transfer, now: number): void {
  const { kind, from, story, evidence, pull } = transfer;
  const { moved, reports } = movedReports(sql, transfer);
  const insert = (subject: number, change: Change["kind"], other: number): void => {
    sql.exec(
      `INSERT INTO changes (story, moment, kind, other, headline, language, moved, reports, evidence, pull)
       SELECT ?, ?, ?, key, shown, (SELECT language FROM reports WHERE story = other.id AND title = shown LIMIT 1), ?, ?, ?, ?
       FROM (SELECT id, key, coalesce(edited ->> '$.headline', ${HEADLINE}) AS shown FROM stories WHERE id = ?) AS other`,
      subject,
      now,
      change,
      moved,
      JSON.stringify(reports),
      JSON.stringify(evidence),
      pull && JSON.stringify(pull),
      other,
    );
  };
  if (kind === "merge") return insert(story, "merge", from);
  insert(story, kind === "split" ? "split" : "gain", from);
  insert(from, kind === "split" ? "part" : "loss", story);
}

/** Deletes the record of a split when the reports of the new story go back before anyone has seen it. */
export function deleteSplit(sql: SqlStorage, from: number, story: number): void {
  sql.exec(
    `DELETE FROM changes WHERE (story = ?1 AND kind = 'split' AND other = (SELECT key FROM stories WHERE id = ?2))
       OR (story = ?2 AND kind = 'part' AND other = (SELECT key FROM stories WHERE id = ?1))`,
    from,
    story,
  );
}

function movedReports(
  sql: SqlStorage,
  { from, reports }: Transfer,
): { moved: number; reports: MovedReport[] } {
  const rows = reports
    ? sql.exec<Record<keyof MovedReport, string>>(
        `SELECT url, outlet, title, language FROM reports WHERE id IN (SELECT value FROM json_each(?)) ORDER BY moment, url`,
        JSON.stringify(reports),
      )
    : sql.exec<Record<keyof MovedReport, string>>(
        `SELECT url, outlet, title, language FROM reports WHERE story = ? ORDER BY moment, url`,
        from,
      );
  const all = rows.toArray();
  return { moved: all.length, reports: all.slice(0, MAX_NAMED) };
}

/** A story's latest changes, oldest first. A transfer between two stories that have merged since is listed once. */
export function changesOf(sql: SqlStorage, story: number): Change[] {
  return sql
    .exec<ChangeRow>(
      `SELECT moment, kind, other, headline, language, moved, reports, evidence, pull FROM changes
       WHERE story = ?1 AND NOT (kind IN ('split', 'gain') AND other IN (
         SELECT key FROM stories WHERE id = ?1 UNION ALL SELECT key FROM aliases WHERE story = ?1))
       ORDER BY id DESC LIMIT ?2`,
      story,
      MAX_SHOWN,
    )
    .toArray()
    .toReversed()
    .map(({ other, headline, language, reports, evidence, pull, ...row }) => ({
      ...row,
      other: { key: other, headline, language },
      reports: JSON.parse(reports) as MovedReport[],
      evidence: JSON.parse(evidence) as ChangeEvidence,
      pull: pull === null ? null : (JSON.parse(pull) as ChangeEvidence),
    }));
}
