/** The evidence of folding as it is stored: probabilities in place of log odds. */
import { logistic, type ClusterEvidence, type PairEvidence } from "../../cluster/index.ts";
import type { NewRows } from "../new-rows.ts";
import type { ChangeEvidence } from "../../model/story.ts";
import { selectAtUrl, urlKeys } from "../reports/url-keys.ts";
import { encodeEvidence, sameTextIn, type StoredEvidence } from "./evidence-codec.ts";
import type { KnownReport } from "./report-row.ts";

/** Why a report is in its story, as its row has it. */
export const reportEvidence = (sql: SqlStorage, rows: NewRows, evidence: PairEvidence): string =>
  encodeEvidence({
    ...valuesOf(evidence),
    nearest: rowOf(sql, rows, evidence.with)?.id ?? null,
    sameTextAs: originOf(sql, rows, evidence.sameTextAs)?.id ?? null,
  });

/** What links two stories, or a report and the story that it moves to, as their history has it: with URLs. */
export const changeEvidenceOf = (
  sql: SqlStorage,
  rows: NewRows,
  evidence: PairEvidence | ClusterEvidence,
): ChangeEvidence => ({
  ...valuesOf(evidence),
  nearest: rowOf(sql, rows, evidence.with)?.url ?? null,
  sameTextAs: originOf(sql, rows, evidence.sameTextAs)?.url ?? null,
  report: rowOf(sql, rows, evidence.report)?.url ?? null,
  link: "link" in evidence ? probability(evidence.link) : null,
});

const valuesOf = ({
  score,
  threshold,
  names,
  words,
  numbers,
  hours,
  ruled,
}: PairEvidence): Omit<StoredEvidence, "nearest" | "sameTextAs"> => ({
  by: ruled ? "editor" : "likeness",
  score: probability(score),
  threshold: probability(threshold),
  names,
  words,
  numbers,
  hours,
});

/** Log odds as a probability, to three decimals. */
const probability = (logOdds: number): number => Math.round(1_000 * logistic(logOdds)) / 1_000;

type EvidenceRow = Pick<KnownReport, "id" | "url" | "story" | "evidence">;

const COLUMNS = "id, url, story, evidence";

const rowOf = (
  sql: SqlStorage,
  rows: NewRows,
  report: string | number | null,
): EvidenceRow | undefined =>
  report === null
    ? undefined
    : (rows.reports.get(Number(report)) ??
      sql
        .exec<EvidenceRow>(`SELECT ${COLUMNS} FROM reports WHERE id = ?`, Number(report))
        .toArray()[0]);

const rowAt = (sql: SqlStorage, rows: NewRows, url: string): EvidenceRow | undefined =>
  rows.reports.atUrl(url) ??
  sql.exec<EvidenceRow>(selectAtUrl(COLUMNS), ...urlKeys(url)).toArray()[0];

/** The report that had a text first. Folding may no longer have that report, only one that repeats it. */
function originOf(sql: SqlStorage, rows: NewRows, report: string | null): EvidenceRow | undefined {
  const row = rowOf(sql, rows, report);
  if (!row || row.evidence === null) return row;
  const first = sameTextIn(row.evidence);
  const origin = typeof first === "string" ? rowAt(sql, rows, first) : rowOf(sql, rows, first);
  return origin && origin.story === row.story ? origin : row;
}
