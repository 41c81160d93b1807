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
  /** Makes the key of a new story from its first report. Called once for each story. */
  mint: (first: { id: string }) => string;
  /** Where reports are that memory no longer holds. Without it they are forgotten. */
  archive?: Archive;
  /** Reports to keep in memory. */
  workingSetSize?: number;
}

/** What to store beside a report, so that the archive can give it back and find it. */
export interface StoredFeatures {
  features: Features;
  terms: number[];
}

/** Folds reports into stories. One for each edition; batches are filed one after another. */
export class Engine {
  readonly #mint: EngineOptions["mint"];
  readonly #memory: WorkingSet;
  readonly #stream = new StreamCalibration();
  #open: ReportNode[] = [];

  constructor({ mint, archive, workingSetSize: memory }: EngineOptions) {
    this.#mint = mint;
    this.#memory = new WorkingSet(
      Math.max(2 * settings.openWindow, memory ?? settings.workingSetSize),
      archive,
    );
  }

  /** Files a batch. A report whose id is in memory already is passed over. */
  file(items: readonly ReportInput[]): Decision[] {
    const fresh: ReportNode[] = [];
    for (const item of items) if (!this.#memory.has(item.id)) fresh.push(this.#shelve(item));
    return this.#settle(fresh);
  }

  /** Puts an editor's word into effect; later batches respect it. */
  rule(rulings: readonly Ruling[]): Decision[] {
    const workingSet = this.#memory;
    const touched = new Set<ReportNode>();
    for (const ruling of rulings) {
      workingSet.recallById([...ruling.belong, ...ruling.not]);
      const cluster = workingSet.cluster(ruling.story);
      cluster.ruled = true;
      for (const id of ruling.belong) {
        const report = workingSet.get(id);
        if (report) touched.add(Object.assign(report, { pin: cluster }));
      }
      for (const id of ruling.not) {
        const entry = workingSet.get(id);
        if (entry)
          touched.add(
            Object.assign(entry, { banned: (entry.banned ?? new Set()).add(ruling.story) }),
          );
      }
    }
    return this.#settle([...touched]);
  }

  /**
   * Takes reports back into memory, oldest first, as after a restart. Where more are stored than memory holds, it must be
   * given one more than that, by which it knows that there is something to ask the archive for.
   */
  restore(filed: readonly ArchivedReport[]): void {
    let last: ReportNode | undefined;
    for (const report of filed) {
      if (this.#memory.has(report.id)) continue;
      last = this.#memory.restore(report);
      this.#stream.learnFromRestored(last);
    }
    if (last) this.#stream.resume(last);
  }

  /**
   * Looks at a report anew that says something else now. As long as its place is open the next batch may find it another
   * one; after that it stays where it is.
   *
   * @returns what to store of it, also where memory does not hold it
   */
  amend(item: ReportInput): StoredFeatures {
    const workingSet = this.#memory;
    const old = workingSet.get(item.id);
    const { features } = this.#take(item);
    if (old?.cluster) {
      const { cluster, pin, banned, open } = old;
      features.documentFrequency = old.features.documentFrequency;
      const at = cluster.members.indexOf(old);
      workingSet.drop(old);
      const { links } = open ? this.#look(features) : { links: new Map<ReportNode, number>() };
      const report = workingSet.add(item.id, features, links, null);
      Object.assign(report, { cluster, pin, banned, open, inOrder: false });
      cluster.members.splice(at, 0, report);
      scoreLinks(report);
      workingSet.keep(cluster);
      if (open) this.#open.push(report);
    }
    return { features, terms: keyTerms(features) };
  }

  /** What to store of a report in memory, so that the archive can give it back. */
  stored(id: string): StoredFeatures | undefined {
    const features = this.#memory.get(id)?.features;
    return features && { features, terms: keyTerms(features) };
  }

  #settle(fresh: ReportNode[]): Decision[] {
    const workingSet = this.#memory;
    this.#open = this.#open.filter(({ dropped }) => !dropped);
    for (const entry of fresh) {
      if (!entry.open) this.#open.push(entry);
      entry.open = true;
    }
    const { priorLogOdds } = this.#stream;
    for (const entry of this.#open) rescoreLinks(entry, priorLogOdds);
    const decisions = decide(this.#open, {
      clusterSizePrior: this.#stream.clusterSizePrior,
      open: (first) => workingSet.open(this.#mint(first)),
      close: (cluster) => workingSet.close(cluster),
      wordsOf: (report) => report.extracted ?? workingSet.wordsOf(report.id),
    });
    for (const entry of fresh) entry.extracted = null;
    this.#stream.learnFromDecisions(fresh);
    const settled = this.#open.splice(
      0,
      Math.max(0, this.#open.length - settings.openWindow + fresh.length),
    );
    for (const entry of settled) {
      entry.open = false;
      entry.links.clear();
      entry.rescorable.clear();
      entry.clusterLinks.clear();
      entry.copyOf = null;
    }
    return decisions;
  }

  #shelve(item: ReportInput): ReportNode {
    const taken = this.#take(item);
    const { features } = taken;
    const { links, nearest, best } = this.#look(features);
    this.#stream.learnFromLikeness(features, links);
    // A story counts less with each report more, or its own words would come to say little.
    for (const [other, score] of links) {
      if (score + priorOf(features, other.features) > 0 && score > best - 1)
        features.documentFrequency = Math.min(
          features.documentFrequency,
          other.features.documentFrequency / (1 + other.features.documentFrequency),
        );
    }
    const report = this.#memory.add(item.id, features, links, taken);
    scoreLinks(report);
    this.#stream.learnFromScores(report);
    if (nearest && isSameText(features, nearest.features)) report.copyOf = nearest;
    return report;
  }

  /** Takes a report apart, with what is to be expected in the stream at this time. */
  #take(item: ReportInput): Extracted {
    const taken = extract(item, this.#memory.index);
    Object.assign(taken.features, this.#stream.expect());
    return taken;
  }

  /** Compares a report with those that are like it. */
  #look(features: Features): {
    links: Map<ReportNode, number>;
    nearest?: ReportNode;
    best: number;
  } {
    const links = new Map<ReportNode, number>();
    let nearest: ReportNode | undefined;
    let best = Number.NEGATIVE_INFINITY;
    const compare = (others: ReportNode[]): void => {
      for (const other of others) {
        if (other.dropped || links.has(other)) continue;
        const score = likeness(features, other.features);
        links.set(other, score);
        if (score > best) {
          best = score;
          nearest = other;
        }
      }
    };
    compare(this.#memory.index.mostSimilar(features, settings.candidates));
    if (best + priorWithoutDates(features) < settings.recallBelow)
      compare(this.#memory.recall(features));
    return { links, best, ...(nearest && { nearest }) };
  }
}
