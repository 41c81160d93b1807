/** Turns groups into decisions: which key each group has, and what that changes. */
import { clusterEvidence } from "./cluster-evidence.ts";
import { type ReportNode, moveToCluster, type Cluster } from "../state/cluster.ts";
import { rulingEvidence, pairEvidence } from "./pair-evidence.ts";
import type { Extracted } from "../features/extract.ts";
import { group, type Group } from "../grouping/merge-graph.ts";
import type { ClusterSizePrior } from "../calibration/cluster-size-prior.ts";
import { score as scoreOf } from "../grouping/margin.ts";
import { settings } from "../hyperparameters.ts";
import { isSameText } from "../scoring/near-duplicate.ts";
import type { ClusterEvidence, Decision, PairEvidence } from "../types.ts";

export interface DecisionHooks {
  /** How far stories grow in this stream. */
  clusterSizePrior: ClusterSizePrior;
  /** Opens a story for its first report. */
  open: (first: ReportNode) => Cluster;
  /** Forgets a story that has become part of another. */
  close: (story: Cluster) => void;
  /** The words of a report, null where they are not in memory any more. */
  wordsOf: (report: ReportNode) => Extracted | null;
}

/** Decides on the open reports and carries the decisions out in memory. */
export function decide(open: readonly ReportNode[], hooks: DecisionHooks): Decision[] {
  const groups = group(open, hooks.clusterSizePrior);
  const keepers = keys(groups);
  const decisions: Decision[] = [];
  for (const [i, one] of groups.entries()) {
    const first = one.reports[0];
    const cluster = keepers[i] ?? (first && opened(first, one, hooks, decisions));
    if (!cluster) continue;
    for (const other of one.clusters)
      if (other !== cluster) merge(other, cluster, one, hooks, decisions);
    apply(one, cluster, hooks, decisions);
  }
  return decisions;
}

/**
 * Which of the old keys each group keeps: an editor's, else that of the largest
 * settled story, else that of the story most of whose reports it has.
 */
function keys(groups: readonly Group[]): (Cluster | undefined)[] {
  const out = groups.map(({ clusters, reports }) => {
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
  const claims: { at: number; cluster: Cluster; count: number; first: number }[] = [];
  for (const [at, { reports }] of groups.entries()) {
    if (out[at]) continue;
    const counts = new Map<Cluster, { count: number; first: number }>();
    for (const { cluster, seq } of reports) {
      if (!cluster || claimed.has(cluster)) continue;
      const seen = counts.get(cluster);
      if (seen) seen.count++;
      else counts.set(cluster, { count: 1, first: seq });
    }
    for (const [cluster, { count, first }] of counts) claims.push({ at, cluster, count, first });
  }
  // Larger part first, then older story, then older part.
  claims.sort(
    (a, b) => b.count - a.count || a.cluster.opened - b.cluster.opened || a.first - b.first,
  );
  for (const { at, cluster } of claims) {
    if (out[at] || claimed.has(cluster)) continue;
    out[at] = cluster;
    claimed.add(cluster);
  }
  return out;
}

/** A group without a key: new reports open a story, published ones split off into one. */
function opened(
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
  // The largest part brings the story about; what comes from other stories moves to it.
  const [largest] = [...parts].sort((a, b) => b[1].length - a[1].length);
  if (largest) {
    const [from, part] = largest;
    const rest = from.members.filter((member) => !part.includes(member));
    const evidence = clusterEvidence(part, rest, hooks.wordsOf) ?? strange(part[0] as ReportNode);
    const ids = part.map(({ id }) => id);
    const others = reports.filter((report) => !part.includes(report));
    const pull = clusterEvidence(others, part, hooks.wordsOf);
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

function merge(
  from: Cluster,
  cluster: Cluster,
  { reports }: Group,
  hooks: DecisionHooks,
  decisions: Decision[],
): void {
  const evidence = whyOne(from, cluster, reports, hooks);
  decisions.push({ kind: "merge", from: from.key, story: cluster.key, evidence });
  // A copy, since each that is placed leaves the list.
  for (const report of from.members.slice()) moveToCluster(report, cluster);
  hooks.close(from);
}

/** What makes two stories one: what they share themselves, or a new report that is close to both. */
function whyOne(
  from: Cluster,
  story: Cluster,
  reports: readonly ReportNode[],
  hooks: DecisionHooks,
): ClusterEvidence {
  const pinned = reports.find(({ pin, cluster }) => pin === story && cluster === from);
  if (pinned)
    return { ...rulingEvidence(pinned, story.members.at(-1), settings.threshold), link: 0 };
  const own = clusterEvidence(from.members, story.members, hooks.wordsOf);
  const fresh = reports.filter((report) => report.cluster === null);
  const bridge =
    own && own.link >= settings.threshold
      ? null
      : clusterEvidence(fresh, from.members, hooks.wordsOf);
  const best = bridge && (!own || bridge.score > own.score) ? bridge : own;
  return best ?? strange(from.members[0] ?? story.members[0] ?? (reports[0] as ReportNode));
}

/** The bond of sides of which nothing is in memory to be compared. */
const strange = (report: ReportNode): ClusterEvidence => ({
  ...rulingEvidence(report, undefined, settings.threshold),
  link: settings.uncomparedScore,
  ruled: false,
});

function apply(one: Group, cluster: Cluster, hooks: DecisionHooks, decisions: Decision[]): void {
  const { reports } = one;
  for (const report of reports) {
    const from = report.cluster;
    if (from === cluster) continue;
    // The last reports of a story take its key with them: readers of the old page are led on.
    if (from && !from.ruled && from.members.every((member) => reports.includes(member))) {
      merge(from, cluster, one, hooks, decisions);
      continue;
    }
    const evidence = why(report, cluster, hooks);
    moveToCluster(report, cluster);
    const made = { report: report.id, story: cluster.key, evidence };
    decisions.push(from ? { kind: "move", from: from.key, ...made } : { kind: "join", ...made });
  }
}

/** What ties a report to the story that it is about to be in. */
function why(report: ReportNode, cluster: Cluster, { wordsOf }: DecisionHooks): PairEvidence {
  let best: ReportNode | undefined;
  let score = Number.NEGATIVE_INFINITY;
  for (const [other, value] of report.links) {
    if (other.cluster !== cluster || value <= score) continue;
    best = other;
    score = value;
  }
  // Tied through others only: the latest report stands for the story.
  best ??= cluster.members.at(-1);
  if (report.pin || !best) return rulingEvidence(report, best, settings.threshold);
  if (score === Number.NEGATIVE_INFINITY) score = scoreOf(report, best);
  const evidence = pairEvidence(report, wordsOf(report), best, score, settings.threshold);
  const origin =
    evidence.sameTextAs === null && !report.copyOf ? undefined : originOf(report, cluster.members);
  return origin ? { ...evidence, sameTextAs: origin.id } : evidence;
}

/** The report of a story that was filed first with the same text. */
const originOf = (
  { features }: ReportNode,
  members: readonly ReportNode[],
): ReportNode | undefined => members.find((member) => isSameText(features, member.features));
