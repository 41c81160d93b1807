import {
  Engine,
  type Decision,
  type ReportInput,
  type Ruling,
  type StoredFeatures,
} from "../../cluster/index.ts";
import type { EditorStory } from "../../model/story.ts";
import {
  archiveOf,
  itemsOf,
  storeFeatures,
  latestFiled,
  type FeaturesByRow,
  outdatedFeatures,
  replaceFeatures,
} from "./engine-archive.ts";
import { deleteSplit, recordTransfer, transferOf } from "../stories/story-changes.ts";
import { evidenceOf } from "../stories/stored-evidence.ts";
import type { FilingChanges } from "../reports/content-reports.ts";
import { SELECT_IDS_BY_URL } from "../reports/report-identity.ts";
import { mergeStories, openStory, assignReports } from "../stories/story-rows.ts";

/** Reports that folding holds in memory; older ones are found again in the archive. */
const IN_MEMORY = 12_000;
/** Reports of another version of the program that are looked at anew at each filing. */
const OUTDATED_PER_FILING = 200;

/** Stories that folding changed, by their rows. */
export interface Folded {
  opened: Set<number>;
  changed: Set<number>;
}

/** Folds reports into the newsroom's stories: the engine, with what the newsroom remembers and what editors ruled. */
export class Folding {
  readonly #sql: SqlStorage;
  readonly #mint: () => string;
  #engine: Engine | null = null;

  constructor(sql: SqlStorage, mint: () => string) {
    this.#sql = sql;
    this.#mint = mint;
  }

  /**
   * Folds new reports, and looks anew at those that say something else now; writes down what was decided.
   *
   * @param now in milliseconds since 1970 (UTC)
   */
  fold(
    { added, amended }: Pick<FilingChanges, "added" | "amended">,
    editors: readonly EditorStory[],
    revision: number,
    now: number,
  ): Folded {
    const folded: Folded = { opened: new Set(), changed: new Set() };
    if (added.size === 0 && amended.size === 0) return folded;
    const decide = (decisions: readonly Decision[]): void => {
      for (const decision of decisions) apply(this.#sql, decision, revision, now, folded);
    };
    const engine = (this.#engine ??= this.#start(editors, decide));
    const anew = itemsOf(this.#sql, [...amended.difference(added)]);
    replaceFeatures(
      this.#sql,
      of(anew, (item) => engine.amend(item)),
    );
    const items = itemsOf(this.#sql, [...added]);
    decide(engine.file(items));
    storeFeatures(
      this.#sql,
      of(items, ({ id }) => engine.stored(id)),
    );
    const old = itemsOf(this.#sql, outdatedFeatures(this.#sql, OUTDATED_PER_FILING));
    replaceFeatures(
      this.#sql,
      of(old, (item) => engine.stored(item.id) ?? engine.amend(item)),
    );
    return folded;
  }

  /** To be called when something else than folding changed reports or stories: the next fold starts from what is stored. */
  reset(): void {
    this.#engine = null;
  }

  #start(
    editors: readonly EditorStory[],
    decide: (decisions: readonly Decision[]) => void,
  ): Engine {
    const engine = new Engine({
      mint: this.#mint,
      archive: archiveOf(this.#sql),
      workingSetSize: IN_MEMORY,
    });
    // One more than it holds tells it that there are more.
    engine.restore(latestFiled(this.#sql, IN_MEMORY + 1));
    decide(engine.rule(rulings(this.#sql, editors)));
    return engine;
  }
}

function of(
  items: readonly ReportInput[],
  make: (item: ReportInput) => StoredFeatures | undefined,
): FeaturesByRow {
  const made = new Map<number, StoredFeatures>();
  for (const item of items) {
    const stored = make(item);
    if (stored) made.set(Number(item.id), stored);
  }
  return made;
}

function apply(
  sql: SqlStorage,
  decision: Decision,
  revision: number,
  now: number,
  { opened, changed }: Folded,
): void {
  const open = (reports: readonly number[]): number => {
    const id = openStory(sql, decision.story, reports, revision);
    opened.add(id);
    changed.add(id);
    return id;
  };
  const note = (from: number, story: number): void => {
    const transfer = transferOf(sql, decision, from, story);
    if (!transfer) return;
    // Of a story that this filing opened nobody has seen anything.
    if (opened.has(from)) deleteSplit(sql, from, story);
    else recordTransfer(sql, transfer, now);
  };
  switch (decision.kind) {
    case "open":
      open([Number(decision.report)]);
      return;
    case "split": {
      const from = idOf(sql, decision.from);
      changed.add(from);
      return note(from, open(decision.reports.map(Number)));
    }
    case "merge": {
      const from = idOf(sql, decision.from);
      const story = idOf(sql, decision.story);
      note(from, story);
      mergeStories(sql, from, story);
      changed.add(story);
      return;
    }
    case "move":
    case "join": {
      const story = idOf(sql, decision.story);
      if (decision.kind === "move") {
        const from = idOf(sql, decision.from);
        changed.add(from);
        note(from, story);
      }
      assignReports(sql, [Number(decision.report)], story);
      sql.exec(
        "UPDATE reports SET evidence = ? WHERE id = ?",
        JSON.stringify(evidenceOf(sql, decision.evidence)),
        Number(decision.report),
      );
      changed.add(story);
    }
  }
}

function idOf(sql: SqlStorage, key: string): number {
  return sql.exec<{ id: number }>("SELECT id FROM stories WHERE key = ?", key).one().id;
}

/** What editors say, in the engine's words. Reports that were not filed yet are left out. */
function rulings(sql: SqlStorage, editors: readonly EditorStory[]): Ruling[] {
  const ids = (urls: readonly string[]): string[] =>
    sql
      .exec<{ id: number }>(SELECT_IDS_BY_URL, JSON.stringify(urls))
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
