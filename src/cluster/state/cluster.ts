/** The nodes of the engine: reports, and the clusters that they are in. */
import type { Features, Extracted } from "../features/extract.ts";
import type { Indexed } from "../candidates/sliding-window-index.ts";

/** A report in the working set. */
export interface ReportNode extends Indexed {
  id: string;
  /** Its cluster; null only while its first batch is being decided, or once it was dropped. */
  cluster: Cluster | null;
  /** True while it may still be reassigned. */
  open: boolean;
  /** Scores with the reports that it was compared with. Cleared when it settles. */
  links: Map<ReportNode, number>;
  /** Likeness with those of them that are near enough to be rescored. Cleared when it settles. */
  rescorable: Map<ReportNode, number>;
  /** Its nearest neighbours among earlier and later reports, nearest first. */
  neighbors: Neighbor[];
  /** Links with the settled parts of clusters. Cleared when it settles. */
  clusterLinks: Map<Cluster, Link>;
  /** An earlier near-duplicate in the working set. Cleared when it settles. */
  copyOf: ReportNode | null;
  /** Its words, for evidence. Kept for its first batch only. */
  extracted: Extracted | null;
  /** The cluster that an editor assigned it to. */
  pin: Cluster | null;
  /** Keys of the clusters that an editor excluded it from. */
  banned: Set<string> | null;
  /** False if its sequence number is not in filing order: it was recalled from the archive, or amended. */
  inOrder: boolean;
  /** True once it was evicted, or replaced by its amended version. It must not be compared or decided on any more. */
  dropped: boolean;
}

/** A neighbour of a report, with their likeness. */
export interface Neighbor {
  other: ReportNode;
  likeness: number;
}

/** Link between two groups of reports, in log odds. */
export interface Link {
  /** Average score of the pairs. */
  average: number;
  /** Highest score of a pair. */
  best: number;
}

/** A story, as the engine keeps it. */
export interface Cluster {
  key: string;
  /** Increases with every new cluster. */
  opened: number;
  /** Its reports in the working set, in the order in which they joined. */
  members: ReportNode[];
  /** Maximum number of reports that it has had in the working set. */
  size: number;
  /** True if an editor ruled on it. Its key then survives every merge. */
  ruled: boolean;
}

/** Creates the node of a new report, which is in no cluster yet. */
export function reportNode(
  id: string,
  features: Features,
  seq: number,
  links: Map<ReportNode, number>,
  extracted: Extracted | null,
): ReportNode {
  return {
    id,
    features,
    seq,
    cluster: null,
    open: false,
    links,
    rescorable: new Map(),
    neighbors: [],
    clusterLinks: new Map(),
    copyOf: null,
    extracted,
    pin: null,
    banned: null,
    inOrder: true,
    dropped: false,
  };
}

/** Moves a report to a cluster, out of the one that it was in. */
export function moveToCluster(report: ReportNode, cluster: Cluster): void {
  if (report.cluster) removeFromCluster(report);
  report.cluster = cluster;
  cluster.members.push(report);
}

/** Removes a report from the members of its cluster. */
export function removeFromCluster(report: ReportNode): void {
  const members = report.cluster?.members;
  if (!members) return;
  // Moved reports are mostly among the latest members, and evicted ones are the oldest.
  const at = members[0] === report ? 0 : members.lastIndexOf(report);
  if (at >= 0) members.splice(at, 1);
}

/**
 * An even sample of a cluster's settled reports that a report was not compared with.
 *
 * @param limit maximum size of the sample
 * @param total number of such reports
 */
export function sampleUncompared(
  { links }: ReportNode,
  { members }: Cluster,
  limit: number,
  total: number,
): ReportNode[] {
  const sample: ReportNode[] = [];
  const size = Math.min(limit, total);
  const step = total <= limit ? 1 : (total - 1) / (limit - 1);
  let seen = 0;
  for (const member of members) {
    if (sample.length === size) break;
    if (member.open || links.has(member)) continue;
    if (seen++ === Math.round(sample.length * step)) sample.push(member);
  }
  return sample;
}
