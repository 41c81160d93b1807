import type { Edition } from "../../model/edition.ts";
import { storyUrl } from "../../model/ids.ts";
import type { Entry, EntryReport } from "../entry.ts";
import { outletData, reportData } from "../feeds/json.ts";
import { SCHEMAS } from "./schemas.ts";
import type { NamedReport, ShownEvidence, ShownChange } from "../shown-changes.ts";
import type {
  ChangeEvidenceData,
  ChangeData,
  EventData,
  FoldedData,
  StoryData,
  StoryReportData,
} from "./storyfold.d.ts";
import { compareWords } from "../compare-words.ts";

/** A story as JSON: its reports with the evidence for each, its timeline and its changes. */
export function storyJson(edition: Edition, entry: Entry, changes: readonly ShownChange[]): string {
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
    counts: { outlets: entry.counts.outlets, reports: entry.counts.reports, texts: entry.texts },
    outlets: outlets.map(outletData),
    reports: reports.map((report) => storyReport(report, reports)),
    timeline: timeline(reports),
    changes: changes.map((change) => changeData(change, edition)),
    disagreements,
    words: compareWords(reports),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function storyReport(report: EntryReport, reports: readonly EntryReport[]): StoryReportData {
  const { by, score, threshold, names, words, numbers, hours } = report.evidence;
  const urlOf = (index: number | null): string | null =>
    index === null ? null : (reports[index]?.url ?? null);
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
    ...(report.removed !== null && { removed: new Date(report.removed).toISOString() }),
    folded,
  };
}

function changeData(change: ShownChange, edition: Edition): ChangeData {
  const { kind, at, other, moved, reports, evidence, pull } = change;
  return {
    change: kind,
    at: at.toISOString(),
    story: { key: other.key, url: storyUrl(edition, other.key), title: other.headline },
    moved,
    reports: reports.map(({ outlet, title, url, language }) => ({
      outlet: outlet.id,
      title,
      url,
      language,
    })),
    why: changeEvidenceData(evidence),
    pull: pull && changeEvidenceData(pull),
  };
}

function changeEvidenceData(evidence: ShownEvidence): ChangeEvidenceData {
  const { by, score, threshold, link, names, words, numbers, hours } = evidence;
  const urlOf = (report: NamedReport | string | null): string | null =>
    typeof report === "string" ? report : (report?.url ?? null);
  return {
    by: by === "editor" ? by : "likeness",
    score,
    threshold,
    link,
    report: urlOf(evidence.report),
    nearest: urlOf(evidence.nearest),
    names,
    words,
    numbers,
    hours_apart: hours,
  };
}

/** The story's events. All publications come first, in order; amendments follow, in order of time. */
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
