import type { Edition } from "../model/edition.ts";
import { storyPath } from "../model/ids.ts";
import type { Outlet } from "../model/outlet.ts";
import type { ChangeEvidence, Change } from "../model/story.ts";
import { stripIllegal, webAddress } from "../model/safe-text.ts";
import { outletOf, type Entry } from "./entry.ts";

/** A report that a change of a story names. */
export interface NamedReport {
  outlet: Outlet;
  title: string;
  /** Null if the address may not become a link. */
  url: string | null;
  language: string;
}

/**
 * The evidence that links two stories, given by one report of each. A report is only its address if it is neither in the
 * story nor among the moved reports.
 */
export interface ShownEvidence extends Omit<ChangeEvidence, "report" | "nearest"> {
  report: NamedReport | string | null;
  nearest: NamedReport | string | null;
}

/** A change of a story, ready to render: text without illegal characters, links safe, outlets resolved. */
export interface ShownChange {
  kind: Change["kind"];
  at: Date;
  /** The other story. Its address redirects if it has become part of another story. */
  other: { key: string; path: string; headline: string | null; language: string | null };
  moved: number;
  reports: NamedReport[];
  evidence: ShownEvidence;
  pull: ShownEvidence | null;
}

/** Prepares the changes of a story for rendering. */
export function shownChanges(
  changes: readonly Change[],
  { reports }: Entry,
  edition: Edition,
): ShownChange[] {
  return changes.map(({ kind, moment, other, moved, reports: movedReports, evidence, pull }) => {
    const named = movedReports.map(({ outlet, title, url, language }): NamedReport => ({
      outlet: outletOf(outlet, edition),
      title: stripIllegal(title),
      url: webAddress(url),
      language,
    }));
    const find = (url: string | null): NamedReport | string | null => {
      const address = url === null ? null : webAddress(url);
      if (address === null) return null;
      return [...reports, ...named].find((report) => report.url === address) ?? address;
    };
    const shownEvidence = (original: ChangeEvidence): ShownEvidence => ({
      ...original,
      report: find(original.report),
      nearest: find(original.nearest),
      names: original.names.map(stripIllegal),
      words: original.words.map(stripIllegal),
      numbers: original.numbers.map(stripIllegal),
    });
    return {
      kind,
      at: new Date(moment),
      other: {
        key: other.key,
        path: storyPath(other.key),
        headline: other.headline === null ? null : stripIllegal(other.headline),
        language: other.language,
      },
      moved,
      reports: named,
      evidence: shownEvidence(evidence),
      pull: pull && shownEvidence(pull),
    };
  });
}
