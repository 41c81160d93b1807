/** Turns groups into decisions: assigns a cluster to each group, and records what that changes. */
import type { DecisionHooks } from "./decision-hooks.ts";
import { clusterEvidence } from "./cluster-evidence.ts";
import { type ReportNode, moveToCluster, type Cluster } from "../state/cluster.ts";
import { rulingEvidence, pairEvidence } from "./pair-evidence.ts";
import { group, type Group } from "../grouping/merge-graph.ts";
import { settings } from "../hyperparameters.ts";
import { isSameText } from "../scoring/near-duplicate.ts";
import type { ClusterEvidence, Decision, PairEvidence } from "../types.ts";

/** Decides on reports and the open ones near them, and applies the decisions to the clusters in memory. */
export function decide(touched: readonly ReportNode[], hooks: DecisionHooks): Decision[] {
  const groups = group(touched, hooks);
  const assigned = assignClusters(groups);
  const decisions: Decision[] = [];
  for (const [i, current] of groups.entries()) {
    const first = current.reports[0];
    const cluster = assigned[i] ?? (first && openCluster(first, current, hooks, decisions));
    if (!cluster) continue;
    for (const other of current.clusters)
      if (other !== cluster) merge(other, cluster, current, hooks, decisions);
    assignReports(current, cluster, hooks, decisions);
  }
  return decisions;
}

/**
 * The existing cluster, and with it the key, that each group keeps: a ruled one, else the largest settled one, else
 * the one that most of its reports are in. Undefined for groups that need a new cluster.
 */
function assignClusters(groups: readonly Group[]): (Cluster | undefined)[] {
  const assigned = groups.map(({ clusters, reports }) => {
    const pinned = reports.find((report) => report.pin)?.pin;
    if (pinned) return pinned;
    return clusters.toSorted(
      (a, b) =>
        Number(b.ruled) - Number(a.ruled) ||
        b.members.length - a.members.length ||
        a.opened - b.opened,
    )[0];
  });
  const claimed = new Set<Cluster>();
  for (const { clusters } of groups) for (const cluster of clusters) claimed.add(cluster);
  const claims: { group: number; cluster: Cluster; count: number; first: number }[] = [];
  for (const [i, { reports }] of groups.entries()) {
    if (assigned[i]) continue;
    const counts = new Map<Cluster, { count: number; first: number }>();
    for (const { cluster, seq } of reports) {
      if (!cluster || claimed.has(cluster)) continue;
      const claim = counts.get(cluster);
      if (claim) claim.count++;
      else counts.set(cluster, { count: 1, first: seq });
    }
    for (const [cluster, claim] of counts) claims.push({ group: i, cluster, ...claim });
  }
  // The larger part goes first, then the older cluster, then the older part.
  claims.sort(
    (a, b) => b.count - a.count || a.cluster.opened - b.cluster.opened || a.first - b.first,
  );
  for (const { group: i, cluster } of claims) {
    if (assigned[i] || claimed.has(cluster)) continue;
    assigned[i] = cluster;
    claimed.add(cluster);
  }
  return assigned;
}

/**
 * Opens a cluster for a group that keeps none: published reports split off into it, or the first new report opens it.
 */
function openCluster(
  first: ReportNode,
  { reports }: Group,
  hooks: DecisionHooks,
  decisions: Decision[],
): Cluster {
  const cluster = hooks.open(first);
  const parts = new Map<Cluster, ReportNode[]>();
  for (const report of reports) {
    if (!report.cluster) continue;
    const part = parts.get(report.cluster);
    if (part) part.push(report);
    else parts.set(report.cluster, [report]);
  }
  // The largest part splits off. Parts of other clusters then move to it.
  const [largest] = [...parts].sort((a, b) => b[1].length - a[1].length);
  if (largest) {
    const [from, part] = largest;
    const rest = from.members.filter((member) => !part.includes(member));
    const evidence =
      clusterEvidence(part, rest, hooks) ??
      missingEvidence(part[0] as ReportNode, hooks.model.threshold);
    const ids = part.map(({ id }) => id);
    const others = reports.filter((report) => !part.includes(report));
    const pull = clusterEvidence(others, part, hooks);
    decisions.push({
      kind: "split",
      from: from.key,
      story: cluster.key,
      reports: ids,
      evidence,
      pull,
    });
    for (const report of part) moveToCluster(report, cluster);
  }
  if (parts.size === 0) {
    decisions.push({ kind: "open", report: first.id, story: cluster.key });
    moveToCluster(first, cluster);
  }
  return cluster;
}

