import type { Edition } from "../model/edition.ts";
import type { Entry, EntryReport } from "./entry.tsx";
import { outletData, reportData } from "./json.ts";
import { SCHEMAS } from "./schemas.ts";
import type { EventData, FoldedData, StoryData, StoryReportData } from "./storyfold.d.ts";
import { wording } from "./wording.ts";

/** A story as data: its reports, its timeline, and why each report was folded in. */
export function storyJson(edition: Edition, entry: Entry): string {
  const { key, id, url, title, language, summary, tags, outlets, reports, disagreements } = entry;
  const data: StoryData = {
    $schema: edition.site + SCHEMAS.story.path,
    id,
    key,
    url,
    title,
    language,
    summary,
    tags,
    first_published: entry.firstPublished.toISOString(),
    updated: entry.updated.toISOString(),
    counts: { outlets: outlets.length, reports: reports.length, texts: entry.texts },
    outlets: outlets.map(outletData),
    reports: reports.map((report) => storyReport(report, reports)),
    timeline: timeline(reports),
    disagreements,
    words: wording(reports),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function storyReport(report: EntryReport, reports: readonly EntryReport[]): StoryReportData {
  const { by, score, threshold, names, words, numbers, hours } = report.evidence;
  const urlOf = (place: number | null): string | null =>
    place === null ? null : (reports[place]?.url ?? null);
  const folded: FoldedData = {
    by,
    score,
    threshold,
    nearest: urlOf(report.nearest),
    names,
    words,
    numbers,
    hours_apart: hours,
    same_text_as: urlOf(report.copyOf),
  };
  return {
    ...reportData(report),
    summary: report.summary,
    tags: report.tags,
    ...(report.amended !== null && { amended: new Date(report.amended).toISOString() }),
    folded,
  };
}

/** What happened to the story. Reports are in order of publication already; a change of one comes after them. */
function timeline(reports: readonly EntryReport[]): EventData[] {
  const seen = new Set<string>();
  const reported = reports.map(({ outlet, published, url }): EventData => {
    const isNew = !seen.has(outlet.id);
    seen.add(outlet.id);
    return {
      event: "reported",
      at: published?.value ?? null,
      outlet: outlet.id,
      report: url,
      ...(isNew && { new_outlet: true }),
    };
  });
  const amended = reports
    .filter((report): report is EntryReport & { amended: number } => report.amended !== null)
    .sort((a, b) => a.amended - b.amended)
    .map(({ outlet, url, amended: at }): EventData => ({
      event: "amended",
      at: new Date(at).toISOString(),
      outlet: outlet.id,
      report: url,
    }));
  return [...reported, ...amended];
}
