/** The reports and stories at hand, and the archive behind them: what comes, is let go, and is taken back. */
import { type ReportNode, reportNode, removeFromCluster, type Cluster } from "./cluster.ts";
import { type Features, NO_FEATURES, extract, type Extracted } from "../features/extract.ts";
import { settings } from "../hyperparameters.ts";
import { heaviest, SlidingWindowIndex } from "../candidates/sliding-window-index.ts";
import { pairScore } from "../scoring/pair-score.ts";
import type { Archive, ArchivedReport } from "./archive.ts";
import { PART } from "../features/sparse-vectors.ts";

export class WorkingSet {
  readonly index: SlidingWindowIndex<ReportNode>;
  readonly #archive: Archive | undefined;
  readonly #reports = new Map<string, ReportNode>();
  readonly #stories = new Map<string, Cluster>();
  #opened = 0;
  /** The last report, in order of filing, that was let go; null as long as all are here. */
  #letGo: string | null = null;

  /** Memory for `size` reports. */
  constructor(size: number, archive: Archive | undefined) {
    this.index = new SlidingWindowIndex(size);
    this.#archive = archive;
  }

  has(id: string): boolean {
    return this.#reports.has(id);
  }

  /** A report, if it is here. */
  get(id: string): ReportNode | undefined {
    return this.#reports.get(id);
  }

  /** The story of a key; a new one if it is not here. */
  cluster(key: string, opened = this.#opened): Cluster {
    let story = this.#stories.get(key);
    if (!story) {
      story = { key, opened, members: [], size: 0, ruled: false };
      this.#stories.set(key, story);
    }
    this.#opened = Math.max(this.#opened, opened);
    return story;
  }

  /** Opens a story later than all others. */
  open(key: string): Cluster {
    return this.cluster(key, this.#opened + 1);
  }

  /** Holds on to a story that lost its only report for a moment. */
  keep(cluster: Cluster): void {
    this.#stories.set(cluster.key, cluster);
  }

  /** Forgets a story. */
  close({ key }: Cluster): void {
    this.#stories.delete(key);
  }

  /** Takes a report in; what there is no room for is let go. */
  add(
    id: string,
    features: Features,
    links: Map<ReportNode, number>,
    taken: Extracted | null,
  ): ReportNode {
    const report = reportNode(id, features, this.index.next, links, taken);
    for (const off of this.index.add(report)) {
      if (!off.dropped) {
        this.drop(off);
        if (off.inOrder) this.#letGo = off.id;
      }
      // Others may still name it among those they are alike.
      Object.assign(off, { features: NO_FEATURES, neighbors: [] });
    }
    this.#reports.set(id, report);
    return report;
  }

  /** Takes a report out of all but the shelf, which keeps it until its turn comes. */
  drop(report: ReportNode): void {
    const { cluster } = report;
    removeFromCluster(report);
    if (cluster?.members.length === 0 && !cluster.ruled) this.close(cluster);
    // What was compared with it must not bring its story back.
    report.cluster = null;
    report.dropped = true;
    this.#reports.delete(report.id);
  }

  /** Takes back a report that was filed before. */
  restore(filed: ArchivedReport, features = this.#featuresOf(filed)): ReportNode {
    const report = this.add(filed.id, features, new Map(), null);
    const cluster = this.cluster(filed.story, filed.opened);
    cluster.opened = Math.min(cluster.opened, filed.opened);
    report.cluster = cluster;
    cluster.members.push(report);
    return report;
  }

  #featuresOf({ features }: ArchivedReport): Features {
    return "terms" in features ? features : extract(features, this.index).features;
  }

  /** Asks the archive for reports like this one, if it has any that memory has not. */
  recall(features: Features): ReportNode[] {
    if (!this.#archive || this.#letGo === null) return [];
    const found: ReportNode[] = [];
    for (const filed of this.#archive.byTerms(
      keyTerms(features),
      settings.recallLimit,
      this.#letGo,
    )) {
      const known = this.#reports.get(filed.id);
      if (known) {
        found.push(known);
        continue;
      }
      const own = this.#featuresOf(filed);
      // The rest would only push others off the shelf.
      if (pairScore(features, own) > settings.threshold - 0.5)
        found.push(Object.assign(this.restore(filed, own), { inOrder: false }));
    }
    return found;
  }

  /** Asks the archive for those of these reports that are not here. */
  recallById(ids: readonly string[]): void {
    const missing = ids.filter((id) => !this.#reports.has(id));
    if (missing.length === 0 || !this.#archive) return;
    for (const filed of this.#archive.byIds(missing)) this.restore(filed).inOrder = false;
  }

  /** The words of a report that was filed before. */
  wordsOf(id: string): Extracted | null {
    const item = this.#archive?.item(id);
    return item ? extract(item, this.index) : null;
  }
}

/** The terms by which an archive finds a report: the most telling of its words. */
export function keyTerms(features: Features): number[] {
  return heaviest(features, PART.body, settings.keyTerms);
}
