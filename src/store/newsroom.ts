import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { BackupHeader, Refusal, RestoreProgress } from "../model/backup.ts";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";
import {
  Backups,
  isEmpty,
  HEALTH_WHILE_RESTORING,
  type RestoreSettings,
} from "./backup/newsroom-backups.ts";
import { correctFutureTimes, MAX_JUMP } from "./clock.ts";
import { pollingTrouble } from "./feeds/polling-health.ts";
import { cacheDocument } from "./documents/document-cache.ts";
import { FilingRunner, type Filing } from "./filing-runner.ts";
import { fileContentReports } from "./reports/content-reports.ts";
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
import { fileFeedReports } from "./reports/feed-reports.ts";
import { applyRetention } from "./reports/retention.ts";
import { announceRevision, newsroomRow } from "./newsroom-row.ts";
import { migrate } from "./schema.ts";
import { followOutlets } from "./outlets/follow-outlets.ts";
import { UpgradeRunner } from "./upgrades.ts";
import { feedHealth } from "./feeds/feed-health.ts";
import type { ReportSource } from "./feeds/feed-state.ts";
import { forgetCounts } from "./feeds/recent-reports.ts";
import { limitsOf, type PlanSettings } from "./usage/pace.ts";
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
  readonly #filings: FilingRunner;
  #upgrades: UpgradeRunner;
  readonly #meter: RowMeter;
  readonly #throttle: PollThrottle;
  readonly #leases: FeedLeases;
  readonly #backups: Backups;
  readonly #awaitsRestore: boolean;

  constructor(state: DurableObjectState, env: Env & RestoreSettings & PlanSettings) {
    super(state, env);
    this.#meter = new RowMeter(state.storage);
    this.#sql = this.#meter.storage.sql;
    this.#kv = state.storage.kv;
    const limits = limitsOf(env);
    this.#throttle = new PollThrottle(this.#meter, limits);
    this.#filings = new FilingRunner(this.#meter, content.edition, limits);
    this.#upgrades = new UpgradeRunner(this.#meter.storage);
    this.#awaitsRestore = Boolean(env.STORYFOLD_AWAIT_RESTORE);
    this.#backups = new Backups(this.#meter, content, () => this.#open());
    this.#leases = new FeedLeases(this.#meter, this.#throttle, (now) => this.#backups.isHeld(now));
    if (!this.#backups.restoring) this.#open();
  }

  /** Brings the tables to what this program and its content expect. */
  #open(): void {
    const { storage } = this.#meter;
    this.#filings.forgetReports();
    this.#filings.forgetOutlets();
    this.#upgrades = new UpgradeRunner(storage);
    migrate(storage);
    this.#meter.load();
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
    this.#filings.forgetOutlets();
    this.#file(now, ({ sql, feeds, changes: { emptied } }) => {
      for (const story of followOutlets(sql, feeds, edition, now)) emptied.add(story);
      forgetCounts(sql);
      this.#kv.put("build", build);
    });
  }

  /** Files, amends and withdraws what differs from the content filed last. If the filing fails, nothing changes. */
  fileContent({ digest, reports, stories }: Pick<Content, "digest" | "reports" | "stories">): void {
    if (this.#kv.get<string>("content") === digest) return;
    const now = Date.now();
    const file = ({ sql, feeds, changes }: Filing): void => {
      this.#filings.forgetReports();
      feeds.resetValidators(fileContentReports(sql, reports, feeds.outlets(), now, changes));
      this.#kv.put("content", digest);
      this.#kv.put("editors", stories);
    };
    this.#file(now, file, stories);
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
    this.#file(now, (filing) => {
      fileFeedReports(filing, [batch]);
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
    const result = this.#file(now, (filing) => {
      const { sql, changes, row } = filing;
      for (const story of correctFutureTimes(sql, now)) changes.emptied.add(story);
      held = filePolls(filing, polls);
      // Retention cannot be undone, so that a clock that has jumped ahead must not start it.
      if (now - (row.lastFiled ?? now) < MAX_JUMP)
        row.expired = applyRetention(sql, row.expired, content.edition.retention, now);
    });
    return Promise.resolve({ ...result, held });
  }

  takeChange(): Promise<boolean> {
    return Promise.resolve(announceRevision(this.#sql));
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

  #file(...[now, file, editorStories]: Parameters<FilingRunner["run"]>): FilingResult {
    this.#backups.assertRestored();
    this.#backups.hold.noteChange();
    return this.#filings.run(now, file, editorStories);
  }
}
