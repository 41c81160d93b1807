/** An archive in memory for tests. The newsroom's archive reads from SQLite. */
import type { Archive, ArchivedReport } from "../../../src/cluster/index.ts";

export class MemoryArchive implements Archive {
  readonly #reports = new Map<string, ArchivedReport>();
  readonly #order = new Map<string, number>();
  readonly #postings = new Map<number, string[]>();

  /** Stores a report and its postings. */
  store(report: ArchivedReport, terms: readonly number[]): void {
    if (!this.#reports.has(report.id)) {
      this.#order.set(report.id, this.#order.size);
      for (const term of terms) {
        const postings = this.#postings.get(term);
        if (postings) postings.push(report.id);
        else this.#postings.set(term, [report.id]);
      }
    }
    this.#reports.set(report.id, report);
  }

  /** Records that a report moved to another story. */
  move(id: string, story: string, opened: number): void {
    const report = this.#reports.get(id);
    if (report) this.#reports.set(id, { ...report, story, opened });
  }

  byTerms(terms: readonly number[], limit: number, upTo: string): ArchivedReport[] {
    const last = this.#order.get(upTo) ?? -1;
    const counts = new Map<string, number>();
    for (const term of terms)
      for (const id of this.#postings.get(term)?.slice(-500) ?? [])
        counts.set(id, (counts.get(id) ?? 0) + 1);
    const best = [...counts]
      .filter(([id, count]) => count > 1 && (this.#order.get(id) as number) <= last)
      .sort((a, b) => b[1] - a[1])
      .slice(0, limit);
    return best.map(([id]) => this.#reports.get(id) as ArchivedReport);
  }

  /** This archive does not store texts. */
  item(): undefined {}

  byIds(ids: readonly string[]): ArchivedReport[] {
    return ids.map((id) => this.#reports.get(id)).filter((report) => report !== undefined);
  }
}
