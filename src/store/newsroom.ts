import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { BackupHeader, Refusal, RestoreProgress } from "../model/backup.ts";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";
import {
  Backups,
  isEmpty,
  HEALTH_WHILE_RESTORING,
  type RestoreSettings,
} from "./backup/newsroom-backups.ts";
import { correctFutureTimes, MAX_JUMP } from "./clock.ts";
import { closeDays } from "./days/close-days.ts";
import { pollingTrouble } from "./feeds/polling-health.ts";
import { cacheDocument } from "./documents/document-cache.ts";
import { fileContentReports, noChanges, type FilingChanges } from "./reports/content-reports.ts";
import type {
  BackupSlice,
  DocumentResult,
  Health,
  DocumentRequest,
  NewsroomBackups,
  NewsroomDocuments,
  NewsroomFeeds,
  StoredDocument,
} from "./api.ts";
import { answerRequest } from "./documents/answer-request.ts";
import { FeedLeases } from "./feeds/feed-leases.ts";
import { filePolls } from "./feeds/file-polls.ts";
import type { FeedFiling } from "./reports/feed-filing.ts";
import { fileFeedReports } from "./reports/feed-reports.ts";
import { MAX_REMEMBERED } from "./folding/feature-blocks.ts";
import { applyRetention } from "./reports/retention.ts";
import { NewRows } from "./new-rows.ts";
import { newsroomRow, saveNewsroomRow, type NewsroomRow } from "./newsroom-row.ts";
import { migrate } from "./schema.ts";
import { followOutlets } from "./outlets/follow-outlets.ts";
import { OutletRegistry, writeOutlets } from "./outlets/registry.ts";
import { refreshStories } from "./stories/refresh-story.ts";
import { removedUntil, removeOldest } from "./stories/remove-oldest.ts";
import { StoryUpdates } from "./stories/story-updates.ts";
import { UpgradeRunner } from "./upgrades.ts";
import { feedHealth } from "./feeds/feed-health.ts";
import type { ReportSource } from "./feeds/feed-state.ts";
import { FeedStates } from "./feeds/feed-states.ts";
import { addToCounts, countAgainSoon, forgetCounts, freshCounts } from "./feeds/recent-reports.ts";
import { isNearlyFull, limitsOf, type Limits, type PlanSettings } from "./usage/pace.ts";
import { PollThrottle } from "./usage/poll-throttle.ts";
import { RowMeter } from "./usage/row-meter.ts";

/**
 * Files reports and stores stories. It is a Durable Object, so that no two filings run at once.
 *
 * It never fetches: while it awaited the network, another request could run between a decision and its storage.
 */
