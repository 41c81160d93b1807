/** The rows of `reports`, as documents need them. */
import { type GuidColumns, unpackDate } from "../reports/packed-columns.ts";
import { readable, SUMMARY } from "../reports/summaries.ts";
import { FIRST_REPORT, type FoldedReport } from "../../model/story.ts";
import { decodeEvidence } from "./evidence-codec.ts";

/** A row of `reports`, with the columns that documents need. */
export interface ReportRow extends Record<string, SqlStorageValue> {
  id: number;
  url: string;
  outlet: string;
  title: string;
  title_is_ours: number;
  summary: string;
  /** As it is stored: see reports/packed-columns.ts. */
  published: string | null;
  estimated: number;
  language: string;
  tags: string;
  via: string | null;
  story: number;
  evidence: string | null;
  amended: number | null;
  removed: number | null;
  image: string | null;
  wire: string;
  filed: number;
  moment: number;
}

/** A report with the columns that identify it. */
export interface KnownReport extends ReportRow, GuidColumns {
  /** Hash of the address in content of the feed that gave it first; null if unknown. */
  feed: number | null;
  texts: string | null;
}

/** The columns of a ReportRow. They leave out what folding stores, which is large and in no document. */
export const REPORT_COLUMNS = `id, url, outlet, title, title_is_ours, ${SUMMARY}, published, estimated, language, tags, via, story, evidence, amended, removed, image, wire, filed, moment`;

/** The URLs of reports, by id. */
export const urlsById = (rows: readonly ReportRow[]): ReadonlyMap<number, string> =>
  new Map(rows.map(({ id, url }) => [id, url]));

/** @param urls of the reports that are shown with it, which alone its evidence can name */
export function asReport(row: ReportRow, urls: ReadonlyMap<number, string>): FoldedReport {
  const published = unpackDate(row.published, row.moment);
  return {
    url: row.url,
    outlet: row.outlet,
    title: row.title,
    titleIsOurs: row.title_is_ours === 1,
    summary: readable(row.summary),
    published: published === null ? null : { value: published, estimated: row.estimated === 1 },
    language: row.language,
    tags: JSON.parse(row.tags) as string[],
    via: row.via,
    amended: row.amended,
    // 0 means that it came back.
    removed: row.removed || null,
    ...(row.image !== null && { image: row.image }),
    evidence: row.evidence === null ? FIRST_REPORT : decodeEvidence(row.evidence, urls),
  };
}
