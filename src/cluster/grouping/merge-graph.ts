/**
 * The graph that average linkage runs on: the reports that a decision is about, and those of the stories near them. Each
 * open report is a node. The settled reports of a story are one node together.
 */
import { addConstraints, mayMerge, bannedKeys, type Constraints } from "./constraints.ts";
import { evenSample } from "../collections/even-sample.ts";
import type { DecisionHooks } from "../decisions/decision-hooks.ts";
import { AverageLinkage } from "./average-linkage.ts";
import { Bridges } from "./bridges.ts";
import type { ReportNode, Cluster } from "../state/cluster.ts";
import { settings } from "../hyperparameters.ts";

/** A group of the result: clusters whose settled reports are in it, and open reports. */
export interface Group {
  clusters: Cluster[];
  reports: ReportNode[];
}

/** Groups reports with each other and with the clusters near them. The open reports of these may change clusters. */
export function group(
  touched: readonly ReportNode[],
  { model, score }: Pick<DecisionHooks, "model" | "score">,
): Group[] {
  const graph = new MergeGraph(model.threshold);
  for (const report of touched) graph.addReport(report);
  for (const cluster of nearClusters(touched)) graph.addCluster(cluster);
  graph.compareRestored(score);
  graph.addLinks();
  return graph.solve();
}

/** The clusters that reports are in, and those with which they have strong enough links. */
function nearClusters(reports: readonly ReportNode[]): Set<Cluster> {
  const near = new Set<Cluster>();
  for (const { cluster, pin, links } of reports) {
    if (cluster) near.add(cluster);
    if (pin) near.add(pin);
    const best = new Map<Cluster, number>();
    for (const [{ cluster: other }, score] of links) {
      if (other && score >= settings.considerAbove)
        best.set(other, Math.max(score, best.get(other) ?? score));
    }
    const ranked = [...best].sort((a, b) => b[1] - a[1] || a[0].opened - b[0].opened);
    for (const [other] of ranked.slice(0, settings.clustersPerReport)) near.add(other);
  }
  return near;
}

/** Maximum number of settled reports of a story that a restored one is compared with. */
const SETTLED_SAMPLE = 8;

class MergeGraph {
  readonly #threshold: number;
  readonly #linkage: AverageLinkage;
  readonly #reportNodes = new Map<ReportNode, number>();
  readonly #clusterNodes = new Map<Cluster, number>();
  /** What a restored report is compared with. */
  readonly #compared = new Set<ReportNode>();
  /** Constraints by node; once nodes have merged, by the root of their group. */
  readonly #constraints: Constraints[] = [];

  constructor(threshold: number) {
    this.#threshold = threshold;
    this.#linkage = new AverageLinkage({ ...settings, threshold });
  }

  /** Adds the node of an open report. */
  addReport(report: ReportNode): void {
    if (this.#reportNodes.has(report)) return;
    this.#reportNodes.set(report, this.#linkage.add(1));
    this.#compared.add(report);
    this.#constraints.push({ ruled: report.pin, banned: report.banned });
  }

  /** Adds the open reports of a cluster, and one node for its settled ones, if it has any or an editor ruled on it. */
  addCluster(cluster: Cluster): void {
    const settled: ReportNode[] = [];
    for (const member of cluster.members) {
      if (member.open) this.addReport(member);
      else settled.push(member);
    }
    for (const member of evenSample(settled, SETTLED_SAMPLE)) this.#compared.add(member);
    if (settled.length === 0 && !cluster.ruled) return;
    this.#clusterNodes.set(cluster, this.#linkage.add(settled.length));
    this.#constraints.push({ ruled: cluster.ruled ? cluster : null, banned: bannedKeys(cluster) });
  }

  /** Compares restored reports with the others of the graph, as when they were filed. */
  compareRestored(score: DecisionHooks["score"]): void {
    for (const report of this.#reportNodes.keys()) {
      if (!report.restored) continue;
      for (const other of this.#compared) {
        if (other.seq >= report.seq || report.links.has(other)) continue;
        const pairScore = score(report, other);
        if (pairScore > settings.missingScore) report.links.set(other, pairScore);
      }
    }
  }

  addLinks(): void {
    for (const [report, node] of this.#reportNodes) {
      for (const [other, score] of report.links) {
        const otherNode = this.#nodeOf(other);
        if (otherNode !== undefined)
          this.#linkage.addScore(node, otherNode, score + switchTerm(report, other.cluster));
      }
    }
    // Last, because scores belong to nodes, which are no groups any more once they have merged.
    for (const [report, node] of this.#reportNodes) {
      const pinned = report.pin && this.#clusterNodes.get(report.pin);
      if (typeof pinned === "number") this.#linkage.forceMerge(node, pinned);
    }
  }

  #nodeOf(report: ReportNode): number | undefined {
    if (report.open) return this.#reportNodes.get(report);
    return report.cluster ? this.#clusterNodes.get(report.cluster) : undefined;
  }

  /** Merges the graph's nodes and returns the groups. */
  solve(): Group[] {
    const linkage = this.#linkage;
    const constraints = this.#constraints;
    // Pinned reports have been merged with their clusters already, so their constraints go to the roots.
    for (const [{ pin, banned }, node] of this.#reportNodes)
      addConstraints(constraints, linkage.groupOf(node), { ruled: pin, banned });
    for (const [cluster, node] of this.#clusterNodes)
      if (cluster.ruled)
        addConstraints(constraints, linkage.groupOf(node), { ruled: cluster, banned: null });
    const bridges = new Bridges(linkage, this.#threshold, this.#reportNodes, this.#clusterNodes);
    linkage.mergeAll(
      (a, b) =>
        mayMerge(constraints[a] as Constraints, constraints[b] as Constraints) &&
        !bridges.forbid(a, b),
      (kept, removed) => {
        addConstraints(constraints, kept, constraints[removed] as Constraints);
        bridges.merged(kept, removed);
      },
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

/** What a published report adds to a link: a bonus for its own cluster, and a penalty for any other. */
function switchTerm(report: ReportNode, cluster: Cluster | null): number {
  if (!report.cluster || !cluster) return 0;
  return report.cluster === cluster ? settings.switchCost : -settings.switchCost;
}
