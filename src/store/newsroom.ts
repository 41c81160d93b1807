import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import type { FilingResult, PollResult, FeedHealth, FeedState } from "../model/outlet-feed.ts";
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
import { refreshStory } from "./stories/story-rows.ts";
import {
  findFeedState,
  syncFeeds,
  feedHealth,
  isStale,
  saveFeedState,
  leaseDue,
  resetValidators,
  feedSource,
  type ReportSource,
} from "./feeds/feed-state.ts";

/**
 * The one place where reports are filed and stories kept. A Durable Object, so that no two filings ever run at once.
 *
 * It never fetches: an await on the network would let another request in between a decision and its writing down.
 */
export class Newsroom extends DurableObject implements NewsroomDocuments, NewsroomFeeds {
  readonly #sql: SqlStorage;
  readonly #kv: SyncKvStorage;
  readonly #folding: Folding;
  /** What editors say, once it was read. */
  #words: EditorRulings | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#kv = state.storage.kv;
    this.#folding = new Folding(this.#sql, mintKey);
    migrate(state.storage);
    rebuildLists(state.storage);
    // Content ships with code, and a new version of the code starts the object anew: so this is when content can change.
    try {
      this.followContent(content, Date.now());
      this.fileContent(content);
    } catch (error) {
      // What was filed before is still right to serve.
      console.error(JSON.stringify({ event: "content not filed", error: String(error) }));
    }
  }

  /** Takes over which outlets have a feed. */
  followContent({ build, edition }: Pick<Content, "build" | "edition">, now: number): void {
    if (this.#kv.get<string>("build") === build) return;
    this.ctx.storage.transactionSync(() => {
      syncFeeds(this.#sql, edition.outlets, now);
      this.#kv.put("build", build);
    });
  }

  /** Files, amends and withdraws what differs from the content filed last; one that cannot be filed changes nothing. */
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

  /** Files a batch of one wire, and folds what is new. Filing the same again changes nothing. */
  fileReports(source: ReportSource, reports: readonly Report[]): void {
    const now = Date.now();
    const haul = {
      wire: source,
      reports: reports.map((report) => ({ guid: null, ...report })),
      stale: false,
    };
    this.#publish(now, null, (changes) => fileFeedReports(this.#sql, [haul], now, changes));
  }

  leaseDueFeeds(now: number, most: number, lease: number): Promise<FeedState[]> {
    return Promise.resolve(leaseDue(this.#sql, now, most, lease));
  }

  filePolls(polls: PollResult[], now: number): Promise<FilingResult> {
    const outcome = this.#publish(now, null, (changes) => {
      fileFeedReports(
        this.#sql,
        polls.flatMap((poll) => this.#receive(poll, now)),
        now,
        changes,
      );
      applyRetention(this.#sql, content.edition.retention, now);
    });
    return Promise.resolve(outcome);
  }

  feedHealth(now: number): Promise<FeedHealth[]> {
    return Promise.resolve(feedHealth(this.#sql, now));
  }

  requestDocument(
    path: string | null,
    request: DocumentRequest,
    build: string,
    held: number | null,
  ): Promise<DocumentResult> {
    const revision = this.#revision();
    return Promise.resolve(answerRequest({ sql: this.#sql, revision, path, build, held }, request));
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

  /** Keeps the state of a poll's wire. @returns what it holds, nothing if content has no such wire any more */
  #receive({ state, reports }: PollResult, now: number): FeedBatch[] {
    const known = findFeedState(this.#sql, state.outlet);
    if (!known) return [];
    const past = isStale(state, known, now);
    if (!past) saveFeedState(this.#sql, state);
    return reports === null ? [] : [{ wire: feedSource(state.outlet), reports, stale: past }];
  }

  /**
   * Runs a filing, and folds, in one transaction: either all of it is published or nothing.
   *
   * @param stories what editors say from now on; null if they say the same
   */
  #publish(
    now: number,
    stories: readonly EditorStory[] | null,
    file: (changes: FilingChanges) => void,
  ): FilingResult {
    try {
      return this.ctx.storage.transactionSync(() => {
        const filed: FilingChanges = { added: new Set(), amended: new Set(), emptied: new Set() };
        file(filed);
        const { added, amended, emptied } = filed;
        if (stories) this.#words = new EditorRulings(stories);
        const rulings = (this.#words ??= new EditorRulings(
          this.#kv.get<EditorStory[]>("editors") ?? [],
        ));
        if (emptied.size > 0) this.#folding.reset();
        const revision = this.#revision() + 1;
        const { opened, changed } = this.#folding.fold(filed, rulings.all, revision, now);
        const all = new Set([...emptied, ...changed, ...this.#storiesOf(amended)]);
        const concerned = stories ?? rulings.about(this.#sql, added.union(amended), all);
        const edited = applyRulings(this.#sql, concerned, rulings.keys, {
          opened,
          mint: mintKey,
          revision,
          now,
        });
        if (stories) for (const story of dropObsoleteEdits(this.#sql, stories)) edited.add(story);
        for (const story of edited) all.add(story);
        for (const story of all) {
          refreshStory(this.#sql, story, revision);
          listStory(this.#sql, story);
        }
        if (edited.size > 0 || stories) this.#folding.reset();
        const changedAny = all.size > 0;
        if (changedAny || stories) {
          this.#kv.put("revision", revision);
          this.#kv.put("lastFiled", now);
        }
        return {
          added: added.size,
          amended: amended.difference(added).size,
          stories: all.size,
          changed: changedAny,
        };
      });
    } catch (error) {
      // What is held may be of the filing that was undone.
      this.#folding.reset();
      this.#words = null;
      throw error;
    }
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

  /** Goes up whenever anything that is published changes. */
  #revision(): number {
    return this.#kv.get<number>("revision") ?? 0;
  }
}
