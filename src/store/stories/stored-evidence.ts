/** What folding says of two reports, as it is stored and published: with addresses for ids, and chances for log odds. */
import type { ClusterEvidence as Tie, PairEvidence as Likeness } from "../../cluster/index.ts";
import type { ChangeEvidence, Evidence } from "../../model/story.ts";

/** Why a report is in its story. */
export function evidenceOf(sql: SqlStorage, tie: Likeness): Evidence {
  const { score, threshold, names, words, numbers, hours, ruled } = tie;
  return {
    by: ruled ? "editor" : "likeness",
    score: chance(score),
    threshold: chance(threshold),
    nearest: urlOf(sql, tie.with),
    names,
    words,
    numbers,
    hours,
    sameTextAs: originOf(sql, tie.sameTextAs),
  };
}

/** What ties two stories, or a report to the one that it goes over to. */
export const changeEvidenceOf = (sql: SqlStorage, tie: Likeness | Tie): ChangeEvidence => ({
  ...evidenceOf(sql, tie),
  report: urlOf(sql, tie.report),
  link: "link" in tie ? chance(tie.link) : null,
});

/** Log odds as a chance. */
const chance = (odds: number): number => Math.round(1_000 / (1 + Math.exp(-odds))) / 1_000;

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
