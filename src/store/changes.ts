/** The history of stories: which became one, which came apart, and why. */
import type { Bond as Tie, Decision, Evidence as Likeness } from "../cluster/index.ts";
import type { Bond, Change, Evidence } from "../model/story.ts";

interface ChangeRow extends Record<string, SqlStorageValue> {
  moment: number;
  kind: Change["kind"];
  other: string;
  evidence: string;
  pull: string | null;
}

/** Notes a decision that changes what readers have seen, for each story that it touches. */
export function noteChange(sql: SqlStorage, decision: Decision, now: number): void {
  if (decision.kind === "open" || decision.kind === "join") return;
  const { kind, from, story } = decision;
  const why = JSON.stringify(bondOf(sql, decision.evidence));
  const pull =
    kind === "split" && decision.pull ? JSON.stringify(bondOf(sql, decision.pull)) : null;
  const note = (of: string, as: Change["kind"], other: string): void => {
    sql.exec(
      `INSERT INTO changes (story, moment, kind, other, evidence, pull)
       SELECT id, ?, ?, ?, ?, ? FROM stories WHERE key = ?`,
      now,
      as,
      other,
      why,
      pull,
      of,
    );
  };
  if (kind === "merge") return note(story, "merge", from);
  note(story, kind === "split" ? "split" : "gain", from);
  note(from, kind === "split" ? "part" : "loss", story);
}

/** What became of a story so far, the earliest first. */
export function changesOf(sql: SqlStorage, story: number): Change[] {
  return sql
    .exec<ChangeRow>(
      "SELECT moment, kind, other, evidence, pull FROM changes WHERE story = ? ORDER BY id",
      story,
    )
    .toArray()
    .map((row) => ({
      ...row,
      evidence: JSON.parse(row.evidence) as Bond,
      pull: row.pull === null ? null : (JSON.parse(row.pull) as Bond),
    }));
}

/** What the engine says of two reports, as it is published. */
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

const bondOf = (sql: SqlStorage, tie: Likeness | Tie): Bond => ({
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
