import type { EditorStory } from "../../model/story.ts";
import { lastOpened } from "../documents/archive-queries.ts";
import { Folding } from "../folding/folding.ts";
import type { FilingChanges } from "../reports/content-reports.ts";
import { applyRulings, dropObsoleteEdits, EditorRulings } from "./editor-rulings.ts";
import { restoreKeys } from "./key-history.ts";
import { mintKey } from "./story-key.ts";
import { markExcess } from "./story-rows.ts";
import { leadToSuccessors } from "./successors.ts";

/** Brings the stories up to date with what was filed: folding first, then the editors, then the keys. */
export class StoryUpdates {
  readonly #sql: SqlStorage;
  readonly #folding: Folding;
  readonly #storedRulings: () => EditorStory[];
  /** Loaded at the first filing. */
  #rulings: EditorRulings | null = null;

  /** @param storedRulings gives the editors' rulings that were filed last */
  constructor(sql: SqlStorage, storedRulings: () => EditorStory[]) {
    this.#sql = sql;
    this.#folding = new Folding(sql, mintKey);
    this.#storedRulings = storedRulings;
  }

  /** Call this when anything else changed what is stored: the next run then starts from that. */
  reset(): void {
    this.#folding.reset();
    this.#rulings = null;
  }

  /**
   * Folds what was filed and applies the editors' rulings on it.
   *
   * @param editorStories the editors' new rulings; null if they are unchanged
   * @returns ids of the stories that changed
   */
  run(
    filed: FilingChanges,
    editorStories: readonly EditorStory[] | null,
    revision: number,
    now: number,
  ): Set<number> {
    const { added, amended, emptied, rows } = filed;
    const rulings = this.#currentRulings(editorStories);
    if (emptied.size > 0) this.#folding.reset();
    const last = lastOpened(this.#sql);
    const { opened, changed } = this.#folding.fold(filed, rulings.all, revision, now);
    markExcess(this.#sql, rows, opened, filed.excess);
    if (filed.successors.size > 0) rows.flush();
    const succeeded = leadToSuccessors(this.#sql, filed.successors, opened);
    const affected = new Set([...emptied, ...changed, ...succeeded, ...this.#storiesOf(amended)]);
    const toApply = editorStories ?? rulings.about(this.#sql, rows, added.union(amended), affected);
    if (toApply.length > 0 || editorStories) rows.flush();
    const context = { opened, rows, mint: mintKey, revision, now };
    const edited = applyRulings(this.#sql, toApply, rulings.keys, context);
    if (editorStories)
      for (const story of dropObsoleteEdits(this.#sql, editorStories)) edited.add(story);
    const all = affected.union(edited);
    const openedNow = new Set([...all].filter((id) => id > last));
    const restored = restoreKeys(this.#sql, rows, all, openedNow, rulings.keys);
    // Folding knows nothing of what was changed after it.
    if (succeeded.size + edited.size > 0 || editorStories) this.#folding.reset();
    return all.union(restored);
  }

  #currentRulings(editorStories: readonly EditorStory[] | null): EditorRulings {
    if (editorStories) this.#rulings = new EditorRulings(editorStories);
    return (this.#rulings ??= new EditorRulings(this.#storedRulings()));
  }

  #storiesOf(reports: ReadonlySet<number>): number[] {
    return this.#sql
      .exec<{ story: number }>(
        "SELECT DISTINCT story FROM reports WHERE id IN (SELECT value FROM json_each(?))",
        JSON.stringify([...reports]),
      )
      .toArray()
      .map(({ story }) => story);
  }
}
