/** An archive in memory, for tests and for the benchmark; the newsroom's is over SQLite. */
import type { Archive, ArchivedReport } from "../../../src/cluster/index.ts";

export class MemoryArchive implements Archive {
  readonly #reports = new Map<string, ArchivedReport>();
  readonly #order = new Map<string, number>();
  readonly #holders = new Map<number, string[]>();

  /** Stores a report with the terms by which it is to be found. */
  store(report: ArchivedReport, terms: readonly number[]): void {
    if (!this.#reports.has(report.id)) {
      this.#order.set(report.id, this.#order.size);
      for (const term of terms) {
        const holders = this.#holders.get(term);
        if (holders) holders.push(report.id);
        else this.#holders.set(term, [report.id]);
      }
    }
    this.#reports.set(report.id, report);
  }

  /** Notes that a report is in another story now. */
  move(id: string, story: string, opened: number): void {
    const report = this.#reports.get(id);
    if (report) this.#reports.set(id, { ...report, story, opened });
  }

  byTerms(terms: readonly number[], limit: number, upTo: string): ArchivedReport[] {
    const last = this.#order.get(upTo) ?? -1;
    const counts = new Map<string, number>();
    for (const term of terms)
      for (const id of this.#holders.get(term)?.slice(-500) ?? [])
        counts.set(id, (counts.get(id) ?? 0) + 1);
    const best = [...counts]
      .filter(([id, count]) => count > 1 && (this.#order.get(id) as number) <= last)
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit);
    return best.map(([id]) => this.#reports.get(id) as ArchivedReport);
  }

  /** Texts are not kept here. */
  item(): undefined {}

  byIds(ids: readonly string[]): ArchivedReport[] {
    return ids.map((id) => this.#reports.get(id)).filter((report) => report !== undefined);
  }
}
