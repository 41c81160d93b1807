/**
 * Keeps single reports from joining two stories into one. A round-up, or a live blog of everything, is like each of the
 * stories that it names, and these are not like each other.
 */
import type { AverageLinkage } from "./average-linkage.ts";
import type { ReportNode, Cluster } from "../state/cluster.ts";
import { settings } from "../hyperparameters.ts";

export class Bridges {
  readonly #linkage: AverageLinkage;
  readonly #threshold: number;
  /** The open reports of each group, by its root. */
  readonly #reports = new Map<number, ReportNode[]>();
  /** The outlets of each group. */
  readonly #outlets = new Map<number, Set<number>>();

  constructor(
    linkage: AverageLinkage,
    threshold: number,
    reports: ReadonlyMap<ReportNode, number>,
    clusters: ReadonlyMap<Cluster, number>,
  ) {
    this.#linkage = linkage;
    this.#threshold = threshold;
    for (const [report, node] of reports) {
      const root = linkage.groupOf(node);
      this.#reportsOf(root).push(report);
      this.#outletsOf(root).add(report.features.outlet);
    }
    for (const [{ members }, node] of clusters) {
      const outlets = this.#outletsOf(linkage.groupOf(node));
      for (const { open, features } of members) if (!open) outlets.add(features.outlet);
    }
  }

  /** Updates the groups after a merge. */
  merged(kept: number, removed: number): void {
    this.#reportsOf(kept).push(...this.#reportsOf(removed));
    for (const outlet of this.#outletsOf(removed)) this.#outletsOf(kept).add(outlet);
  }

  /** True if two groups must not merge, because one report alone links them or because it belongs to neither. */
  forbid(a: number, b: number): boolean {
    const severalA = this.#isSeveral(a);
    const severalB = this.#isSeveral(b);
    if (severalA && severalB) return this.#isSingleBridge(a, b) || this.#isSingleBridge(b, a);
    if (severalA && this.#linkage.sizeOf(b) === 1) return this.#isBetween(b, a);
    if (severalB && this.#linkage.sizeOf(a) === 1) return this.#isBetween(a, b);
    return false;
  }

  /** True for a story that two outlets or more report. */
  #isSeveral(group: number): boolean {
    return this.#outletsOf(group).size > 1;
  }

  /** True if a single report is as close to another story of several outlets, which is unlike this one. */
  #isBetween(report: number, story: number): boolean {
    for (const rival of this.#linkage.neighborsOf(report)) {
      if (
        rival !== story &&
        this.#isSeveral(rival) &&
        this.#linkage.linkOf(report, rival) >= this.#threshold &&
        this.#linkage.linkOf(story, rival) < settings.unlikeBelow
      )
        return true;
    }
    return false;
  }

  /** True if without its closest report one group would not be linked with the other. */
  #isSingleBridge(a: number, b: number): boolean {
    const reports = this.#reportsOf(a);
    // What an editor put into one story need not be alike.
    if (reports.some(({ pin }) => pin)) return false;
    // Settled reports have no links of their own any more.
    if (reports.length < this.#linkage.sizeOf(a)) return false;
    const others = new Set(this.#reportsOf(b));
    if (others.size < this.#linkage.sizeOf(b)) return false;
    const sums = reports.map((report) => {
      let sum = 0;
      let count = 0;
      const add = (score: number | undefined): void => {
        if (score === undefined) return;
        sum += score;
        count++;
      };
      for (const other of others) add(report.links.get(other) ?? other.links.get(report));
      return { sum, count };
    });
    const best = Math.max(...sums.map(({ sum }) => sum));
    const rest = sums.toSpliced(
      sums.findIndex(({ sum }) => sum === best),
      1,
    );
    const total = rest.reduce((all, { sum }) => all + sum, 0);
    const compared = rest.reduce((all, { count }) => all + count, 0);
    const missing = Math.min(settings.maxMissing, rest.length * others.size - compared);
    return (
      (total + missing * settings.missingScore) / Math.max(1, compared + missing) <
      settings.bridgedBelow
    );
  }

  #reportsOf(root: number): ReportNode[] {
    let reports = this.#reports.get(root);
    if (!reports) this.#reports.set(root, (reports = []));
    return reports;
  }

  #outletsOf(root: number): Set<number> {
    let outlets = this.#outlets.get(root);
    if (!outlets) this.#outlets.set(root, (outlets = new Set()));
    return outlets;
  }
}
