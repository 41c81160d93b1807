import { DurableObject } from "cloudflare:workers";
import { content } from "#content";
import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import { keepDocument, type Kept } from "./documents.ts";
import { applyEditors } from "./editors.ts";
import { fileReports, withdrawReports, type Wire } from "./filing.ts";
import { Folding } from "./folding.ts";
import type { Answer, Health, Need, Newsroom as Desk } from "./interface.ts";
import { listAnew, listStory } from "./marks.ts";
import { look } from "./look.ts";
import { mintKey } from "./mint.ts";
import { migrate } from "./schema.ts";
import { refreshStory } from "./upkeep.ts";

/** What a filing changes before anything is folded, by rows. */
interface Change {
  /** Reports that are new. */
  added: number[];
  /** Stories whose reports were amended or withdrawn. */
  touched: Set<number>;
}

/**
 * The one place where reports are filed and stories kept. A Durable Object, so that no two filings ever run at once.
 *
 * It never fetches: an await on the network would let another request in between a decision and its writing down.
 */
export class Newsroom extends DurableObject implements Desk {
  readonly #sql: SqlStorage;
  readonly #kv: SyncKvStorage;
  readonly #folding: Folding;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#kv = state.storage.kv;
    this.#folding = new Folding(this.#sql, mintKey);
    migrate(state.storage);
    listAnew(state.storage);
    // Content ships with code, and a new version of the code starts the object anew: so this is when content can change.
    try {
      this.fileContent(content);
    } catch (error) {
      // What was filed before is still right to serve.
      console.error(JSON.stringify({ event: "content not filed", error: String(error) }));
    }
  }

  /** Files, amends and withdraws what differs from the content filed last; one that cannot be filed changes nothing. */
  fileContent({ digest, reports, stories }: Pick<Content, "digest" | "reports" | "stories">): void {
    if (this.#kv.get<string>("content") === digest) return;
    this.#publish((change) => {
      this.#folding.startOver();
      const withdrawn = withdrawReports(
        this.#sql,
        "content",
        reports.map(({ url }) => url),
      );
      for (const story of withdrawn) change.touched.add(story);
      this.#take("content", reports, change);
      this.#kv.put("content", digest);
      this.#kv.put("editors", stories);
    });
  }

  /** Files a batch of one wire, and folds what is new. Filing the same again changes nothing. */
  file(wire: Wire, reports: readonly Report[]): void {
    this.#publish((change) => this.#take(wire, reports, change));
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

  /** Runs a filing, and folds, in one transaction: either all of it is published or nothing. */
  #publish(file: (change: Change) => void): void {
    try {
      this.ctx.storage.transactionSync(() => {
        const change: Change = { added: [], touched: new Set() };
        const before = this.#kv.get<string>("content");
        file(change);
        const withOtherContent = before !== this.#kv.get<string>("content");
        const revision = this.#revision() + 1;
        const editors = this.#kv.get<EditorStory[]>("editors") ?? [];
        const { opened, changed } = this.#folding.fold(change.added, editors, revision);
        const edited = applyEditors(this.#sql, editors, opened, mintKey, revision);
        const all = change.touched.union(changed).union(edited);
        for (const story of all) {
          refreshStory(this.#sql, story, revision);
          listStory(this.#sql, story);
        }
        if (edited.size > 0 || withOtherContent) this.#folding.startOver();
        if (all.size === 0 && !withOtherContent) return;
        this.#kv.put("revision", revision);
        this.#kv.put("lastFiled", Date.now());
      });
    } catch (error) {
      // What it holds may be of the filing that was undone.
      this.#folding.startOver();
      throw error;
    }
  }

  /** Writes a batch down, as part of a filing. */
  #take(wire: Wire, reports: readonly Report[], { added, touched }: Change): void {
    const filed = fileReports(this.#sql, wire, reports, Date.now());
    added.push(...filed.added);
    for (const { story } of this.#sql.exec<{ story: number }>(
      "SELECT story FROM reports WHERE id IN (SELECT value FROM json_each(?))",
      JSON.stringify(filed.amended),
    ))
      touched.add(story);
  }

  /** Goes up whenever anything that is published changes. */
  #revision(): number {
    return this.#kv.get<number>("revision") ?? 0;
  }
}
