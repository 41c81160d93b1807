import type { Edition } from "../model/edition.ts";
import type { FilingResult } from "../model/outlet-feed.ts";
import type { EditorStory } from "../model/story.ts";
import { closeDays } from "./days/close-days.ts";
import { FeedStates } from "./feeds/feed-states.ts";
import { addToCounts, countAgainSoon, freshCounts } from "./feeds/recent-reports.ts";
import { MAX_REMEMBERED } from "./folding/feature-blocks.ts";
import { NewRows } from "./new-rows.ts";
import { newsroomRow, saveNewsroomRow, type NewsroomRow } from "./newsroom-row.ts";
import { OutletRegistry, writeOutlets } from "./outlets/registry.ts";
import { noChanges } from "./reports/content-reports.ts";
import type { FeedFiling } from "./reports/feed-filing.ts";
import { refreshStories } from "./stories/refresh-story.ts";
import { removedUntil, removeOldest } from "./stories/remove-oldest.ts";
import { StoryUpdates } from "./stories/story-updates.ts";
import { isNearlyFull, type Limits } from "./usage/pace.ts";
import type { RowMeter } from "./usage/row-meter.ts";

/** A filing while it runs. */
export interface Filing extends FeedFiling {
  /** The row about the newsroom, which is written when the filing ends. */
  row: NewsroomRow;
}

/** Runs filings, each in one transaction, and publishes the stories that have changed. */
export class FilingRunner {
  readonly #meter: RowMeter;
  readonly #edition: Edition;
  readonly #limits: Limits;
  readonly #updates: StoryUpdates;
  /** Loaded at the first filing of feeds' reports. */
  #outlets: OutletRegistry | null = null;

  constructor(meter: RowMeter, edition: Edition, limits: Limits) {
    const { sql, kv } = meter.storage;
    this.#meter = meter;
    this.#edition = edition;
    this.#limits = limits;
    this.#updates = new StoryUpdates(sql, () => kv.get<EditorStory[]>("editors") ?? []);
  }

  /** Forgets the outlets in memory, since their table changes. */
  forgetOutlets(): void {
    this.#outlets = null;
  }

  /** Forgets the reports in memory, since they change, or what editors say about them. */
  forgetReports(): void {
    this.#updates.reset();
  }

  /**
   * Runs a filing. If it fails, nothing changes.
   *
   * @param file changes outlets, feeds and reports
   * @param editorStories the editors' new rulings; null if they are unchanged
   */
  run(
    now: number,
    file: (filing: Filing) => void,
    editorStories: readonly EditorStory[] | null = null,
  ): FilingResult {
    this.#meter.startDay(now);
    try {
      return this.#meter.storage.transactionSync(() => this.#run(now, file, editorStories));
    } catch (error) {
      // Memory may reflect the filing that was rolled back.
      this.forgetReports();
      this.forgetOutlets();
      throw error;
    }
  }

  #run(
    now: number,
    file: (filing: Filing) => void,
    editorStories: readonly EditorStory[] | null,
  ): FilingResult {
    const { sql } = this.#meter.storage;
    closeDays(sql, this.#edition, now);
    const row = newsroomRow(sql);
    const { expired } = row;
    const changes = noChanges(new NewRows(sql, row));
    const feeds = new FeedStates(sql);
    const outlets = (): OutletRegistry => (this.#outlets ??= new OutletRegistry(sql));
    file({
      sql,
      now,
      changes,
      feeds,
      row,
      removedUntil: removedUntil(this.#meter.storage.kv),
      get outlets() {
        return outlets();
      },
    });
    const revision = row.revision + 1;
    const stories = this.#updates.run(changes, editorStories, revision, now);
    const changed = stories.size > 0;
    const counts = changed ? freshCounts(sql, now) : null;
    const refreshed = refreshStories(sql, changes.rows, stories, revision, this.#edition.language);
    if (counts) {
      addToCounts(sql, counts, changes.rows.added, refreshed.stories, now);
      if (changes.emptied.size > 0 || changes.rows.isFlushed) countAgainSoon(counts, now);
    }
    if (changed) this.#makeRoom(changes.rows.added.length, row.nextReport, now);
    // An edition that has just been filed has days that ended before.
    if (changed) closeDays(sql, this.#edition, now);
    writeOutlets(sql, this.#outlets?.takeChanges() ?? new Map(), feeds.changedDetails());
    const polling = feeds.changedPolling();
    const current = changed || editorStories ? { ...row, revision, lastFiled: now } : row;
    if (current !== row || polling !== null || row.expired !== expired)
      saveNewsroomRow(sql, current, refreshed.published, {
        polling,
        recent: counts && JSON.stringify(counts),
        usage: this.#meter.encoded(now),
      });
    const { added, amended } = changes;
    return {
      added: added.size,
      amended: amended.difference(added).size,
      stories: stories.size,
      changed,
      held: {},
    };
  }

  /** Removes the oldest stories, if the database is nearly full. */
  #makeRoom(added: number, nextReport: number, now: number): void {
    const { storage } = this.#meter;
    if (added === 0 || !isNearlyFull(storage.sql.databaseSize, this.#limits)) return;
    const removed = removeOldest(storage, added, nextReport - MAX_REMEMBERED, now);
    if (removed.inMemory) this.forgetReports();
    console.log(JSON.stringify({ event: "oldest stories removed", ...removed }));
  }
}
