import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";
import { correctFutureTimes, MAX_JUMP } from "./clock.ts";
import { pollingTrouble } from "./feeds/polling-health.ts";
import { cacheDocument } from "./documents/document-cache.ts";
import { applyRulings, dropObsoleteEdits, EditorRulings } from "./stories/editor-rulings.ts";
import { fileContentReports, type FilingChanges } from "./reports/content-reports.ts";
import { Folding } from "./folding/folding.ts";
import type {
  DocumentResult,
  Health,
  DocumentRequest,
  NewsroomDocuments,
  NewsroomFeeds,
  StoredDocument,
} from "./api.ts";
import { rebuildLists, listStory } from "./lists/facets.ts";
import { answerRequest } from "./documents/answer-request.ts";
import { mintKey } from "./stories/story-key.ts";
import { fileFeedReports, type FeedBatch } from "./reports/feed-reports.ts";
import { applyRetention } from "./reports/retention.ts";
import { migrate } from "./schema.ts";
import { followOutlets } from "./outlets/follow-outlets.ts";
import { OutletRegistry } from "./outlets/registry.ts";
import { lastOpened } from "./documents/archive-queries.ts";
import { restoreKeys } from "./stories/key-history.ts";
import { leadToSuccessors } from "./stories/successors.ts";
import { markExcess, refreshStories } from "./stories/story-rows.ts";
import {
  findFeedState,
  feedHealth,
  isStale,
  noteHeld,
  saveFeedState,
  leaseDue,
  resetValidators,
  feedSource,
  type ReportSource,
} from "./feeds/feed-state.ts";

/**
 * Files reports and stores stories. It is a Durable Object, so that no two filings run at once.
 *
 * It never fetches: while it awaited the network, another request could run between a decision and its storage.
 */
