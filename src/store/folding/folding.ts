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
  inputsOf,
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

/** Number of reports that the engine keeps in memory. It finds older ones through the archive. */
const WORKING_SET_SIZE = 12_000;
/** Maximum number of reports per filing whose outdated features are recomputed. */
const MAX_OUTDATED_PER_FILING = 200;

/** Ids of the stories that folding opened, and of all that it changed. */
export interface Folded {
  opened: Set<number>;
  changed: Set<number>;
}

/** Folds reports into the newsroom's stories: runs the engine on stored reports and editors' rulings. */
export class Folding {
  readonly #sql: SqlStorage;
  readonly #mint: () => string;
  #engine: Engine | null = null;

  constructor(sql: SqlStorage, mint: () => string) {
    this.#sql = sql;
    this.#mint = mint;
  }

  /**
   * Folds new reports, updates the features of amended ones, and stores the engine's decisions.
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
      for (const decision of decisions) storeDecision(this.#sql, decision, revision, now, folded);
    };
    const engine = (this.#engine ??= this.#start(editors, decide));
    const amendedInputs = inputsOf(this.#sql, [...amended.difference(added)]);
    replaceFeatures(
      this.#sql,
      featuresOf(amendedInputs, (input) => engine.amend(input)),
    );
    const newInputs = inputsOf(this.#sql, [...added]);
    decide(engine.file(newInputs));
    storeFeatures(
      this.#sql,
      featuresOf(newInputs, ({ id }) => engine.stored(id)),
    );
    const outdated = inputsOf(this.#sql, outdatedFeatures(this.#sql, MAX_OUTDATED_PER_FILING));
    replaceFeatures(
      this.#sql,
      featuresOf(outdated, (input) => engine.stored(input.id) ?? engine.amend(input)),
    );
    return folded;
  }

  /** Call this when anything but folding changed reports or stories: the next fold then starts from what is stored. */
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
      workingSetSize: WORKING_SET_SIZE,
    });
    // One report more than it keeps shows the engine that the archive has others.
    engine.restore(latestFiled(this.#sql, WORKING_SET_SIZE + 1));
    decide(engine.rule(rulings(this.#sql, editors)));
    return engine;
  }
}

function featuresOf(
  inputs: readonly ReportInput[],
  compute: (input: ReportInput) => StoredFeatures | undefined,
): FeaturesByRow {
  const featuresByRow = new Map<number, StoredFeatures>();
  for (const input of inputs) {
    const features = compute(input);
    if (features) featuresByRow.set(Number(input.id), features);
  }
  return featuresByRow;
}

/** Stores one decision of the engine. */
function storeDecision(
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
  const record = (from: number, story: number): void => {
    const transfer = transferOf(sql, decision, from, story);
    if (!transfer) return;
    // Nobody has seen a story that this filing opened.
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
      return record(from, open(decision.reports.map(Number)));
    }
    case "merge": {
      const from = idOf(sql, decision.from);
      const story = idOf(sql, decision.story);
      record(from, story);
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
        record(from, story);
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

/** Editors' rulings in the form that the engine takes. Reports that are not filed yet are left out. */
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
