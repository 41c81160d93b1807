/** What deciding needs from the engine. Types only. */
import type { Extracted } from "../features/extract.ts";
import type { PairModel } from "../scoring/pair-model.ts";
import type { Cluster, ReportNode } from "../state/cluster.ts";

export interface DecisionHooks {
  model: PairModel;
  /** The score of two reports in this edition, the later one first. */
  score: (later: ReportNode, earlier: ReportNode) => number;
  /** Creates a cluster for its first report. */
  open: (first: ReportNode) => Cluster;
  /** Removes a cluster that was merged into another. */
  close: (cluster: Cluster) => void;
  /** The words of a report; null if they are neither in memory nor in the archive. */
  wordsOf: (report: ReportNode) => Extracted | null;
}
