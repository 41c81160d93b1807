/** The evidence of folding as it is stored and published: URLs in place of ids, probabilities in place of log odds. */
import { logistic, type ClusterEvidence, type PairEvidence } from "../../cluster/index.ts";
import type { ChangeEvidence, Evidence } from "../../model/story.ts";

/** Why a report is in its story. */
export function evidenceOf(sql: SqlStorage, evidence: PairEvidence): Evidence {
  const { score, threshold, names, words, numbers, hours, ruled } = evidence;
  return {
    by: ruled ? "editor" : "likeness",
    score: probability(score),
    threshold: probability(threshold),
    nearest: urlOf(sql, evidence.with),
    names,
    words,
    numbers,
    hours,
    sameTextAs: originOf(sql, evidence.sameTextAs),
  };
}

/** What links two stories, or a report and the story that it moves to. */
export const changeEvidenceOf = (
  sql: SqlStorage,
  evidence: PairEvidence | ClusterEvidence,
): ChangeEvidence => ({
  ...evidenceOf(sql, evidence),
  report: urlOf(sql, evidence.report),
  link: "link" in evidence ? probability(evidence.link) : null,
});

/** Log odds as a probability, to three decimals. */
const probability = (logOdds: number): number => Math.round(1_000 * logistic(logOdds)) / 1_000;

function urlOf(sql: SqlStorage, report: string | null): string | null {
  const [row] = sql
    .exec<{ url: string }>("SELECT url FROM reports WHERE id = ?", Number(report))
    .toArray();
  return row?.url ?? null;
}

/** The URL of the report that had a text first. Folding may no longer have that report, only one that repeats it. */
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
