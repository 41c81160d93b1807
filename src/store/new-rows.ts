/** The reports and stories that a filing adds, held back until all that is stored about them is known. */
import { HeldReports } from "./held-reports.ts";
import { AddressForms } from "./reports/address-forms.ts";
import { replaceSummary, storeSummaries } from "./reports/summaries.ts";
import { guidOf, packDate, packGuid } from "./reports/packed-columns.ts";
import { storeUrl } from "./reports/url-keys.ts";
import type { KnownReport } from "./stories/report-row.ts";
import { packed } from "./stories/stored-story.ts";
import type { StoryRow } from "./stories/story-row.ts";

/** Gives out row numbers. None is given twice, also after its row was deleted. */
export interface RowNumbers {
  nextReport: number;
  nextStory: number;
  /** Whether the forms of all addresses are known. */
  formsKnown: boolean;
}

/**
 * A unit of work: each row is written once, with its story, its evidence and its final text, since every update of a row
 * costs as much as the row. What looks for reports or stories while a filing runs must look here too, or call `flush`.
 */
export class NewRows {
  /** Empty once they are written. */
  readonly reports = new HeldReports();
  /** By id. Empty once they are written. */
  readonly stories = new Map<number, StoryRow>();
  /** All reports that the filing has added, held back or not. */
  readonly added: KnownReport[] = [];
  readonly forms: AddressForms;
  readonly #sql: SqlStorage;
  readonly #numbers: RowNumbers;
  #holds = true;

  constructor(sql: SqlStorage, numbers: RowNumbers) {
    this.#sql = sql;
    this.#numbers = numbers;
    this.forms = new AddressForms(sql, numbers.formsKnown);
    // A report is written before its story, whose own row is complete only then. Both are, when the filing ends.
    sql.exec("PRAGMA defer_foreign_keys = ON");
  }

  /** Writes what is held back, and from now on every row at once. For what works on the tables alone. */
  flush(): void {
    if (!this.#holds) return;
    this.#holds = false;
    for (const row of this.stories.values()) insertRow(this.#sql, "stories", row);
    this.stories.clear();
    this.writeReports();
  }

  /** Writes the reports. Their stories may still be held back. */
  writeReports(): void {
    for (const row of storeSummaries(this.#sql, this.reports.values())) this.#insertReport(row);
    this.reports.clear();
  }

  /** Adds a report. @returns its id */
  addReport(row: Omit<KnownReport, "id" | "story" | "evidence" | "guid_is_url">): number {
    const id = this.#numbers.nextReport++;
    const own = { id, story: null, evidence: null, guid_is_url: null };
    const complete = { ...row, ...own } as unknown as KnownReport;
    this.added.push(complete);
    if (this.#holds) this.reports.add(complete);
    else this.#insertReport(complete);
    this.forms.note(complete.url);
    return id;
  }

  #insertReport(report: KnownReport): void {
    const { url, ...row } = report;
    const stored = {
      ...row,
      published: packDate(row.published, row.moment),
      ...packGuid(guidOf(report), url),
    };
    storeUrl(this.#sql, url, (columns) =>
      insertRow(
        this.#sql,
        "reports",
        { ...stored, ...columns },
        "ON CONFLICT (url_key) DO NOTHING",
      ),
    );
  }

  /** Whether the filing did more than add reports to stories. */
  get isFlushed(): boolean {
    return !this.#holds;
  }

  /** The highest id that a story ever had. */
  get lastStory(): number {
    return this.#numbers.nextStory - 1;
  }

  /**
   * Adds a story.
   *
   * @param asId an id that no story ever had; null for the next one
   * @returns its id
   */
  addStory(
    row: Pick<StoryRow, "key" | "headline" | "first_published" | "revision" | "lead">,
    asId: number | null,
  ): number {
    const id = asId ?? this.#numbers.nextStory;
    this.#numbers.nextStory = Math.max(this.#numbers.nextStory, id + 1);
    const complete: StoryRow = {
      ...row,
      id,
      edited: null,
      outlets: "[]",
      present: "[]",
      // Until its first refresh, a time that no other story has.
      updated: -id,
      gone: 0,
      opener: row.lead,
      reports: 0,
      excess: 0,
      chosen: 0,
      joined: "[]",
      independent: 0,
      place: null,
      facets: "[]",
      outlet_count: 0,
      indexed: null,
    };
    if (this.#holds) this.stories.set(id, complete);
    else insertRow(this.#sql, "stories", complete);
    return id;
  }

  /** Writes a story that was held back, as it is now. */
  writeStory(row: StoryRow): void {
    insertRow(this.#sql, "stories", packed(row));
    this.stories.delete(row.id);
  }

  /** Updates columns of a report, whether it is held back or stored. */
  updateReport(id: number, columns: Partial<KnownReport>): void {
    const { url, summary, ...others } = columns;
    if (typeof url === "string") this.forms.note(url);
    const held = this.reports.get(id);
    if (held) {
      this.reports.update(held, columns);
      return;
    }
    const isApart = summary !== undefined && replaceSummary(this.#sql, id, summary);
    const stored: Partial<KnownReport> = isApart ? { ...others, summary: "" } : { ...columns };
    delete stored.url;
    const { published, moment } = stored;
    if (published !== undefined && moment !== undefined)
      stored.published = packDate(published, moment);
    if (Object.keys(stored).length > 0) updateRow(this.#sql, "UPDATE", id, stored);
    if (typeof url === "string")
      storeUrl(this.#sql, url, (each) => updateRow(this.#sql, "UPDATE OR IGNORE", id, { ...each }));
  }
}

/** @returns whether it was inserted */
function insertRow(
  sql: SqlStorage,
  table: "reports" | "stories",
  row: Record<string, SqlStorageValue>,
  onConflict = "",
): boolean {
  const columns = Object.keys(row);
  const { rowsWritten } = sql.exec(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")}) ${onConflict}`,
    ...Object.values(row),
  );
  return rowsWritten > 0;
}

/** Updates columns of a stored report. @returns whether it was updated */
function updateRow(
  sql: SqlStorage,
  update: "UPDATE" | "UPDATE OR IGNORE",
  id: number,
  columns: Readonly<Record<string, SqlStorageValue | undefined>>,
): boolean {
  const names = Object.keys(columns);
  const { rowsWritten } = sql.exec(
    `${update} reports SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`,
    ...names.map((name) => columns[name] ?? null),
    id,
  );
  return rowsWritten > 0;
}