/** Merges a cluster into another. */
function merge(
  from: Cluster,
  cluster: Cluster,
  { reports }: Group,
  hooks: DecisionHooks,
  decisions: Decision[],
): void {
  const evidence = mergeEvidence(from, cluster, reports, hooks);
  decisions.push({ kind: "merge", from: from.key, story: cluster.key, evidence });
  // A copy, because each moved report leaves the list.
  for (const report of from.members.slice()) moveToCluster(report, cluster);
  hooks.close(from);
}

/**
 * The evidence of a merge: the link of the two clusters, or the link of one with new reports that are close to both.
 */
function mergeEvidence(
  from: Cluster,
  target: Cluster,
  reports: readonly ReportNode[],
  hooks: DecisionHooks,
): ClusterEvidence {
  const pinned = reports.find(({ pin, cluster }) => pin === target && cluster === from);
  if (pinned)
    return { ...rulingEvidence(pinned, target.members.at(-1), hooks.model.threshold), link: 0 };
  const direct = clusterEvidence(from.members, target.members, hooks);
  const newReports = reports.filter((report) => report.cluster === null);
  const bridge =
    direct && direct.link >= hooks.model.threshold
      ? null
      : clusterEvidence(newReports, from.members, hooks);
  const best = bridge && (!direct || bridge.score > direct.score) ? bridge : direct;
  return (
    best ??
    missingEvidence(
      from.members[0] ?? target.members[0] ?? (reports[0] as ReportNode),
      hooks.model.threshold,
    )
  );
}

/** The evidence if one group has no reports in memory to compare. */
const missingEvidence = (report: ReportNode, threshold: number): ClusterEvidence => ({
  ...rulingEvidence(report, undefined, threshold),
  link: settings.missingScore,
  ruled: false,
});

/** Moves the reports of a group to its cluster. */
function assignReports(
  current: Group,
  cluster: Cluster,
  hooks: DecisionHooks,
  decisions: Decision[],
): void {
  const { reports } = current;
  for (const report of reports) {
    const from = report.cluster;
    if (from === cluster) continue;
    // If all reports of a cluster move, it is merged, so that its old page redirects to the new one.
    if (from && !from.ruled && from.members.every((member) => reports.includes(member))) {
      merge(from, cluster, current, hooks, decisions);
      continue;
    }
    const evidence = joinEvidence(report, cluster, hooks);
    moveToCluster(report, cluster);
    const decision = { report: report.id, story: cluster.key, evidence };
    decisions.push(
      from ? { kind: "move", from: from.key, ...decision } : { kind: "join", ...decision },
    );
  }
}

/** The evidence of a join or a move: the report's best link with the cluster that it is about to be in. */
function joinEvidence(
  report: ReportNode,
  cluster: Cluster,
  { model, wordsOf }: DecisionHooks,
): PairEvidence {
  let best: ReportNode | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [other, pairScore] of report.links) {
    if (other.cluster !== cluster || pairScore <= bestScore) continue;
    best = other;
    bestScore = pairScore;
  }
  // Linked through other reports only: the latest report represents the cluster.
  best ??= cluster.members.at(-1);
  if (report.pin || !best) return rulingEvidence(report, best, model.threshold);
  if (bestScore === Number.NEGATIVE_INFINITY)
    bestScore = model.score(report.features, best.features);
  const evidence = pairEvidence(report, wordsOf(report), best, bestScore, model.threshold);
  const original = hasCopy(report, cluster) ? originalOf(report, cluster.members) : undefined;
  return original ? { ...evidence, sameTextAs: original.id } : evidence;
}

/** True if one of the reports of a cluster that a report was compared with has nearly the same text. */
const hasCopy = ({ features, links }: ReportNode, cluster: Cluster): boolean =>
  links.keys().some((other) => other.cluster === cluster && isSameText(features, other.features));

/** The first member of a cluster that has nearly the same text. */
const originalOf = (
  { features }: ReportNode,
  members: readonly ReportNode[],
): ReportNode | undefined => members.find((member) => isSameText(features, member.features));
