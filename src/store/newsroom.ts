import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";
import { closeDays } from "./days/close-days.ts";
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
import { filePolls } from "./feeds/file-polls.ts";
import { fileFeedReports } from "./reports/feed-reports.ts";
import { applyRetention } from "./reports/retention.ts";
import { migrate } from "./schema.ts";
import { refreshStory } from "./stories/story-rows.ts";
import {
  syncFeeds,
  feedHealth,
  leaseDue,
  resetValidators,
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

  /** Updates the set of polled feeds to match a new build's content. */
  followContent({ build, edition }: Pick<Content, "build" | "edition">, now: number): void {
    if (this.#kv.get<string>("build") === build) return;
    this.ctx.storage.transactionSync(() => {
      syncFeeds(this.#sql, edition.outlets, now);
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
      feed: null,
      feeds: new Set<number>(),
      reports: reports.map((report) => ({ guid: null, ...report })),
      distrusted: false,
      stale: false,
    };
    this.#publish(now, null, (changes) => {
      fileFeedReports(this.#sql, [batch], now, changes);
    });
  }

  leaseDueFeeds(now: number, limit: number, duration: number): Promise<FeedState[]> {
    return Promise.resolve(leaseDue(this.#sql, now, limit, duration));
  }

  filePolls(polls: PollResult[], now: number): Promise<FilingResult> {
    const result = this.#publish(now, null, (changes) => {
      filePolls(this.#sql, polls, now, changes);
      applyRetention(this.#sql, content.edition.retention, now);
    });
    return Promise.resolve(result);
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

  health(): Promise<Health> {
    const { stories, reports } = this.#sql
      .exec<{ stories: number; reports: number }>(
        "SELECT (SELECT count(*) FROM stories WHERE gone = 0) AS stories, (SELECT count(*) FROM reports) AS reports",
      )
      .one();
    return Promise.resolve({
      stories,
      reports,
      lastFiled: this.#kv.get<number>("lastFiled") ?? null,
    });
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
        closeDays(this.#sql, content.edition, now);
        const filed: FilingChanges = { added: new Set(), amended: new Set(), emptied: new Set() };
        file(filed);
        const revision = this.#revision() + 1;
        const stories = this.#updateStories(filed, editorStories, revision, now);
        for (const story of stories) {
          refreshStory(this.#sql, story, revision, content.edition.language);
          listStory(this.#sql, story);
        }
        const changed = stories.size > 0;
        // An edition that has just been filed has days that ended before.
        if (changed) closeDays(this.#sql, content.edition, now);
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
        };
      });
    } catch (error) {
      // Memory may reflect the filing that was rolled back.
      this.#folding.reset();
      this.#rulings = null;
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
    const { opened, changed } = this.#folding.fold(filed, rulings.all, revision, now);
    const affected = new Set([...emptied, ...changed, ...this.#storiesOf(amended)]);
    const toApply = editorStories ?? rulings.about(this.#sql, added.union(amended), affected);
    const context = { opened, mint: mintKey, revision, now };
    const edited = applyRulings(this.#sql, toApply, rulings.keys, context);
    if (editorStories)
      for (const story of dropObsoleteEdits(this.#sql, editorStories)) edited.add(story);
    if (edited.size > 0 || editorStories) this.#folding.reset();
    return affected.union(edited);
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
