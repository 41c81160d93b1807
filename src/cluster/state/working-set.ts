/** The reports and clusters in memory: adds and evicts reports. */
import {
  type ReportNode,
  RestoredNode,
  removeFromCluster,
  moveToCluster,
  type Cluster,
} from "./cluster.ts";
import { decode, encodedTermCount } from "../features/codec.ts";
import { NO_FEATURES } from "../features/extract.ts";
import { SlidingWindowIndex } from "../candidates/sliding-window-index.ts";
import type { FiledReport } from "./filed-report.ts";

export class WorkingSet {
  readonly index: SlidingWindowIndex<ReportNode>;
  readonly #reports = new Map<string, ReportNode>();
  readonly #clusters = new Map<string, Cluster>();
  /** The highest `opened` of a cluster. */
  #lastOpened = 0;

  /** @param size maximum number of reports */
  constructor(size: number) {
    this.index = new SlidingWindowIndex(size);
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
      if (!evicted.dropped) this.drop(evicted);
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

  /** Fills an empty working set with the latest of these reports, oldest first, in the clusters that they are in. */
  restore(filed: readonly FiledReport[]): void {
    const counts = filed.map(({ features }) => encodedTermCount(features));
    const fitting = filed.slice(this.index.firstThatFits(counts));
    const nodes = fitting.map(({ id, story, opened, features }, seq) => {
      const report = new RestoredNode(id, features, seq);
      moveToCluster(report, this.cluster(story, opened));
      this.#reports.set(id, report);
      return report;
    });
    this.index.fill(nodes, (seq) => decode((fitting[seq] as FiledReport).features));
  }
}
