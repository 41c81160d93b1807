/** The evidence of folding as it is stored and published: URLs in place of ids, probabilities in place of log odds. */
import { logistic, type ClusterEvidence, type PairEvidence } from "../../cluster/index.ts";
import type { NewRows } from "../new-rows.ts";
import { selectAtUrl, urlKeys } from "../reports/url-keys.ts";
import type { KnownReport } from "./report-row.ts";
import type { ChangeEvidence, Evidence } from "../../model/story.ts";

/** Why a report is in its story. */
export function evidenceOf(sql: SqlStorage, rows: NewRows, evidence: PairEvidence): Evidence {
  const { score, threshold, names, words, numbers, hours, ruled } = evidence;
  return {
    by: ruled ? "editor" : "likeness",
    score: probability(score),
    threshold: probability(threshold),
    nearest: rowOf(sql, rows, evidence.with)?.url ?? null,
    names,
    words,
    numbers,
    hours,
    sameTextAs: originOf(sql, rows, evidence.sameTextAs),
  };
}

/** What links two stories, or a report and the story that it moves to. */
export const changeEvidenceOf = (
  sql: SqlStorage,
  rows: NewRows,
  evidence: PairEvidence | ClusterEvidence,
): ChangeEvidence => ({
  ...evidenceOf(sql, rows, evidence),
  report: rowOf(sql, rows, evidence.report)?.url ?? null,
  link: "link" in evidence ? probability(evidence.link) : null,
});

/** Log odds as a probability, to three decimals. */
const probability = (logOdds: number): number => Math.round(1_000 * logistic(logOdds)) / 1_000;

type EvidenceRow = Pick<KnownReport, "url" | "story" | "evidence">;

const rowOf = (sql: SqlStorage, rows: NewRows, report: string | null): EvidenceRow | undefined =>
  report === null
    ? undefined
    : (rows.reports.get(Number(report)) ??
      sql
        .exec<EvidenceRow>("SELECT url, story, evidence FROM reports WHERE id = ?", Number(report))
        .toArray()[0]);

/** The URL of the report that had a text first. Folding may no longer have that report, only one that repeats it. */
function originOf(sql: SqlStorage, rows: NewRows, report: string | null): string | null {
  const row = rowOf(sql, rows, report);
  if (!row) return null;
  const { sameTextAs } =
    row.evidence === null ? { sameTextAs: null } : (JSON.parse(row.evidence) as Evidence);
  if (sameTextAs === null) return row.url;
  const origin =
    rows.reports.atUrl(sameTextAs) ??
    sql.exec<{ story: number }>(selectAtUrl("story"), ...urlKeys(sameTextAs)).toArray()[0];
  return origin?.story === row.story ? sameTextAs : row.url;
}