export class Newsroom
  extends DurableObject
  implements NewsroomDocuments, NewsroomFeeds, NewsroomBackups
{
  readonly #sql: SqlStorage;
  readonly #kv: SyncKvStorage;
  readonly #updates: StoryUpdates;
  #upgrades: UpgradeRunner;
  /** Loaded at the first filing of feeds' reports. */
  #outlets: OutletRegistry | null = null;
  readonly #meter: RowMeter;
  readonly #limits: Limits;
  readonly #throttle: PollThrottle;
  readonly #leases: FeedLeases;
  readonly #backups: Backups;
  readonly #awaitsRestore: boolean;

  constructor(state: DurableObjectState, env: Env & RestoreSettings & PlanSettings) {
    super(state, env);
    this.#meter = new RowMeter(state.storage);
    this.#sql = this.#meter.storage.sql;
    this.#kv = state.storage.kv;
    this.#limits = limitsOf(env);
    this.#throttle = new PollThrottle(this.#meter, this.#limits);
    this.#updates = new StoryUpdates(this.#sql, () => this.#kv.get<EditorStory[]>("editors") ?? []);
    this.#upgrades = new UpgradeRunner(this.#meter.storage);
    this.#awaitsRestore = Boolean(env.STORYFOLD_AWAIT_RESTORE);
    this.#backups = new Backups(this.#meter, content, () => this.#open());
    this.#leases = new FeedLeases(this.#meter.storage, this.#throttle, (now) =>
      this.#backups.isHeld(now),
    );
    if (!this.#backups.restoring) this.#open();
  }

  /** Brings the tables to what this program and its content expect. */
  #open(): void {
    const { storage } = this.#meter;
    this.#updates.reset();
    this.#outlets = null;
    this.#upgrades = new UpgradeRunner(storage);
    migrate(storage);
    if (this.#awaitsRestore && isEmpty(this.#sql)) return;
    // Content ships with the code, and new code restarts the object, so content can change only here.
    try {
      this.followContent(content, Date.now());
      this.fileContent(content);
    } catch (error) {
      // What was filed before can still be served.
      console.error(JSON.stringify({ event: "content not filed", error: String(error) }));
    }
  }

  /** Updates outlets and their feeds to match a new build's content. */
  followContent({ build, edition }: Pick<Content, "build" | "edition">, now: number): void {
    if (this.#kv.get<string>("build") === build) return;
    this.#outlets = null;
    this.#publish(now, null, ({ emptied }, { feeds }) => {
      for (const story of followOutlets(this.#sql, feeds, edition, now)) emptied.add(story);
      forgetCounts(this.#sql);
      this.#kv.put("build", build);
    });
  }

  /** Files, amends and withdraws what differs from the content filed last. If the filing fails, nothing changes. */
  fileContent({ digest, reports, stories }: Pick<Content, "digest" | "reports" | "stories">): void {
    if (this.#kv.get<string>("content") === digest) return;
    const now = Date.now();
    this.#publish(now, stories, (changes, { feeds }) => {
      this.#updates.reset();
      feeds.resetValidators(fileContentReports(this.#sql, reports, feeds.outlets(), now, changes));
      this.#kv.put("content", digest);
      this.#kv.put("editors", stories);
    });
  }

  /** Files and folds a batch of reports from one source. Filing the same batch again changes nothing. */
  fileReports(source: ReportSource, reports: readonly Report[]): void {
    const now = Date.now();
    const batch = {
      source,
      feed: null,
      feeds: new Set<number>(),
      reports: reports.map((report) => ({ guid: null, ...report })),
      distrusted: false,
      stale: false,
    };
    this.#publish(now, null, (changes, { feeds }) => {
      fileFeedReports(this.#filing(now, changes, feeds), [batch]);
    });
  }

  leaseDueFeeds(now: number, limit: number, duration: number): Promise<FeedState[]> {
    this.#upgrade(now);
    return Promise.resolve(this.#leases.lease(now, limit, duration));
  }

  claimDueFeeds(now: number, duration: number): Promise<FeedState[]> {
    this.#upgrade(now);
    return Promise.resolve(this.#leases.claim(now, duration));
  }

  filePolls(polls: PollResult[], now: number): Promise<FilingResult> {
    let held: FilingResult["held"] = {};
    const result = this.#publish(now, null, (changes, { feeds, before: { lastFiled } }) => {
      for (const story of correctFutureTimes(this.#sql, now)) changes.emptied.add(story);
      held = filePolls(this.#filing(now, changes, feeds), polls);
      // Retention cannot be undone, so that a clock that has jumped ahead must not start it.
      if (now - (lastFiled ?? now) < MAX_JUMP)
        applyRetention(this.#meter.storage, content.edition.retention, now);
    });
    return Promise.resolve({ ...result, held });
  }

  takeChange(): Promise<boolean> {
    const { revision } = newsroomRow(this.#sql);
    const hasChanged = revision !== this.#kv.get<number>("announced");
    if (hasChanged) this.#kv.put("announced", revision);
    return Promise.resolve(hasChanged);
  }

  feedHealth(now: number): Promise<FeedHealth[]> {
    this.#backups.assertRestored();
    return Promise.resolve(feedHealth(this.#sql, now));
  }

  requestDocument(
    path: string | null,
    request: DocumentRequest,
    build: string,
    cachedBasis: number | null,
  ): Promise<DocumentResult> {
    this.#backups.assertRestored();
    const { revision } = newsroomRow(this.#sql);
    this.#meter.saveIfMuch();
    return Promise.resolve(
      answerRequest({ sql: this.#sql, revision, path, build, cachedBasis }, request),
    );
  }

  storeDocument(
    path: string,
    build: string,
    basis: number,
    document: Omit<StoredDocument, "modified">,
  ): Promise<number> {
    return Promise.resolve(cacheDocument(this.#sql, path, build, basis, document, Date.now()));
  }

  health(now: number): Promise<Health> {
    if (this.#backups.restoring) return Promise.resolve(HEALTH_WHILE_RESTORING);
    const { stories, reports, lastFiled } = newsroomRow(this.#sql);
    const { slowed } = this.#throttle.pace(now);
    const trouble = pollingTrouble(this.#sql, lastFiled, now);
    return Promise.resolve({
      stories,
      reports,
      lastFiled,
      // Polls that are late because of a limit have no other cause to look for.
      trouble: trouble === null ? null : (slowed ?? trouble),
      slowed,
    });
  }

  beginBackup(now: number): Promise<BackupHeader> {
    return this.#backups.beginBackup(now);
  }

  readBackup(id: string, after: string | null, now: number): Promise<BackupSlice | null> {
    return this.#backups.readBackup(id, after, now);
  }

  beginRestore(header: BackupHeader): Promise<RestoreProgress | Refusal> {
    return this.#backups.beginRestore(header);
  }

  continueRestore(id: string, from: number, lines: string[]): Promise<RestoreProgress | Refusal> {
    return this.#backups.continueRestore(id, from, lines);
  }

  /** Every polling round begins with a slice of the upgrades, also in an edition without feeds. */
  #upgrade(now: number): void {
    if (this.#backups.isHeld(now)) return;
    try {
      this.#upgrades.run(now);
    } catch (error) {
      // The program copes with what is not upgraded yet, so polling goes on.
      console.error(JSON.stringify({ event: "upgrade failed", error: String(error) }));
    }
  }

  /** Removes the oldest stories, if the database is nearly full. Called by a filing, within its transaction. */
  #makeRoom(added: number, nextReport: number, now: number): void {
    if (added === 0 || !isNearlyFull(this.#sql.databaseSize, this.#limits)) return;
    const inMemory = nextReport - MAX_REMEMBERED;
    const removed = removeOldest(this.#meter.storage, added, inMemory, now);
    if (removed.inMemory) this.#updates.reset();
    console.log(JSON.stringify({ event: "oldest stories removed", ...removed }));
  }

  #filing(now: number, changes: FilingChanges, feeds: FeedStates): FeedFiling {
    this.#outlets ??= new OutletRegistry(this.#sql);
    const removed = removedUntil(this.#kv);
    return { sql: this.#sql, outlets: this.#outlets, feeds, removedUntil: removed, now, changes };
  }

  /**
   * Files reports and publishes the stories that changed. All of it is one transaction.
   *
   * @param editorStories the editors' new rulings; null if they are unchanged
   */
  #publish(
    now: number,
    editorStories: readonly EditorStory[] | null,
    file: (changes: FilingChanges, stored: { before: NewsroomRow; feeds: FeedStates }) => void,
  ): FilingResult {
    this.#backups.assertRestored();
    this.#backups.hold.noteChange();
    this.#meter.startDay(now);
    try {
      return this.ctx.storage.transactionSync(() => {
        closeDays(this.#sql, content.edition, now);
        const row = newsroomRow(this.#sql);
        const filed = noChanges(new NewRows(this.#sql, row));
        const feeds = new FeedStates(this.#sql);
        file(filed, { before: { ...row }, feeds });
        const revision = row.revision + 1;
        const stories = this.#updates.run(filed, editorStories, revision, now);
        const changed = stories.size > 0;
        const counts = changed ? freshCounts(this.#sql, now) : null;
        const { language } = content.edition;
        const refreshed = refreshStories(this.#sql, filed.rows, stories, revision, language);
        if (counts) {
          addToCounts(this.#sql, counts, filed.rows.added, refreshed.stories, now);
          if (filed.emptied.size > 0 || filed.rows.isFlushed) countAgainSoon(counts, now);
        }
        if (changed) this.#makeRoom(filed.rows.added.length, row.nextReport, now);
        // An edition that has just been filed has days that ended before.
        if (changed) closeDays(this.#sql, content.edition, now);
        writeOutlets(this.#sql, this.#outlets?.takeChanges() ?? new Map(), feeds.changedDetails());
        const values = {
          polling: feeds.changedPolling(),
          recent: counts && JSON.stringify(counts),
        };
        const current = changed || editorStories ? { ...row, revision, lastFiled: now } : row;
        if (current !== row || values.polling !== null)
          saveNewsroomRow(this.#sql, current, refreshed.published, values);
        if (changed || editorStories) this.#meter.save(now);
        const { added, amended } = filed;
        return {
          added: added.size,
          amended: amended.difference(added).size,
          stories: stories.size,
          changed,
          held: {},
        };
      });
    } catch (error) {
      // Memory may reflect the filing that was rolled back.
      this.#updates.reset();
      this.#outlets = null;
      throw error;
    }
  }
}
