/** What is in memory: reports, and the stories that they are in. */
import type { Features, Extracted } from "../features/extract.ts";
import type { Indexed } from "../candidates/sliding-window-index.ts";

export interface ReportNode extends Indexed {
  id: string;
  /** Null only while the report's first batch is being decided. */
  cluster: Cluster | null;
  /** True while its place can still change. */
  open: boolean;
  /** Scores with the reports that it was compared with. Kept while open. */
  links: Map<ReportNode, number>;
  /** How alike it is those of them that may be near enough to be scored again. Kept while open. */
  rescorable: Map<ReportNode, number>;
  /** The few that it is most alike, whenever they came; nearest first. */
  neighbors: Neighbor[];
  /** Links with the settled part of stories. Kept while open. */
  clusterLinks: Map<Cluster, Link>;
  /** A report that printed the same text before, if memory has one. */
  copyOf: ReportNode | null;
  /** Its words, for evidence. Kept for the first batch only. */
  extracted: Extracted | null;
  /** The story that an editor says it is in. */
  pin: Cluster | null;
  /** Keys of stories that an editor says it is not in. */
  banned: Set<string> | null;
  /** False for one that was put behind later ones: taken back from the archive, or looked at anew. */
  inOrder: boolean;
  /** True once memory let it go, or holds it anew with other words: nothing is to be made of it any more. */
  dropped: boolean;
}

/** A report that another is alike, before anything else was looked at. */
export interface Neighbor {
  other: ReportNode;
  likeness: number;
}

export interface Link {
  mean: number;
  best: number;
}

export interface Cluster {
  key: string;
  /** Grows from story to story: at a merge the lower one stays. */
  opened: number;
  /** Its reports in memory, in order of filing. */
  members: ReportNode[];
  /** The most reports that it was seen to have. */
  size: number;
  /** True if an editor ruled on it; its key then outlives every merge. */
  ruled: boolean;
}

/** A report as it comes: in no story, with nothing known of it but what it was compared with. */
export function reportNode(
  id: string,
  features: Features,
  seq: number,
  links: Map<ReportNode, number>,
  taken: Extracted | null,
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
    extracted: taken,
    pin: null,
    banned: null,
    inOrder: true,
    dropped: false,
  };
}

/** Puts a report into a story, out of the one that it was in. */
export function moveToCluster(report: ReportNode, cluster: Cluster): void {
  if (report.cluster) removeFromCluster(report);
  report.cluster = cluster;
  cluster.members.push(report);
}

/** Takes a report out of its story. */
export function removeFromCluster(report: ReportNode): void {
  const members = report.cluster?.members;
  if (!members) return;
  // The latest are the likeliest to go, the oldest to be let go.
  const at = members[0] === report ? 0 : members.lastIndexOf(report);
  if (at >= 0) members.splice(at, 1);
}

/**
 * At most `most` settled reports of a story that a report was not compared with, evenly spread.
 *
 * @param all how many of those there are
 */
export function sampleUncompared(
  { links }: ReportNode,
  { members }: Cluster,
  most: number,
  all: number,
): ReportNode[] {
  const chosen: ReportNode[] = [];
  const wanted = Math.min(most, all);
  const step = all <= most ? 1 : (all - 1) / (most - 1);
  let seen = 0;
  for (const member of members) {
    if (chosen.length === wanted) break;
    if (member.open || links.has(member)) continue;
    if (seen++ === Math.round(chosen.length * step)) chosen.push(member);
  }
  return chosen;
}
