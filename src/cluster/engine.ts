/** The folding engine: reports in, decisions out. */
import { type Cluster, type ReportNode, reportNode } from "./state/cluster.ts";
import { extract, type Extracted, type Tokenized, tokenizeReport } from "./features/extract.ts";
import { decode, encode } from "./features/codec.ts";
import { documentFrequency } from "./features/document-frequency.ts";
import { WorkingSet } from "./state/working-set.ts";
import { settings } from "./hyperparameters.ts";
import { decide } from "./decisions/decide.ts";
import { MatchPrior } from "./scoring/match-prior.ts";
import { PairModel } from "./scoring/pair-model.ts";
import type { FiledReport } from "./state/filed-report.ts";
import type { Decision, ReportInput, Ruling } from "./types.ts";

export interface EngineOptions {
  /** Creates the key of a new story from its first report. Called once per story. */
  mint: (first: { id: string }) => string;
  /** Finds a filed report, for the words in the evidence of a merge or split. Called rarely. */
  textOf?: (id: string) => ReportInput | undefined;
  /** Maximum number of reports in memory. */
  workingSetSize?: number;
  /** The pair model; the one that Storyfold comes with by default. */
  model?: PairModel;
}

/** Folds reports into stories. An edition has one engine, which files batches one after another. */
export class Engine {
  readonly #mint: EngineOptions["mint"];
  readonly #textOf: EngineOptions["textOf"];
  readonly #workingSet: WorkingSet;
  readonly #model: PairModel;
  readonly #prior = new MatchPrior();
  /** The reports that may still be reassigned, in the order in which they were opened. */
  #open: ReportNode[] = [];
  /** Open reports whose text has changed since the last batch. */
  #amended: ReportNode[] = [];
  /** The latest time of publication filed, in days since 1970. */
  #latestDay = Number.NEGATIVE_INFINITY;

  constructor({
    mint,
    textOf,
    workingSetSize = settings.workingSetSize,
    model = new PairModel(),
  }: EngineOptions) {
    this.#mint = mint;
    this.#textOf = textOf;
    this.#model = model;
    this.#workingSet = new WorkingSet(workingSetSize);
  }

