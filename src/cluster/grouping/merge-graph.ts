/**
 * The graph that average linkage runs on. Each open report is a node. The settled reports of each cluster near them
 * are one node together.
 */
import { addConstraints, mayMerge, bannedKeys, combined, type Constraints } from "./constraints.ts";
import { AverageLinkage } from "./average-linkage.ts";
import type { ReportNode, Cluster } from "../state/cluster.ts";
import type { ClusterSizePrior } from "../calibration/cluster-size-prior.ts";
import { settings } from "../hyperparameters.ts";
import { ClusterScores, linkToCluster, linkClusters } from "./linkage.ts";

/** A group of the result: clusters whose settled reports are in it, and open reports. */
export interface Group {
  clusters: Cluster[];
  reports: ReportNode[];
}

/** Groups the open reports with each other and with the clusters near them. */
export function group(open: readonly ReportNode[], sizePrior: ClusterSizePrior): Group[] {
  const graph = new MergeGraph(sizePrior);
  for (const report of open) graph.addReport(report);
  for (const report of open) graph.addLinks(report);
  return graph.solve();
}

class MergeGraph {
  readonly #linkage: AverageLinkage;
  readonly #reportNodes = new Map<ReportNode, number>();
  readonly #clusterNodes = new Map<Cluster, number>();
  readonly #settledCounts = new Map<Cluster, number>();
  /** Constraints by node; once nodes have merged, by the root of their group. */
  readonly #constraints: Constraints[] = [];