export class Newsroom extends DurableObject implements NewsroomDocuments, NewsroomFeeds {
  readonly #sql: SqlStorage;
  readonly #kv: SyncKvStorage;
  readonly #folding: Folding;
  /** Loaded at the first filing. */
  #rulings: EditorRulings | null = null;
  /** Loaded at the first filing of feeds' reports. */
  #outlets: OutletRegistry | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#kv = state.storage.kv;
    this.#folding = new Folding(this.#sql, mintKey);
    migrate(state.storage);
    rebuildLists(state.storage);
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
    this.#publish(now, null, ({ emptied }) => {
      for (const story of followOutlets(this.#sql, edition, now)) emptied.add(story);
      this.#kv.put("build", build);
    });
  }

  /** Files, amends and withdraws what differs from the content filed last. If the filing fails, nothing changes. */
  fileContent({ digest, reports, stories }: Pick<Content, "digest" | "reports" | "stories">): void {
    if (this.#kv.get<string>("content") === digest) return;
    const now = Date.now();
    this.#publish(now, stories, (changes) => {
      this.#folding.reset();
      resetValidators(this.#sql, fileContentReports(this.#sql, reports, now, changes));
      this.#kv.put("content", digest);
      this.#kv.put("editors", stories);
    });
  }

  /** Files and folds a batch of reports from one source. Filing the same batch again changes nothing. */
  fileReports(source: ReportSource, reports: readonly Report[]): void {
    const now = Date.now();
    const batch = {
      source,
      reports: reports.map((report) => ({ guid: null, ...report })),
      stale: false,
    };
    this.#publish(now, null, (changes) => void this.#fileBatches([batch], now, changes));
  }

  leaseDueFeeds(now: number, limit: number, duration: number): Promise<FeedState[]> {
    return Promise.resolve(leaseDue(this.#sql, now, limit, duration));
  }

  filePolls(polls: PollResult[], now: number): Promise<FilingResult> {
    let held: FilingResult["held"] = {};
    const result = this.#publish(now, null, (changes) => {
      for (const story of correctFutureTimes(this.#sql, now)) changes.emptied.add(story);
      const batches = polls.flatMap((poll) => this.#receive(poll, now));
      held = this.#fileBatches(batches, now, changes);
      // Retention cannot be undone, so that a clock that has jumped ahead must not start it.
      if (now - (this.#kv.get<number>("lastFiled") ?? now) < MAX_JUMP)
        applyRetention(this.#sql, content.edition.retention, now);
    });
    return Promise.resolve({ ...result, held });
  }

  feedHealth(now: number): Promise<FeedHealth[]> {
    return Promise.resolve(feedHealth(this.#sql, now));
  }

  requestDocument(
    path: string | null,
    request: DocumentRequest,
    build: string,
    cachedBasis: number | null,
  ): Promise<DocumentResult> {
    const revision = this.#revision();
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
    const totals = this.#sql
      .exec<{ stories: number; reports: number }>("SELECT stories, reports FROM totals")
      .one();
    const lastFiled = this.#kv.get<number>("lastFiled") ?? null;
    return Promise.resolve({
      ...totals,
      lastFiled,
      trouble: pollingTrouble(this.#sql, lastFiled, now),
    });
  }

  /** Files reports, and notes which feeds have more than may be filed. @returns how many were held back, by outlet */
  #fileBatches(
    batches: readonly FeedBatch[],
    now: number,
    changes: FilingChanges,
  ): FilingResult["held"] {
    const outlets = (this.#outlets ??= new OutletRegistry(this.#sql));
    const held = fileFeedReports({ sql: this.#sql, outlets, now, changes }, batches);
    noteHeld(
      this.#sql,
      batches.map(({ source }) => source),
      held,
    );
    return Object.fromEntries(held);
  }

  /** Saves the feed's new state. @returns the reports to file; nothing if content no longer has the feed */
  #receive({ state, reports }: PollResult, now: number): FeedBatch[] {
    const known = findFeedState(this.#sql, state.outlet);
    if (!known) return [];
    const stale = isStale(state, known, now);
    if (!stale) saveFeedState(this.#sql, state);
    return reports === null ? [] : [{ source: feedSource(state.outlet), reports, stale }];
  }

  /**
   * Files reports and publishes the stories that changed. All of it is one transaction.
   *
   * @param editorStories the editors' new rulings; null if they are unchanged
   */
  #publish(
    now: number,
    editorStories: readonly EditorStory[] | null,
    file: (changes: FilingChanges) => void,
  ): FilingResult {
    try {
      return this.ctx.storage.transactionSync(() => {
        const filed: FilingChanges = {
          added: new Set(),
          amended: new Set(),
          emptied: new Set(),
          excess: new Set(),
          successors: new Map(),
        };
        file(filed);
        const revision = this.#revision() + 1;
        const stories = this.#updateStories(filed, editorStories, revision, now);
        refreshStories(this.#sql, stories, revision);
        for (const story of stories) listStory(this.#sql, story);
        const changed = stories.size > 0;
        if (changed || editorStories) {
          this.#kv.put("revision", revision);
          this.#kv.put("lastFiled", now);
        }
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
      this.#folding.reset();
      this.#rulings = null;
      this.#outlets = null;
      throw error;
    }
  }

  /** Folds what was filed and applies the editors' rulings on it. @returns ids of the stories that changed */
  #updateStories(
    filed: FilingChanges,
    editorStories: readonly EditorStory[] | null,
    revision: number,
    now: number,
  ): Set<number> {
    const { added, amended, emptied } = filed;
    const rulings = this.#currentRulings(editorStories);
    if (emptied.size > 0) this.#folding.reset();
    const before = lastOpened(this.#sql);
    const { opened, changed } = this.#folding.fold(filed, rulings.all, revision, now);
    markExcess(this.#sql, opened, filed.excess);
    const succeeded = leadToSuccessors(this.#sql, filed.successors, opened);
    if (succeeded.size > 0) this.#folding.reset();
    for (const story of filed.successors.values()) emptied.delete(story);
    const affected = new Set([...emptied, ...changed, ...succeeded, ...this.#storiesOf(amended)]);
    const toApply = editorStories ?? rulings.about(this.#sql, added.union(amended), affected);
    const context = { opened, mint: mintKey, revision, now };
    const edited = applyRulings(this.#sql, toApply, rulings.keys, context);
    if (editorStories)
      for (const story of dropObsoleteEdits(this.#sql, editorStories)) edited.add(story);
    if (edited.size > 0 || editorStories) this.#folding.reset();
    const all = affected.union(edited);
    const restored = restoreKeys(this.#sql, all, storiesAfter(all, before), rulings.keys);
    if (restored.size > 0) this.#folding.reset();
    return all.union(restored);
  }

  #currentRulings(editorStories: readonly EditorStory[] | null): EditorRulings {
    if (editorStories) this.#rulings = new EditorRulings(editorStories);
    return (this.#rulings ??= new EditorRulings(this.#kv.get<EditorStory[]>("editors") ?? []));
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

  /** Increases whenever anything that is published changes. */
  #revision(): number {
    return this.#kv.get<number>("revision") ?? 0;
  }
}

const storiesAfter = (stories: ReadonlySet<number>, last: number): Set<number> =>
  new Set([...stories].filter((id) => id > last));
