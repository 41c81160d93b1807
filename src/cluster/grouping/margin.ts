/**
 * How a pair of reports stands beside what either of them has with others. Two reports of one event are nearer to each
 * other than to the rest; two of neighbouring events are as near to many.
 */
import type { ReportNode, Neighbor } from "../state/cluster.ts";
import { settings } from "../hyperparameters.ts";
import { scoreFromLikeness, likeness } from "../scoring/pair-score.ts";

/** Scores two reports, the later one first. */
export function score(later: ReportNode, earlier: ReportNode): number {
  return scoreWithMargin(later, earlier, likeness(later.features, earlier.features));
}

/** Turns a new report's links from likeness to scores, once it is known what it is near to. */
export function scoreLinks(report: ReportNode): void {
  const { links } = report;
  for (const [other, alike] of links) keepNearest(report.neighbors, other, alike);
  for (const [other, alike] of links) {
    if (alike >= settings.rescoreAbove) report.rescorable.set(other, alike);
    links.set(other, scoreWithMargin(report, other, alike));
    keepNearest(other.neighbors, report, alike);
  }
}

/**
 * Scores the links of an open report anew, with the odds of today: what was filed since may be its rival, or the other's.
 */
export function rescoreLinks(report: ReportNode, odds: Float32Array): void {
  report.features.priorLogOdds = odds;
  for (const [other, alike] of report.rescorable)
    if (!other.dropped) report.links.set(other, scoreWithMargin(report, other, alike));
}

function scoreWithMargin(later: ReportNode, earlier: ReportNode, alike: number): number {
  return scoreFromLikeness(
    later.features,
    earlier.features,
    alike,
    rivalLikeness(later, earlier),
    rivalLikeness(earlier, later),
  );
}

/** Likeness of a report with its nearest that is not in the other's story, nor nearly the same. */
function rivalLikeness(report: ReportNode, against: ReportNode): number {
  for (const { other, likeness: alike } of report.neighbors) {
    if (!other.dropped && other !== against && !isSameEvent(other, against)) return alike;
  }
  return settings.minLikeness;
}

function isSameEvent(other: ReportNode, of: ReportNode): boolean {
  if (other.cluster !== null && other.cluster === of.cluster) return true;
  for (const near of of.neighbors) {
    if (near.likeness < settings.sameEventLikeness) return false;
    if (near.other === other) return true;
  }
  return false;
}

/** Keeps the nearest few, nearest first. */
function keepNearest(list: Neighbor[], other: ReportNode, alike: number): void {
  if (alike < settings.minLikeness) return;
  if (list.length === settings.maxNeighbors) {
    if ((list[settings.maxNeighbors - 1] as Neighbor).likeness >= alike) return;
    list.pop();
  }
  let at = list.push({ other, likeness: alike }) - 1;
  for (; at > 0 && (list[at - 1] as Neighbor).likeness < alike; at--) swap(list, at, at - 1);
}

function swap(list: Neighbor[], i: number, j: number): void {
  const kept = list[i] as Neighbor;
  list[i] = list[j] as Neighbor;
  list[j] = kept;
}
