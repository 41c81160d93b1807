import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import type { Filing, Poll, WireHealth, WireState } from "../model/outlet-feed.ts";
import { keepDocument, type Kept } from "./documents/document-cache.ts";
import { applyEditors, dropEdits, Words } from "./stories/editor-rulings.ts";
import { fileFiles, type Filed } from "./reports/content-reports.ts";
import { Folding } from "./folding/folding.ts";
import type { Answer, Health, Need, Newsroom as Desk, Wires } from "./api.ts";
import { listAnew, listStory } from "./lists/facets.ts";
import { look } from "./documents/answer-need.ts";
import { mintKey } from "./stories/story-key.ts";
import { fileHauls, type Haul } from "./reports/feed-reports.ts";
import { dropOld } from "./reports/retention.ts";
import { migrate } from "./schema.ts";
import { refreshStory } from "./stories/story-rows.ts";
import {
  findWire,
  followOutlets,
  healthOfWires,
  isPast,
  keepState,
  leaseDue,
  readAgain,
  wireOf,
  type Wire,
} from "./feeds/feed-state.ts";

/**
 * The one place where reports are filed and stories kept. A Durable Object, so that no two filings ever run at once.
 *
 * It never fetches: an await on the network would let another request in between a decision and its writing down.
 */
export class Newsroom extends DurableObject implements Desk, Wires {
  readonly #sql: SqlStorage;
  readonly #kv: SyncKvStorage;
  readonly #folding: Folding;
  /** What editors say, once it was read. */
  #words: Words | null = null;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#kv = state.storage.kv;
    this.#folding = new Folding(this.#sql, mintKey);
    migrate(state.storage);
    listAnew(state.storage);
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
      followOutlets(this.#sql, edition.outlets, now);
      this.#kv.put("build", build);
    });
  }

  /** Files, amends and withdraws what differs from the content filed last; one that cannot be filed changes nothing. */
  fileContent({ digest, reports, stories }: Pick<Content, "digest" | "reports" | "stories">): void {
    if (this.#kv.get<string>("content") === digest) return;
    const now = Date.now();
    this.#publish(now, stories, (filed) => {
      this.#folding.startOver();
      readAgain(this.#sql, fileFiles(this.#sql, reports, now, filed));
      this.#kv.put("content", digest);
      this.#kv.put("editors", stories);
    });
  }

  /** Files a batch of one wire, and folds what is new. Filing the same again changes nothing. */
  file(wire: Wire, reports: readonly Report[]): void {
    const now = Date.now();
    const haul = {
      wire,
      reports: reports.map((report) => ({ guid: null, ...report })),
      past: false,
    };
    this.#publish(now, null, (filed) => fileHauls(this.#sql, [haul], now, filed));
  }

  due(now: number, most: number, lease: number): Promise<WireState[]> {
    return Promise.resolve(leaseDue(this.#sql, now, most, lease));
  }

  filePolls(polls: Poll[], now: number): Promise<Filing> {
    const outcome = this.#publish(now, null, (filed) => {
      fileHauls(
        this.#sql,
        polls.flatMap((poll) => this.#receive(poll, now)),
        now,
        filed,
      );
      dropOld(this.#sql, content.edition.retention, now);
    });
    return Promise.resolve(outcome);
  }

  wires(now: number): Promise<WireHealth[]> {
    return Promise.resolve(healthOfWires(this.#sql, now));
  }

  look(path: string | null, need: Need, build: string, held: number | null): Promise<Answer> {
    const revision = this.#revision();
    return Promise.resolve(look({ sql: this.#sql, revision, path, build, held }, need));
  }

  keep(
    path: string,
    build: string,
    basis: number,
    document: Omit<Kept, "modified">,
  ): Promise<number> {
    return Promise.resolve(keepDocument(this.#sql, path, build, basis, document, Date.now()));
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
  #receive({ state, reports }: Poll, now: number): Haul[] {
    const known = findWire(this.#sql, state.outlet);
    if (!known) return [];
    const past = isPast(state, known, now);
    if (!past) keepState(this.#sql, state);
    return reports === null ? [] : [{ wire: wireOf(state.outlet), reports, past }];
  }

  /**
   * Runs a filing, and folds, in one transaction: either all of it is published or nothing.
   *
   * @param stories what editors say from now on; null if they say the same
   */
  #publish(
    now: number,
    stories: readonly EditorStory[] | null,
    file: (filed: Filed) => void,
  ): Filing {
    try {
      return this.ctx.storage.transactionSync(() => {
        const filed: Filed = { added: new Set(), amended: new Set(), emptied: new Set() };
        file(filed);
        const { added, amended, emptied } = filed;
        if (stories) this.#words = new Words(stories);
        const words = (this.#words ??= new Words(this.#kv.get<EditorStory[]>("editors") ?? []));
        if (emptied.size > 0) this.#folding.startOver();
        const revision = this.#revision() + 1;
        const { opened, changed } = this.#folding.fold(filed, words.all, revision, now);
        const all = new Set([...emptied, ...changed, ...this.#storiesOf(amended)]);
        const concerned = stories ?? words.about(this.#sql, added.union(amended), all);
        const edited = applyEditors(this.#sql, concerned, words.keys, {
          opened,
          mint: mintKey,
          revision,
          now,
        });
        if (stories) for (const story of dropEdits(this.#sql, stories)) edited.add(story);
        for (const story of edited) all.add(story);
        for (const story of all) {
          refreshStory(this.#sql, story, revision);
          listStory(this.#sql, story);
        }
        if (edited.size > 0 || stories) this.#folding.startOver();
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
      this.#folding.startOver();
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
