/**
 * The reports whose place is open, and the stories that they may be in, as
 * groups to be merged. A story's settled reports are one node, an open report
 * is one of its own.
 */
import { absorb, mayMerge, bannedKeys, combined, type Constraints } from "./constraints.ts";
import { AverageLinkage } from "./average-linkage.ts";
import type { ReportNode, Cluster } from "../state/cluster.ts";
import type { ClusterSizePrior } from "../calibration/cluster-size-prior.ts";
import { settings } from "../hyperparameters.ts";
import { ClusterScores, linkToCluster, linkClusters } from "./linkage.ts";

/** A group as it comes out: the settled stories in it, and the open reports. */
export interface Group {
  clusters: Cluster[];
  reports: ReportNode[];
}

/** Groups the open reports, each with the stories that it belongs to. */
export function group(open: readonly ReportNode[], growth: ClusterSizePrior): Group[] {
  const graph = new MergeGraph(growth);
  for (const report of open) graph.addReport(report);
  for (const entry of open) graph.addLinks(entry);
  return graph.solve();
}

class MergeGraph {
  readonly #groups: AverageLinkage;
  readonly #ofEntry = new Map<ReportNode, number>();
  readonly #ofStory = new Map<Cluster, number>();
  readonly #settled = new Map<Cluster, number>();
  readonly #bounds: Constraints[] = [];

