/** The folding engine: reports in, decisions out. */
import type { ReportNode } from "./state/cluster.ts";
import { type Features, extract, type Extracted } from "./features/extract.ts";
import { keyTerms, WorkingSet } from "./state/working-set.ts";
import { rescoreLinks, scoreLinks } from "./grouping/margin.ts";
import { isSameText } from "./scoring/near-duplicate.ts";
import { settings } from "./hyperparameters.ts";
import { decide } from "./decisions/decide.ts";
import { likeness } from "./scoring/pair-score.ts";
import { priorOf, priorWithoutDates } from "./features/time-gap.ts";
import { StreamCalibration } from "./calibration/stream.ts";
import type { Archive, ArchivedReport } from "./state/archive.ts";
import type { Decision, ReportInput, Ruling } from "./types.ts";

export interface EngineOptions {
  /** Creates the key of a new story from its first report. Called once per story. */
  mint: (first: { id: string }) => string;
  /** Access to reports that have left memory. Without it they are forgotten. */
  archive?: Archive;
  /** Maximum number of reports in memory. */
  workingSetSize?: number;
}

/** What to store with a report, so that the archive can find and return it. */
export interface StoredFeatures {
  features: Features;
  /** The terms by which the archive finds it. */
  terms: number[];
}

/** Folds reports into stories. An edition has one engine, which files batches one after another. */
export class Engine {
  readonly #mint: EngineOptions["mint"];
  readonly #workingSet: WorkingSet;
  readonly #stream = new StreamCalibration();
  /** The reports that may still be reassigned, in the order in which they were opened. */
  #open: ReportNode[] = [];

  constructor({ mint, archive, workingSetSize = settings.workingSetSize }: EngineOptions) {
    this.#mint = mint;
    this.#workingSet = new WorkingSet(Math.max(2 * settings.openWindow, workingSetSize), archive);
  }

  /** Files a batch of reports. Reports whose id is already in memory are skipped. */
  file(items: readonly ReportInput[]): Decision[] {
    const added: ReportNode[] = [];
    for (const item of items) if (!this.#workingSet.has(item.id)) added.push(this.#add(item));
    return this.#decide(added);
  }

  /** Applies editors' rulings, which later batches respect. */
  rule(rulings: readonly Ruling[]): Decision[] {
    const workingSet = this.#workingSet;
    const touched = new Set<ReportNode>();
    for (const ruling of rulings) {
      workingSet.recallById([...ruling.belong, ...ruling.not]);
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
   * Restores previously filed reports after a restart.
   *
   * @param filed the latest reports, oldest first. If more are stored than fit into memory, pass one more than fit: its
   * eviction tells the engine that the archive has reports to recall.
   */
  restore(filed: readonly ArchivedReport[]): void {
    let last: ReportNode | undefined;
    for (const report of filed) {
      if (this.#workingSet.has(report.id)) continue;
      last = this.#workingSet.restore(report);
      this.#stream.learnFromRestored(last);
    }
    if (last) this.#stream.resume(last);
  }

  /**
   * Extracts an amended report again. While it is open it is also compared again, and the next batch may reassign it. A
   * settled report stays in its story.
   *
   * @returns what to store with it, even if it is not in memory
   */
  amend(item: ReportInput): StoredFeatures {
    const workingSet = this.#workingSet;
    const old = workingSet.get(item.id);
    const { features } = this.#extract(item);
    if (old?.cluster) {
      const { cluster, pin, banned, open } = old;
      features.documentFrequency = old.features.documentFrequency;
      const at = cluster.members.indexOf(old);
      workingSet.drop(old);
      const { links } = open ? this.#compare(features) : { links: new Map<ReportNode, number>() };
      const report = workingSet.add(item.id, features, links, null);
      Object.assign(report, { cluster, pin, banned, open, inOrder: false });
      cluster.members.splice(at, 0, report);
      scoreLinks(report);
      workingSet.keep(cluster);
      if (open) this.#open.push(report);
    }
    return { features, terms: keyTerms(features) };
  }

  /** What to store with a report in memory, so that the archive can return it. */
  stored(id: string): StoredFeatures | undefined {
    const features = this.#workingSet.get(id)?.features;
    return features && { features, terms: keyTerms(features) };
  }

  /** Decides on all open reports, to which these are added, and settles the oldest ones. */
  #decide(touched: ReportNode[]): Decision[] {
    const workingSet = this.#workingSet;
    this.#open = this.#open.filter(({ dropped }) => !dropped);
    for (const report of touched) {
      if (!report.open) this.#open.push(report);
      report.open = true;
    }
    const { priorLogOdds } = this.#stream;
    for (const report of this.#open) rescoreLinks(report, priorLogOdds);
    const decisions = decide(this.#open, {
      clusterSizePrior: this.#stream.clusterSizePrior,
      open: (first) => workingSet.open(this.#mint(first)),
      close: (cluster) => workingSet.close(cluster),
      wordsOf: (report) => report.extracted ?? workingSet.wordsOf(report.id),
    });
    for (const report of touched) report.extracted = null;
    this.#stream.learnFromDecisions(touched);
    const settled = this.#open.splice(
      0,
      Math.max(0, this.#open.length - settings.openWindow + touched.length),
    );
    for (const report of settled) {
      report.open = false;
      report.links.clear();
      report.rescorable.clear();
      report.clusterLinks.clear();
      report.copyOf = null;
    }
    return decisions;
  }

  /** Extracts a new report, compares it and adds it to the working set. */
  #add(item: ReportInput): ReportNode {
    const extracted = this.#extract(item);
    const { features } = extracted;
    const { links, nearest, best } = this.#compare(features);
    this.#stream.learnFromLikeness(features, links);
    // Each further report of a story counts less, or a large story would make its own words worthless.
    for (const [other, pairLikeness] of links) {
      const isLikely = pairLikeness + priorOf(features, other.features) > 0;
      if (isLikely && pairLikeness > best - 1)
        features.documentFrequency = Math.min(
          features.documentFrequency,
          other.features.documentFrequency / (1 + other.features.documentFrequency),
        );
    }
    const report = this.#workingSet.add(item.id, features, links, extracted);
    scoreLinks(report);
    this.#stream.learnFromScores(report);
    if (nearest && isSameText(features, nearest.features)) report.copyOf = nearest;
    return report;
  }

  /** Extracts a report, with the stream's current estimates among its features. */
  #extract(item: ReportInput): Extracted {
    const extracted = extract(item, this.#workingSet.index);
    Object.assign(extracted.features, this.#stream.snapshot());
    return extracted;
  }

  /** Retrieves a report's candidates and compares it with them, in the archive too if none in memory is likely. */
  #compare(features: Features): {
    /** Likeness with each candidate. */
    links: Map<ReportNode, number>;
    nearest?: ReportNode;
    best: number;
  } {
    const links = new Map<ReportNode, number>();
    let nearest: ReportNode | undefined;
    let best = Number.NEGATIVE_INFINITY;
    const addLinks = (candidates: ReportNode[]): void => {
      for (const other of candidates) {
        if (other.dropped || links.has(other)) continue;
        const pairLikeness = likeness(features, other.features);
        links.set(other, pairLikeness);
        if (pairLikeness > best) {
          best = pairLikeness;
          nearest = other;
        }
      }
    };
    addLinks(this.#workingSet.index.mostSimilar(features, settings.candidates));
    if (best + priorWithoutDates(features) < settings.recallBelow)
      addLinks(this.#workingSet.recall(features));
    return { links, best, ...(nearest && { nearest }) };
  }
}
