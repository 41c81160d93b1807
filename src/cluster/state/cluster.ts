/** The nodes of the engine: reports, and the clusters that they are in. */
import { decode } from "../features/codec.ts";
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
  /** Its words, for evidence. Kept for its first batch only. */
  extracted: Extracted | null;
  /** The cluster that an editor assigned it to. */
  pin: Cluster | null;
  /** Keys of the clusters that an editor excluded it from. */
  banned: Set<string> | null;
  /** True once it was evicted, or replaced by its amended version. It must not be compared or decided on any more. */
  dropped: boolean;
}

/** A story, as the engine keeps it. */
export interface Cluster {
  key: string;
  /** Increases with every new cluster. */
  opened: number;
  /** Its reports in the working set, in the order in which they joined. */
  members: ReportNode[];
  /** True if an editor ruled on it. Its key then survives every merge. */
  ruled: boolean;
}

/** Creates the node of a report that is in no cluster yet, and has not been compared. */
export function reportNode(
  id: string,
  { features, ...words }: Extracted | { features: Features },
  seq: number,
): ReportNode {
  return {
    id,
    features,
    seq,
    cluster: null,
    open: false,
    links: new Map(),
    extracted: "title" in words ? { features, ...words } : null,
    pin: null,
    banned: null,
    dropped: false,
  };
}

/** No report that was restored is open, so none is compared with others. */
const NO_LINKS: ReportNode["links"] = new Map();

/**
 * The node of a report that was filed before a restart. Its features are decoded when they are asked for: few reports are
 * ever compared again, and a dozen arrays for each would take longer to allocate than all else.
 */
export class RestoredNode implements ReportNode {
  readonly id: string;
  readonly seq: number;
  cluster: Cluster | null = null;
  open = false;
  readonly links = NO_LINKS;
  extracted = null;
  pin: Cluster | null = null;
  banned: Set<string> | null = null;
  dropped = false;
  #encoded: Uint8Array<ArrayBuffer> | null;
  #features: Features | null = null;

  constructor(id: string, encoded: Uint8Array<ArrayBuffer>, seq: number) {
    this.id = id;
    this.seq = seq;
    this.#encoded = encoded;
  }

  get features(): Features {
    return (this.#features ??= decode(this.#encoded as Uint8Array<ArrayBuffer>));
  }

  set features(features: Features) {
    this.#features = features;
    this.#encoded = null;
  }
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