  constructor(growth: ClusterSizePrior) {
    const { threshold, uncomparedScore, bestPairShare } = settings;
    this.#groups = new AverageLinkage({
      threshold,
      missing: uncomparedScore,
      nearest: bestPairShare,
      sizePrior: (one, other) => growth.logOdds(one, other),
    });
  }

  /** How many of a story's reports are settled; large stories are asked about often. */
  #settledOf(cluster: Cluster): number {
    let count = this.#settled.get(cluster);
    if (count === undefined) {
      count = 0;
      for (const member of cluster.members) if (!member.open) count++;
      this.#settled.set(cluster, count);
    }
    return count;
  }

  addReport(report: ReportNode): void {
    this.#ofEntry.set(report, this.#groups.add(1));
    this.#bounds.push({ ruled: report.pin, banned: report.banned });
  }

  /** Node of a story's settled part; undefined if it has none. */
  #storyNode(cluster: Cluster): number | undefined {
    let node = this.#ofStory.get(cluster);
    if (node === undefined) {
      const settled = this.#settledOf(cluster);
      if (settled === 0 && !cluster.ruled) return undefined;
      node = this.#groups.add(settled, Math.max(1, Math.min(settings.maxClusterWeight, settled)));
      this.#ofStory.set(cluster, node);
      this.#bounds.push({ ruled: cluster.ruled ? cluster : null, banned: bannedKeys(cluster) });
    }
    return node;
  }

  addLinks(report: ReportNode): void {
    const node = this.#ofEntry.get(report) as number;
    const settled = new Map<Cluster, ClusterScores>();
    for (const [other, linked] of report.links) {
      const peer = other.open ? this.#ofEntry.get(other) : undefined;
      if (peer !== undefined) {
        const value = linked + switchCost(report, other.cluster, settings.switchCostOpen);
        this.#groups.link(node, peer, { sum: value, count: 1, best: value });
      } else if (other.cluster) {
        let hits = settled.get(other.cluster);
        if (!hits) settled.set(other.cluster, (hits = new ClusterScores(other.cluster)));
        hits.add(linked);
      }
    }
    this.#linkStories(report, node, [...settled.values()]);
    const own = report.pin ?? report.cluster;
    if (own && !settled.has(own)) this.#linkStory(report, node, new ClusterScores(own));
    if (report.pin) {
      const home = this.#storyNode(report.pin);
      if (home !== undefined) this.#groups.forceMerge(node, home);
    }
  }

  #linkStories(report: ReportNode, node: number, ranked: ClusterScores[]): void {
    ranked.sort((a, b) => b.best - a.best || a.cluster.opened - b.cluster.opened);
    const near: Cluster[] = [];
    for (const [rank, hits] of ranked.entries()) {
      const { cluster, best } = hits;
      if (
        cluster !== report.cluster &&
        (rank >= settings.clustersPerReport || best < settings.threshold - 0.5)
      )
        continue;
      this.#linkStory(report, node, hits);
      near.push(cluster);
    }
    // Stories that one new report is close to may be one.
    if (report.cluster !== null) return;
    for (const [i, one] of near.entries())
      for (const other of near.slice(i + 1)) this.#linkTwo(one, other);
  }

  #linkStory(report: ReportNode, node: number, hits: ClusterScores): void {
    const { cluster } = hits;
    const home = this.#storyNode(cluster);
    if (home === undefined) return;
    const tie = linkToCluster(report, hits, this.#settledOf(cluster));
    if (!tie) return;
    const price = switchCost(report, cluster, settings.switchCost);
    const weight = Math.min(settings.maxClusterWeight, this.#settledOf(cluster));
    this.#groups.link(node, home, {
      sum: (tie.mean + price) * weight,
      count: weight,
      best: tie.best + price,
    });
  }

  #linkTwo(a: Cluster, b: Cluster): void {
    const x = this.#storyNode(a);
    const y = this.#storyNode(b);
    if (x === undefined || y === undefined || this.#groups.linked(x, y)) return;
    const tie = linkClusters(a, b);
    if (!tie) return;
    const weight =
      Math.min(settings.maxClusterWeight, a.members.length) *
      Math.min(settings.maxClusterWeight, b.members.length);
    this.#groups.link(x, y, {
      sum: (tie.mean - settings.mergeCost) * weight,
      count: weight,
      best: tie.best - settings.mergeCost,
    });
  }

  /** A copy goes where the text was first: many copies need no comparing with each other. */
  #joinCopy(node: number, first: ReportNode): void {
    const peer =
      this.#ofEntry.get(first) ?? (first.cluster ? this.#storyNode(first.cluster) : undefined);
    if (peer === undefined) return;
    const a = this.#groups.groupOf(node);
    const b = this.#groups.groupOf(peer);
    if (a === b || !mayMerge(this.#bounds[a] as Constraints, this.#bounds[b] as Constraints))
      return;
    const bounds = combined(this.#bounds[a] as Constraints, this.#bounds[b] as Constraints);
    this.#groups.forceMerge(a, b);
    this.#bounds[this.#groups.groupOf(a)] = bounds;
  }

  solve(): Group[] {
    const bounds = this.#bounds;
    // Reports that an editor placed have joined their story's group already.
    for (const [entry, node] of this.#ofEntry)
      absorb(bounds, this.#groups.groupOf(node), { ruled: entry.pin, banned: entry.banned });
    for (const [story, node] of this.#ofStory)
      if (story.ruled) absorb(bounds, this.#groups.groupOf(node), { ruled: story, banned: null });
    for (const [entry, node] of this.#ofEntry) {
      const first = entry.copyOf;
      if (first && (!entry.cluster || entry.cluster === first.cluster)) this.#joinCopy(node, first);
    }
    this.#groups.mergeAll(
      (a, b) => mayMerge(bounds[a] as Constraints, bounds[b] as Constraints),
      (kept, gone) => absorb(bounds, kept, bounds[gone] as Constraints),
    );
    const found = new Map<number, Group>();
    const of = (node: number): Group => {
      const at = this.#groups.groupOf(node);
      let one = found.get(at);
      if (!one) found.set(at, (one = { clusters: [], reports: [] }));
      return one;
    };
    for (const [entry, node] of this.#ofEntry) of(node).reports.push(entry);
    for (const [story, node] of this.#ofStory) of(node).clusters.push(story);
    return [...found.values()];
  }
}

/** What a link gains or loses because the report was published in a story already. */
function switchCost(report: ReportNode, cluster: Cluster | null, full: number): number {
  if (!report.cluster || !cluster) return 0;
  return report.cluster === cluster
    ? full - settings.switchDiscountSmall / cluster.members.length
    : -full;
}
