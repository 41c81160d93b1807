import { Engine, type Decision, type ReportInput, type Ruling } from "../../cluster/index.ts";
import type { EditorStory } from "../../model/story.ts";
import { inputsOf, inputsOfRows } from "./report-inputs.ts";
import {
  type EncodedFeatures,
  MAX_REMEMBERED,
  recomputeBlock,
  remembered,
  rememberReports,
  replaceFeatures,
  reportsIn,
} from "./feature-blocks.ts";
import { deleteSplit, recordTransfer, transferOf } from "../stories/story-changes.ts";
import { reportEvidence } from "../stories/stored-evidence.ts";
import type { NewRows } from "../new-rows.ts";
import type { FilingChanges } from "../reports/content-reports.ts";
import { listOfUrlKeys, SELECT_IDS_BY_URL } from "../reports/url-keys.ts";
import { mergeStories, openStory, assignReports } from "../stories/story-rows.ts";

/** Maximum number of blocks per start whose outdated features are computed again: about 500 reports. */
const MAX_RECOMPUTED = 4;

/** Ids of the stories that folding opened, and of all that it changed. */
export interface Folded {
  opened: Set<number>;
  changed: Set<number>;
}

/**
 * Folds reports into the newsroom's stories: runs the engine on stored reports and editors' rulings. To the engine, a
 * story's row id is its key.
 */
export class Folding {
  readonly #sql: SqlStorage;
  readonly #mint: () => string;
  #engine: Engine | null = null;
  /** The highest id that a story ever had. */
  #lastStory = 0;
  /** False while some of the stored features are outdated, so that the engine lacks their reports. */
  #complete = true;

  /** @param mint creates the key of a new story */
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
    { added, amended, rows }: Pick<FilingChanges, "added" | "amended" | "rows">,
    editors: readonly EditorStory[],
    revision: number,
    now: number,
  ): Folded {
    const folded: Folded = { opened: new Set(), changed: new Set() };
    if (added.size === 0 && amended.size === 0) return folded;
    const filing = { sql: this.#sql, rows, mint: this.#mint, revision, now, folded };
    const decide = (decisions: readonly Decision[]): void => {
      for (const decision of decisions) storeDecision(filing, decision);
    };
    this.#lastStory = rows.lastStory;
    if (!this.#complete) this.reset();
    const engine = (this.#engine ??= this.#start(rows, editors, decide));
    const amendedInputs = inputsOf(this.#sql, [...amended.difference(added)]);
    replaceFeatures(this.#sql, amendedFeatures(engine, amendedInputs));
    const newInputs = [
      ...inputsOfRows(rows.reports.values()),
      ...inputsOf(
        this.#sql,
        [...added].filter((id) => !rows.reports.has(id)),
      ),
    ];
    decide(engine.file(newInputs));
    const filed = newInputs.flatMap(({ id }) => engine.stored(id) ?? []);
    rememberReports(this.#sql, filed, now);
    return folded;
  }

  /** Call this when anything but folding changed reports or stories: the next fold then starts from what is stored. */
  reset(): void {
    this.#engine = null;
  }

  #start(
    rows: NewRows,
    editors: readonly EditorStory[],
    decide: (decisions: readonly Decision[]) => void,
  ): Engine {
    let { engine, outdated } = this.#restore();
    const recomputed = outdated.slice(-MAX_RECOMPUTED);
    for (const first of recomputed) {
      const inputs = inputsOf(this.#sql, reportsIn(this.#sql, first));
      recomputeBlock(this.#sql, first, amendedFeatures(engine, inputs));
    }
    if (recomputed.length > 0) ({ engine, outdated } = this.#restore());
    this.#complete = outdated.length === 0;
    decide(engine.rule(rulings(this.#sql, rows, editors)));
    return engine;
  }

  /** An engine with the stored reports, but for those whose features are outdated. */
  #restore(): { engine: Engine; outdated: number[] } {
    const engine = new Engine({
      mint: () => String(++this.#lastStory),
      textOf: (id) => inputsOf(this.#sql, [Number(id)])[0],
      workingSetSize: MAX_REMEMBERED,
    });
    const { reports, outdated } = remembered(this.#sql);
    engine.restore(reports);
    return { engine, outdated };
  }
}

/** The features of amended reports, by id. */
const amendedFeatures = (engine: Engine, inputs: readonly ReportInput[]): EncodedFeatures =>
  new Map(inputs.map((input) => [Number(input.id), engine.amend(input)]));

/** The filing whose decisions are stored. */
interface FoldedFiling {
  sql: SqlStorage;
  rows: NewRows;
  mint: () => string;
  revision: number;
  now: number;
  folded: Folded;
}

/** Stores one decision of the engine. */
function storeDecision(
  { sql, rows, mint, revision, now, folded }: FoldedFiling,
  decision: Decision,
): void {
  const { opened, changed } = folded;
  const story = Number(decision.story);
  changed.add(story);
  const open = (reports: readonly number[]): void => {
    openStory(sql, rows, mint(), reports, revision, story);
    opened.add(story);
  };
  const record = (from: number): void => {
    const transfer = transferOf(sql, rows, decision, from, story);
    if (!transfer) return;
    // Nobody has seen a story that this filing opened.
    if (opened.has(from)) deleteSplit(sql, from, story);
    else recordTransfer(sql, transfer, now);
  };
  // A change of stories that readers have seen is recorded from the tables.
  if (decision.kind !== "open" && decision.kind !== "join") rows.flush();
  switch (decision.kind) {
    case "open":
      return open([Number(decision.report)]);
    case "split": {
      const from = Number(decision.from);
      changed.add(from);
      open(decision.reports.map(Number));
      return record(from);
    }
    case "merge": {
      const from = Number(decision.from);
      record(from);
      return mergeStories(sql, from, story);
    }
    case "move":
    case "join": {
      if (decision.kind === "move") {
        const from = Number(decision.from);
        changed.add(from);
        record(from);
      }
      const evidence = reportEvidence(sql, rows, decision.evidence);
      assignReports(sql, rows, [Number(decision.report)], story, evidence);
    }
  }
}

/** Editors' rulings in the form that the engine takes. Reports that are not filed yet are left out. */
function rulings(sql: SqlStorage, rows: NewRows, editors: readonly EditorStory[]): Ruling[] {
  const ids = (urls: readonly string[]): string[] =>
    [
      ...sql.exec<{ id: number }>(SELECT_IDS_BY_URL, listOfUrlKeys(urls)).toArray(),
      ...rows.reports.values().filter(({ url }) => urls.includes(url)),
    ].map(({ id }) => String(id));
  return editors.flatMap(({ key, reports, not }) => {
    const [story] = sql
      .exec<{ id: number }>(
        "SELECT id FROM stories WHERE key = ?1 UNION SELECT story FROM aliases WHERE key = ?1",
        key,
      )
      .toArray();
    return story ? [{ story: String(story.id), belong: ids(reports), not: ids(not) }] : [];
  });
}
