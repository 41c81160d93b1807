/** Reports filed before, and where they are once memory no longer has them. Types only. */
import type { Features } from "../features/extract.ts";
import type { ReportInput } from "../types.ts";

/** A report that was filed before, as the archive gives it back. */
export interface ArchivedReport {
  id: string;
  story: string;
  /** When the story was opened, as a number that only grows (the row of its first report will do). */
  opened: number;
  /** What `encode` made of the report when it was filed; the report itself where that was another `version`. */
  features: Features | ReportInput;
}

/**
 * Where reports are that memory no longer holds. Every call is one indexed
 * query, answered at once.
 */
export interface Archive {
  /**
   * Reports that hold at least two of these terms, those that hold most of them first. Of each term the latest holders
   * will do; a common one has any number of them.
   *
   * @param upTo the last report that is asked for, in order of filing: what was filed later is in memory
   */
  byTerms(terms: readonly number[], limit: number, upTo: string): ArchivedReport[];
  /** The reports with these ids, those that it has. */
  byIds(ids: readonly string[]): ArchivedReport[];
  /** The report itself, for its words: asked for rarely, to say why a story is not what it was. */
  item(id: string): ReportInput | undefined;
}
