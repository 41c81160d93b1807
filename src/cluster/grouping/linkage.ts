/** Links of a report with a cluster and of two clusters, estimated from a sample of their pairs. */
import { type ReportNode, sampleUncompared, type Cluster, type Link } from "../state/cluster.ts";
import { evenSample } from "../collections/sampling.ts";
import { score } from "./margin.ts";
import { settings } from "../hyperparameters.ts";

/** Running totals of a report's scores with the settled reports of a cluster that it was compared with. */
export class ClusterScores {
  readonly cluster: Cluster;
  count = 0;
  sum = 0;
  best = -settings.maxScore;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  add(pairScore: number): void {
    this.count++;
    this.sum += pairScore;
    this.best = Math.max(this.best, pairScore);
  }
}

/**
 * Link of a report with the settled part of a cluster: the scores of compared pairs, and a sample in place of the rest.
 *
 * @param settled number of the cluster's settled reports
 * @returns undefined if there are none
 */
export function linkToCluster(
  report: ReportNode,
  scores: ClusterScores,
  settled: number,
): Link | undefined {
  const { cluster } = scores;
  const cached = report.clusterLinks.get(cluster);
  if (cached) return cached;
  if (settled === 0) return undefined;
  let { sum, best } = scores;
  const uncompared = settled - scores.count;
  const sample = sampleUncompared(report, cluster, settings.settledSample, uncompared);
  let sampleSum = 0;
  for (const member of sample) {
    const pairScore = score(report, member);
    sampleSum += pairScore;
    best = Math.max(best, pairScore);
  }
  if (uncompared > 0) sum += (sampleSum / sample.length) * uncompared;
  const link = { average: sum / settled, best };
  report.clusterLinks.set(cluster, link);
  return link;
}

/**
 * Link of two clusters, from a sample of each. One round scores each sampled report of the larger sample with one of
 * the other. Further rounds, up to all pairs, follow only while the average is high enough.
 *
 * @returns undefined if either cluster has no members in the working set
 */
export function linkClusters(a: Cluster, b: Cluster): Link | undefined {
  const [larger, smaller] = [a, b]
    .map(({ members }) => evenSample(members, settings.clusterSample))
    .sort((x, y) => y.length - x.length) as [ReportNode[], ReportNode[]];
  if (smaller.length === 0) return undefined;
  let sum = 0;
  let average = 0;
  let best = -settings.maxScore;
  for (let round = 0; round < smaller.length; round++) {
    for (const [i, report] of larger.entries()) {
      const pairScore = score(report, smaller[(i + round) % smaller.length] as ReportNode);
      sum += pairScore;
      best = Math.max(best, pairScore);
    }
    average = sum / (larger.length * (round + 1));
    if (average < settings.stopComparingBelow) break;
  }
  return { average, best };
}
