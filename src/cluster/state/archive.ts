/** The archive of reports that have left the working set. Types only. */
import type { Features } from "../features/extract.ts";
import type { ReportInput } from "../types.ts";

/** A previously filed report, as the archive returns it. */
export interface ArchivedReport {
  id: string;
  story: string;
  /** When the story was opened, as an increasing number, such as the row id of its first report. */
  opened: number;
  /** The stored features, or the report itself if they were extracted by another `version`. */
  features: Features | ReportInput;
}

/** Access to reports that have left the working set. Every call is one indexed query and returns synchronously. */
export interface Archive {
  /**
   * Reports that contain at least two of these terms, those with most of them first. The implementation may read only
   * the latest postings of each term, because common terms have too many.
   *
   * @param upTo id of the last report to consider, in filing order; later ones are in the working set
   */
  byTerms(terms: readonly number[], limit: number, upTo: string): ArchivedReport[];
  /** The reports with these ids, without those that the archive does not have. */
  byIds(ids: readonly string[]): ArchivedReport[];
  /** The report itself, for the words in the evidence of a merge or split. Called rarely. */
  item(id: string): ReportInput | undefined;
}
