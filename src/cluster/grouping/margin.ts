/**
 * The margin of a pair over the rivals of either report. Two reports about one event are closer to each other than to
 * any other report. Reports about related events are equally close to many.
 */
import type { ReportNode, Neighbor } from "../state/cluster.ts";
import { settings } from "../hyperparameters.ts";
import { scoreFromLikeness, likeness } from "../scoring/pair-score.ts";

/** Scores two reports, the later one first. */
export function score(later: ReportNode, earlier: ReportNode): number {
  return scoreWithMargin(later, earlier, likeness(later.features, earlier.features));
}

/** Converts a new report's links from likeness to scores, once its neighbours are known. */
export function scoreLinks(report: ReportNode): void {
  const { links } = report;
  for (const [other, pairLikeness] of links) addNeighbor(report.neighbors, other, pairLikeness);
  for (const [other, pairLikeness] of links) {
    if (pairLikeness >= settings.rescoreAbove) report.rescorable.set(other, pairLikeness);
    links.set(other, scoreWithMargin(report, other, pairLikeness));
    addNeighbor(other.neighbors, report, pairLikeness);
  }
}

/** Rescores the links of an open report with the current prior. Reports filed since may be rivals of either report. */
export function rescoreLinks(report: ReportNode, priorLogOdds: Float32Array): void {
  report.features.priorLogOdds = priorLogOdds;
  for (const [other, pairLikeness] of report.rescorable)
    if (!other.dropped) report.links.set(other, scoreWithMargin(report, other, pairLikeness));
}

function scoreWithMargin(later: ReportNode, earlier: ReportNode, pairLikeness: number): number {
  return scoreFromLikeness(
    later.features,
    earlier.features,
    pairLikeness,
    rivalLikeness(later, earlier),
    rivalLikeness(earlier, later),
  );
}

/** Likeness of a report with its best rival: its nearest neighbour that is not about the same event as `partner`. */
function rivalLikeness(report: ReportNode, partner: ReportNode): number {
  for (const { other, likeness: neighborLikeness } of report.neighbors) {
    if (!other.dropped && other !== partner && !isSameEvent(other, partner))
      return neighborLikeness;
  }
  return settings.minLikeness;
}

/** True if two reports are in one cluster, or so alike that they are surely about one event. */
function isSameEvent(a: ReportNode, b: ReportNode): boolean {
  if (a.cluster !== null && a.cluster === b.cluster) return true;
  for (const neighbor of b.neighbors) {
    if (neighbor.likeness < settings.sameEventLikeness) return false;
    if (neighbor.other === a) return true;
  }
  return false;
}

/** Adds a neighbour to a list of the nearest few, nearest first. */
function addNeighbor(list: Neighbor[], other: ReportNode, pairLikeness: number): void {
  if (pairLikeness < settings.minLikeness) return;
  if (list.length === settings.maxNeighbors) {
    if ((list[settings.maxNeighbors - 1] as Neighbor).likeness >= pairLikeness) return;
    list.pop();
  }
  let at = list.push({ other, likeness: pairLikeness }) - 1;
  for (; at > 0 && (list[at - 1] as Neighbor).likeness < pairLikeness; at--) swap(list, at, at - 1);
}

function swap(list: Neighbor[], i: number, j: number): void {
  const previous = list[i] as Neighbor;
  list[i] = list[j] as Neighbor;
  list[j] = previous;
}
