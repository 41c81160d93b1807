/** The history of stories: which became one, which came apart, which reports moved, and why. */
import type { Decision } from "../../cluster/index.ts";
import type { ChangeEvidence, Change, MovedReport } from "../../model/story.ts";
import { changeEvidenceOf } from "./stored-evidence.ts";

/** Changes of a story that are shown, the latest: nobody reads more, and a page must not grow without end. */
const SHOWN = 20;

/** Reports that are named in a change. */
const NAMED = 10;

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

/** Reports that go from one story to another, which changes what readers have seen. */
export interface Transfer {
  kind: "merge" | "split" | "move";
  /** Ids of the stories. */
  from: number;
  story: number;
  /** Ids. Of a merge left out: all of them. */
  reports?: readonly number[];
  evidence: ChangeEvidence;
  pull: ChangeEvidence | null;
}

/** What a decision of folding transfers between these stories; null where a report only opens or joins one. */
export function transferOf(
  sql: SqlStorage,
  decision: Decision,
  from: number,
  story: number,
): Transfer | null {
  if (decision.kind === "open" || decision.kind === "join") return null;
  const evidence = changeEvidenceOf(sql, decision.evidence);
  const made = { kind: decision.kind, from, story, evidence, pull: null };
  if (decision.kind === "merge") return made;
  if (decision.kind === "move") return { ...made, reports: [Number(decision.report)] };
  const pull = decision.pull && changeEvidenceOf(sql, decision.pull);
  // What is alike enough, and not drawn away, only an editor parts.
  const ruled = (evidence.link ?? 0) >= Math.max(evidence.threshold, pull?.link ?? 0);
  return {
    ...made,
    reports: decision.reports.map(Number),
    ...(ruled ? { evidence: { ...evidence, by: "editor" } } : { pull }),
  };
}

/** Notes a transfer with each story that it touches. To be called while there are both, and before a merge is carried out. */
export function recordTransfer(sql: SqlStorage, transfer: Transfer, now: number): void {
  const { kind, from, story, evidence, pull } = transfer;
  const { moved, reports } = movedReports(sql, transfer);
  const note = (of: number, as: Change["kind"], other: number): void => {
    sql.exec(
      `INSERT INTO changes (story, moment, kind, other, headline, language, moved, reports, evidence, pull)
       SELECT ?, ?, ?, key, said, (SELECT language FROM reports WHERE story = other.id AND title = said LIMIT 1), ?, ?, ?, ?
       FROM (SELECT id, key, coalesce(edited ->> '$.headline', headline) AS said FROM stories WHERE id = ?) AS other`,
      of,
      now,
      as,
      moved,
      JSON.stringify(reports),
      JSON.stringify(evidence),
      pull && JSON.stringify(pull),
      other,
    );
  };
  if (kind === "merge") return note(story, "merge", from);
  note(story, kind === "split" ? "split" : "gain", from);
  note(from, kind === "split" ? "part" : "loss", story);
}

/** Takes back that a story came out of another, when it goes back before anyone has seen it. */
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
  return { moved: all.length, reports: all.slice(0, NAMED) };
}

/** The latest of what became of a story, in order. What two stories have of one transfer counts once when they are one. */
export function changesOf(sql: SqlStorage, story: number): Change[] {
  return sql
    .exec<ChangeRow>(
      `SELECT moment, kind, other, headline, language, moved, reports, evidence, pull FROM changes
       WHERE story = ?1 AND NOT (kind IN ('split', 'gain') AND other IN (
         SELECT key FROM stories WHERE id = ?1 UNION ALL SELECT key FROM aliases WHERE story = ?1))
       ORDER BY id DESC LIMIT ?2`,
      story,
      SHOWN,
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
