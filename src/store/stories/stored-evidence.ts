/** What folding says of two reports, as it is stored and published: with addresses for ids, and chances for log odds. */
import { logistic, type ClusterEvidence, type PairEvidence } from "../../cluster/index.ts";
import type { ChangeEvidence, Evidence } from "../../model/story.ts";

/** Why a report is in its story. */
export function evidenceOf(sql: SqlStorage, evidence: PairEvidence): Evidence {
  const { score, threshold, names, words, numbers, hours, ruled } = evidence;
  return {
    by: ruled ? "editor" : "likeness",
    score: chance(score),
    threshold: chance(threshold),
    nearest: urlOf(sql, evidence.with),
    names,
    words,
    numbers,
    hours,
    sameTextAs: originOf(sql, evidence.sameTextAs),
  };
}

/** What ties two stories, or a report to the one that it goes over to. */
export const changeEvidenceOf = (
  sql: SqlStorage,
  evidence: PairEvidence | ClusterEvidence,
): ChangeEvidence => ({
  ...evidenceOf(sql, evidence),
  report: urlOf(sql, evidence.report),
  link: "link" in evidence ? chance(evidence.link) : null,
});

/** Log odds as a probability, to three decimals. */
const chance = (logOdds: number): number => Math.round(1_000 * logistic(logOdds)) / 1_000;

function urlOf(sql: SqlStorage, report: string | null): string | null {
  const [row] = sql
    .exec<{ url: string }>("SELECT url FROM reports WHERE id = ?", Number(report))
    .toArray();
  return row?.url ?? null;
}

/** Where a text was first. Folding may have forgotten that report, and know only one that repeats it. */
function originOf(sql: SqlStorage, report: string | null): string | null {
  const [row] = sql
    .exec<{ url: string; origin: string | null }>(
      `SELECT url, (SELECT url FROM reports AS origin
          WHERE origin.url = reports.evidence ->> '$.sameTextAs' AND origin.story = reports.story) AS origin
       FROM reports WHERE id = ?`,
      Number(report),
    )
    .toArray();
  return row?.origin ?? row?.url ?? null;
}
