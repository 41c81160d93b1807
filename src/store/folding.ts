import { Folder, type Decision, type Evidence as Tie, type Ruling } from "../cluster/index.ts";
import type { EditorStory, Evidence } from "../model/story.ts";
import { archiveOf, itemsOf, keepFeatures, latestFiled } from "./archive.ts";
import { IDS_AT } from "./identity.ts";
import { mergeStories, openStory, placeReports } from "./upkeep.ts";

/** Reports that folding holds in memory; older ones are found again in the archive. */
const IN_MEMORY = 12_000;

/** Stories that folding changed, by their rows. */
export interface Folded {
  opened: Set<number>;
  changed: Set<number>;
}

/** Folds reports into the newsroom's stories: the engine, with what the newsroom remembers and what editors ruled. */
export class Folding {
  readonly #sql: SqlStorage;
  readonly #mint: () => string;
  #engine: Folder | null = null;

  constructor(sql: SqlStorage, mint: () => string) {
    this.#sql = sql;
    this.#mint = mint;
  }

  /** Folds new reports, and writes down what was decided. */
  fold(added: readonly number[], editors: readonly EditorStory[], revision: number): Folded {
    const folded: Folded = { opened: new Set(), changed: new Set() };
    if (added.length === 0) return folded;
    const items = itemsOf(this.#sql, added);
    const engine = (this.#engine ??= this.#start(editors, revision, folded));
    for (const decision of engine.file(items)) apply(this.#sql, decision, revision, folded);
    for (const { id } of items) {
      const stored = engine.stored(id);
      if (stored) keepFeatures(this.#sql, Number(id), stored);
    }
    return folded;
  }

  /** To be called when something else than folding changed reports or stories: the next fold starts from what is stored. */
  startOver(): void {
    this.#engine = null;
  }

  #start(editors: readonly EditorStory[], revision: number, folded: Folded): Folder {
    const engine = new Folder({
      mint: this.#mint,
      archive: archiveOf(this.#sql),
      memory: IN_MEMORY,
    });
    engine.restore(latestFiled(this.#sql, IN_MEMORY));
    for (const decision of engine.rule(rulings(this.#sql, editors)))
      apply(this.#sql, decision, revision, folded);
    return engine;
  }
}

function apply(
  sql: SqlStorage,
  decision: Decision,
  revision: number,
  { opened, changed }: Folded,
): void {
  const open = (reports: readonly number[]): void => {
    const id = openStory(sql, decision.story, reports, revision);
    opened.add(id);
    changed.add(id);
  };
  switch (decision.kind) {
    case "open":
      return open([Number(decision.report)]);
    case "split":
      changed.add(idOf(sql, decision.from));
      return open(decision.reports.map(Number));
    case "merge": {
      const into = idOf(sql, decision.story);
      mergeStories(sql, idOf(sql, decision.from), into);
      changed.add(into);
      return;
    }
    case "move":
    case "join": {
      if (decision.kind === "move") changed.add(idOf(sql, decision.from));
      const story = idOf(sql, decision.story);
      placeReports(sql, [Number(decision.report)], story);
      sql.exec(
        "UPDATE reports SET evidence = ? WHERE id = ?",
        decision.evidence && JSON.stringify(evidence(sql, decision.evidence)),
        Number(decision.report),
      );
      changed.add(story);
    }
  }
}

function idOf(sql: SqlStorage, key: string): number {
  return sql.exec<{ id: number }>("SELECT id FROM stories WHERE key = ?", key).one().id;
}

function evidence(sql: SqlStorage, tie: Tie): Evidence {
  const { score, threshold, names, words, numbers, hours, sameTextAs, ruled } = tie;
  return {
    by: ruled ? "editor" : "likeness",
    score: chance(score),
    threshold: chance(threshold),
    nearest: urlOf(sql, tie.with),
    names,
    words,
    numbers,
    hours,
    sameTextAs: urlOf(sql, sameTextAs),
  };
}

/** Log odds as a chance. */
const chance = (odds: number): number => Math.round(1_000 / (1 + Math.exp(-odds))) / 1_000;

function urlOf(sql: SqlStorage, report: string | null): string | null {
  const [row] = sql
    .exec<{ url: string }>("SELECT url FROM reports WHERE id = ?", Number(report))
    .toArray();
  return row?.url ?? null;
}

/** What editors say, in the engine's words. Reports that were not filed yet are left out. */
function rulings(sql: SqlStorage, editors: readonly EditorStory[]): Ruling[] {
  const ids = (urls: readonly string[]): string[] =>
    sql
      .exec<{ id: number }>(IDS_AT, JSON.stringify(urls))
      .toArray()
      .map(({ id }) => String(id));
  return editors.flatMap(({ key, reports, not }) => {
    const [story] = sql
      .exec<{ key: string }>(
        `SELECT key FROM stories WHERE key = ?1 OR id = (SELECT story FROM aliases WHERE key = ?1)`,
        key,
      )
      .toArray();
    return story ? [{ story: story.key, belong: ids(reports), not: ids(not) }] : [];
  });
}