  constructor(sizePrior: ClusterSizePrior) {
    const { threshold, uncomparedScore, bestPairShare } = settings;
    this.#linkage = new AverageLinkage({
      threshold,
      missingScore: uncomparedScore,
      bestPairShare,
      sizePrior: (sizeA, sizeB) => sizePrior.logOdds(sizeA, sizeB),
    });
  }

  /** Number of a cluster's settled reports. Cached, because large clusters are looked up often. */
  #settledCount(cluster: Cluster): number {
    let count = this.#settledCounts.get(cluster);
    if (count === undefined) {
      count = 0;
      for (const member of cluster.members) if (!member.open) count++;
      this.#settledCounts.set(cluster, count);
    }
    return count;
  }

  /** Adds the node of an open report. */
  addReport(report: ReportNode): void {
    this.#reportNodes.set(report, this.#linkage.add(1));
    this.#constraints.push({ ruled: report.pin, banned: report.banned });
  }

  /** Node of a cluster's settled part; undefined if it has none and is not ruled. */
  #clusterNode(cluster: Cluster): number | undefined {
    let node = this.#clusterNodes.get(cluster);
    if (node === undefined) {
      const settled = this.#settledCount(cluster);
      if (settled === 0 && !cluster.ruled) return undefined;
      node = this.#linkage.add(settled, Math.max(1, Math.min(settings.maxClusterWeight, settled)));
      this.#clusterNodes.set(cluster, node);
      this.#constraints.push({
        ruled: cluster.ruled ? cluster : null,
        banned: bannedKeys(cluster),
      });
    }
    return node;
  }

  /** Links an open report with the open reports and clusters that it was compared with, and with its own cluster. */
  addLinks(report: ReportNode): void {
    const node = this.#reportNodes.get(report) as number;
    const scores = new Map<Cluster, ClusterScores>();
    for (const [other, pairScore] of report.links) {
      const otherNode = other.open ? this.#reportNodes.get(other) : undefined;
      if (otherNode !== undefined) {
        const score = pairScore + switchTerm(report, other.cluster, settings.switchCostOpen);
        this.#linkage.link(node, otherNode, { sum: score, count: 1, best: score });
      } else if (other.cluster) {
        let clusterScores = scores.get(other.cluster);
        if (!clusterScores)
          scores.set(other.cluster, (clusterScores = new ClusterScores(other.cluster)));
        clusterScores.add(pairScore);
      }
    }
    this.#linkClusters(report, node, [...scores.values()]);
    const home = report.pin ?? report.cluster;
    if (home && !scores.has(home)) this.#linkCluster(report, node, new ClusterScores(home));
    if (report.pin) {
      const pinned = this.#clusterNode(report.pin);
      if (pinned !== undefined) this.#linkage.forceMerge(node, pinned);
    }
  }

  /** Links a report with the best clusters, and those with each other if the report is new. */
  #linkClusters(report: ReportNode, node: number, ranked: ClusterScores[]): void {
    ranked.sort((a, b) => b.best - a.best || a.cluster.opened - b.cluster.opened);
    const near: Cluster[] = [];
    for (const [rank, scores] of ranked.entries()) {
      const { cluster, best } = scores;
      if (
        cluster !== report.cluster &&
        (rank >= settings.clustersPerReport || best < settings.threshold - 0.5)
      )
        continue;
      this.#linkCluster(report, node, scores);
      near.push(cluster);
    }
    // Clusters that are close to the same new report may be about one event.
    if (report.cluster !== null) return;
    for (const [i, a] of near.entries())
      for (const b of near.slice(i + 1)) this.#linkClusterPair(a, b);
  }

  /** Links a report with the settled part of a cluster. */
  #linkCluster(report: ReportNode, node: number, scores: ClusterScores): void {
    const { cluster } = scores;
    const clusterNode = this.#clusterNode(cluster);
    if (clusterNode === undefined) return;
    const settled = this.#settledCount(cluster);
    const link = linkToCluster(report, scores, settled);
    if (!link) return;
    const bias = switchTerm(report, cluster, settings.switchCost);
    const weight = Math.min(settings.maxClusterWeight, settled);
    this.#linkage.link(node, clusterNode, {
      sum: (link.average + bias) * weight,
      count: weight,
      best: link.best + bias,
    });
  }

  /** Links the settled parts of two clusters. */
  #linkClusterPair(a: Cluster, b: Cluster): void {
    const nodeA = this.#clusterNode(a);
    const nodeB = this.#clusterNode(b);
    if (nodeA === undefined || nodeB === undefined || this.#linkage.linked(nodeA, nodeB)) return;
    const link = linkClusters(a, b);
    if (!link) return;
    const weight =
      Math.min(settings.maxClusterWeight, a.members.length) *
      Math.min(settings.maxClusterWeight, b.members.length);
    this.#linkage.link(nodeA, nodeB, {
      sum: (link.average - settings.mergeCost) * weight,
      count: weight,
      best: link.best - settings.mergeCost,
    });
  }

  /** Merges a near-duplicate with its original, so that many copies need not be compared with each other. */
  #mergeCopy(node: number, original: ReportNode): void {
    const { cluster } = original;
    const originalNode =
      this.#reportNodes.get(original) ?? (cluster ? this.#clusterNode(cluster) : undefined);
    if (originalNode === undefined) return;
    const groupA = this.#linkage.groupOf(node);
    const groupB = this.#linkage.groupOf(originalNode);
    const a = this.#constraints[groupA] as Constraints;
    const b = this.#constraints[groupB] as Constraints;
    if (groupA === groupB || !mayMerge(a, b)) return;
    this.#linkage.forceMerge(groupA, groupB);
    this.#constraints[this.#linkage.groupOf(groupA)] = combined(a, b);
  }

  /** Merges the graph's nodes and returns the groups. */
  solve(): Group[] {
    const linkage = this.#linkage;
    const constraints = this.#constraints;
    // Pinned reports have been merged with their clusters already, so their constraints go to the roots.
    for (const [report, node] of this.#reportNodes) {
      const { pin, banned } = report;
      addConstraints(constraints, linkage.groupOf(node), { ruled: pin, banned });
    }
    for (const [cluster, node] of this.#clusterNodes)
      if (cluster.ruled)
        addConstraints(constraints, linkage.groupOf(node), { ruled: cluster, banned: null });
    for (const [report, node] of this.#reportNodes) {
      const original = report.copyOf;
      if (original && (!report.cluster || report.cluster === original.cluster))
        this.#mergeCopy(node, original);
    }
    linkage.mergeAll(
      (a, b) => mayMerge(constraints[a] as Constraints, constraints[b] as Constraints),
      (kept, removed) => addConstraints(constraints, kept, constraints[removed] as Constraints),
    );
    const groups = new Map<number, Group>();
    const groupOf = (node: number): Group => {
      const root = linkage.groupOf(node);
      let result = groups.get(root);
      if (!result) groups.set(root, (result = { clusters: [], reports: [] }));
      return result;
    };
    for (const [report, node] of this.#reportNodes) groupOf(node).reports.push(report);
    for (const [cluster, node] of this.#clusterNodes) groupOf(node).clusters.push(cluster);
    return [...groups.values()];
  }
}

/** What a published report adds to a link: a bonus for its own cluster, and the switch cost for any other. */
function switchTerm(report: ReportNode, cluster: Cluster | null, cost: number): number {
  if (!report.cluster || !cluster) return 0;
  return report.cluster === cluster
    ? cost - settings.switchDiscountSmall / cluster.members.length
    : -cost;
}
