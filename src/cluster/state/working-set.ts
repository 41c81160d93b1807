/** The reports and clusters in memory: adds and evicts reports, and recalls them from the archive. */
import { type ReportNode, reportNode, removeFromCluster, type Cluster } from "./cluster.ts";
import { type Features, NO_FEATURES, extract, type Extracted } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { heaviest, SlidingWindowIndex } from "../candidates/sliding-window-index.ts";
import type { PairModel } from "../scoring/pair-model.ts";
import type { Archive, ArchivedReport } from "./archive.ts";

export class WorkingSet {
  readonly index: SlidingWindowIndex<ReportNode>;
  readonly #archive: Archive | undefined;
  readonly #reports = new Map<string, ReportNode>();
  readonly #clusters = new Map<string, Cluster>();
  /** The highest `opened` of a cluster. */
  #lastOpened = 0;
  /** Id of the last evicted report in filing order; null while nothing was evicted. */
  #lastEvicted: string | null = null;

  readonly #model: PairModel;

  /** @param size maximum number of reports */
  constructor(size: number, model: PairModel, archive: Archive | undefined) {
    this.#model = model;
    this.index = new SlidingWindowIndex(size);
    this.#archive = archive;
  }

  /** True if the working set has this report. */
  has(id: string): boolean {
    return this.#reports.has(id);
  }

  /** The report with this id, if the working set has it. */
  get(id: string): ReportNode | undefined {
    return this.#reports.get(id);
  }

  /** The cluster with this key, which is created if the working set does not have it. */
  cluster(key: string, opened = this.#lastOpened): Cluster {
    let cluster = this.#clusters.get(key);
    if (!cluster) {
      cluster = { key, opened, members: [], ruled: false };
      this.#clusters.set(key, cluster);
    }
    this.#lastOpened = Math.max(this.#lastOpened, opened);
    return cluster;
  }

  /** Creates a cluster that is newer than all others. */
  open(key: string): Cluster {
    return this.cluster(key, this.#lastOpened + 1);
  }

  /** Registers a cluster again whose only report was dropped and replaced. */
  keep(cluster: Cluster): void {
    this.#clusters.set(cluster.key, cluster);
  }

  /** Removes a cluster. */
  close({ key }: Cluster): void {
    this.#clusters.delete(key);
  }

  /** Adds a report, and evicts the oldest ones that exceed the capacity. */
  add(report: ReportNode): ReportNode {
    for (const evicted of this.index.add(report)) {
      if (!evicted.dropped) {
        this.drop(evicted);
        if (evicted.inOrder) this.#lastEvicted = evicted.id;
      }
      // Links of other reports may still lead to it, so its memory is freed here.
      Object.assign(evicted, { features: NO_FEATURES });
    }
    this.#reports.set(report.id, report);
    return report;
  }

  /** Removes a report from everything but the index, which keeps it until it is evicted in turn. */
  drop(report: ReportNode): void {
    const { cluster } = report;
    removeFromCluster(report);
    if (cluster?.members.length === 0 && !cluster.ruled) this.close(cluster);
    // Reports that were compared with it must not reach its cluster through it.
    report.cluster = null;
    report.dropped = true;
    this.#reports.delete(report.id);
  }

  /** Adds a previously filed report to the cluster that it is in. */
  restore(filed: ArchivedReport, features = this.#featuresOf(filed)): ReportNode {
    const report = this.add(reportNode(filed.id, { features }, this.index.next));
    const cluster = this.cluster(filed.story, filed.opened);
    cluster.opened = Math.min(cluster.opened, filed.opened);
    report.cluster = cluster;
    cluster.members.push(report);
    return report;
  }

  #featuresOf({ features }: ArchivedReport): Features {
    return "terms" in features ? features : extract(features, this.index).features;
  }

  /** Looks for similar reports in the archive, if any report was evicted. Those that are near enough are restored. */
  recall(report: ReportNode): ReportNode[] {
    if (!this.#archive || this.#lastEvicted === null) return [];
    const found: ReportNode[] = [];
    for (const filed of this.#archive.byTerms(
      keyTerms(report.features),
      settings.recallLimit,
      this.#lastEvicted,
    )) {
      const known = this.#reports.get(filed.id);
      if (known) {
        found.push(known);
        continue;
      }
      const features = this.#featuresOf(filed);
      // Restoring others would only evict more reports.
      if (this.#model.score(report.features, features) > settings.considerAbove)
        found.push(Object.assign(this.restore(filed, features), { inOrder: false }));
    }
    return found;
  }

  /** Restores those of these reports that are not in the working set. */
  recallById(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#reports.has(id));
    if (missing.length === 0 || !this.#archive) return;
    for (const filed of this.#archive.byIds(missing)) this.restore(filed).inOrder = false;
  }

  /** Extracts the words of a report in the archive. */
  wordsOf(id: string): Extracted | null {
    const item = this.#archive?.item(id);
    return item ? extract(item, this.index) : null;
  }
}

/** The terms by which the archive finds a report: the heaviest of its body. */
export function keyTerms(features: Features): number[] {
  return heaviest(features, settings.keyTerms);
}
