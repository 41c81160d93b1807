/** How near a report is to a story, and a story to another, as groups of reports. */
import { type ReportNode, sampleUncompared, type Cluster, type Link } from "../state/cluster.ts";
import { evenSample } from "../collections/sampling.ts";
import { score } from "./margin.ts";
import { settings } from "../hyperparameters.ts";

/** The scores of a report with those settled reports of a story that it was compared with. */
export class ClusterScores {
  readonly cluster: Cluster;
  count = 0;
  sum = 0;
  best = -settings.maxScore;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.best = Math.max(this.best, value);
  }
}

/** Link of a report with the settled part of a story: what was compared, and a sample of the rest. */
export function linkToCluster(
  report: ReportNode,
  hits: ClusterScores,
  settled: number,
): Link | undefined {
  const { cluster } = hits;
  const known = report.clusterLinks.get(cluster);
  if (known) return known;
  if (settled === 0) return undefined;
  let { sum, best } = hits;
  const rest = settled - hits.count;
  const sampled = sampleUncompared(report, cluster, settings.settledSample, rest);
  let part = 0;
  for (const member of sampled) {
    const value = score(report, member);
    part += value;
    best = Math.max(best, value);
  }
  if (rest > 0) sum += (part / sampled.length) * rest;
  const tie = { mean: sum / settled, best };
  report.clusterLinks.set(cluster, tie);
  return tie;
}

/** Link of two stories, by each of a few reports with one of the other story; where that is likely, by all pairs of them. */
export function linkClusters(a: Cluster, b: Cluster): Link | undefined {
  const [more, fewer] = [a, b]
    .map(({ members }) => evenSample(members, settings.clusterSample))
    .sort((x, y) => y.length - x.length) as [ReportNode[], ReportNode[]];
  if (fewer.length === 0) return undefined;
  let sum = 0;
  let mean = 0;
  let best = -settings.maxScore;
  for (let turn = 0; turn < fewer.length; turn++) {
    for (const [i, one] of more.entries()) {
      const value = score(one, fewer[(i + turn) % fewer.length] as ReportNode);
      sum += value;
      best = Math.max(best, value);
    }
    mean = sum / (more.length * (turn + 1));
    if (mean < settings.stopComparingBelow) break;
  }
  return { mean, best };
}