  /** Files a batch of reports. Reports whose id is already in memory are skipped. */
  file(items: readonly ReportInput[]): Decision[] {
    const added: ReportNode[] = [];
    const batch = items.filter(({ id }) => !this.#workingSet.has(id));
    const { index } = this.#workingSet;
    const tokenized = batch.map((item) => tokenizeReport(item, index.usualLanguage()));
    index.announce(tokenized);
    for (const [i, item] of batch.entries())
      if (!this.#workingSet.has(item.id)) added.push(this.#add(item, tokenized[i] as Tokenized));
    return this.#decide(added);
  }

  /** Applies editors' rulings on reports in memory, which later batches respect. */
  rule(rulings: readonly Ruling[]): Decision[] {
    const workingSet = this.#workingSet;
    const touched = new Set<ReportNode>();
    for (const ruling of rulings) {
      const cluster = workingSet.cluster(ruling.story);
      cluster.ruled = true;
      for (const id of ruling.belong) {
        const report = workingSet.get(id);
        if (!report) continue;
        report.pin = cluster;
        touched.add(report);
      }
      for (const id of ruling.not) {
        const report = workingSet.get(id);
        if (!report) continue;
        report.banned = (report.banned ?? new Set()).add(ruling.story);
        touched.add(report);
      }
    }
    return this.#decide([...touched]);
  }

  /**
   * Restores previously filed reports after a restart, before anything else is filed.
   *
   * @param filed the latest reports, oldest first
   */
  restore(filed: readonly FiledReport[]): void {
    this.#open = this.#workingSet.restore(filed);
    for (const { day } of this.#open) if (day > this.#latestDay) this.#latestDay = day;
    this.#settle();
    const last = filed.at(-1);
    if (last) this.#prior.resume(decode(last.features).matchLogOdds, filed.length);
  }

  /**
   * Extracts an amended report again. While it is open it is also compared again, and the next batch may reassign it. A
   * settled report stays in its story.
   *
   * @returns its encoded features, even if it is not in memory
   */
  amend(item: ReportInput): FiledReport["features"] {
    const workingSet = this.#workingSet;
    const old = workingSet.get(item.id);
    const { features } = extract(item, workingSet.index);
    if (old?.cluster) {
      const { cluster, pin, banned, open } = old;
      const at = cluster.members.indexOf(old);
      workingSet.drop(old);
      const report = reportNode(item.id, { features }, workingSet.index.next);
      if (open) this.#compare(report);
      features.documentFrequency = old.features.documentFrequency;
      workingSet.add(report);
      Object.assign(report, { cluster, pin, banned, open });
      cluster.members.splice(at, 0, report);
      workingSet.keep(cluster);
      if (open) {
        this.#open[this.#open.indexOf(old)] = report;
        this.#amended.push(report);
      }
    }
    return encode(features);
  }

  /** A report in memory as it is to be stored, so that it can be restored. */
  stored(id: string): FiledReport | undefined {
    const report = this.#workingSet.get(id);
    if (!report?.cluster) return undefined;
    const { key, opened } = report.cluster;
    return { id, story: key, opened, features: encode(report.features) };
  }

  /** Decides on these reports and on the open ones near them, and settles the oldest ones. */
  #decide(touched: ReportNode[]): Decision[] {
    const workingSet = this.#workingSet;
    for (const report of this.#amended) if (!report.dropped) touched.push(report);
    this.#amended = [];
    for (const report of touched) {
      if (!report.open) this.#open.push(report);
      report.open = true;
    }
    const decisions = decide(touched, {
      model: this.#model,
      score: (later, earlier) =>
        this.#model.score(later.features, earlier.features) + this.#prior.correction,
      open: (first) => workingSet.open(this.#mint(first)),
      close: (cluster) => workingSet.close(cluster),
      wordsOf: (report) => report.extracted ?? this.#wordsOf(report.id),
    });
    for (const report of touched) {
      report.extracted = null;
      if (report.day > this.#latestDay) this.#latestDay = report.day;
    }
    this.#settle();
    return decisions;
  }

  /** Extracts the words of a filed report. */
  #wordsOf(id: string): Extracted | null {
    const item = this.#textOf?.(id);
    return item ? extract(item, this.#workingSet.index) : null;
  }

  /** Settles reports that are too old to be reassigned, and the oldest ones of too many, in all and in one story. */
  #settle(): void {
    const earliest = this.#latestDay - settings.openHours / 24;
    const open: ReportNode[] = [];
    const byStory = new Map<Cluster | null, number>();
    for (const report of this.#open.toReversed()) {
      if (report.dropped) continue;
      const inStory = byStory.get(report.cluster) ?? 0;
      if (
        report.day < earliest ||
        open.length >= settings.openReports ||
        inStory >= settings.openReportsPerStory
      ) {
        // A restored report has no links yet, and needs none.
        if (report.open) report.links.clear();
        report.open = false;
        continue;
      }
      report.open = true;
      byStory.set(report.cluster, inStory + 1);
      open.push(report);
    }
    this.#open = open.toReversed();
  }

  /** Extracts a new report, compares it and adds it to the working set. */
  #add(item: ReportInput, tokenized: Tokenized): ReportNode {
    const { index } = this.#workingSet;
    const report = reportNode(item.id, extract(item, index, tokenized), index.next);
    this.#compare(report);
    return this.#workingSet.add(report);
  }

  /** Retrieves a report's candidates and scores it with them. */
  #compare(report: ReportNode): void {
    const candidates = this.#workingSet.index
      .mostSimilar(report.features, settings.candidates)
      .filter(({ dropped }) => !dropped);
    const prior = this.#prior.correction;
    const scores: number[] = [];
    const compared = candidates.map((other) => {
      const { score, cosine } = this.#model.compare(report.features, other.features);
      scores.push(score);
      report.links.set(other, score + prior);
      return { cosine, other: other.features };
    });
    this.#prior.learn(scores);
    report.features.matchLogOdds = this.#prior.estimate;
    report.features.documentFrequency = documentFrequency(compared);
  }
}
