import type { Edition } from "../model/edition.ts";
import { storyPath } from "../model/ids.ts";
import type { Outlet } from "../model/outlet.ts";
import type { ChangeEvidence, Change } from "../model/story.ts";
import { stripIllegal, webAddress } from "../model/safe-text.ts";
import { outletOf, type Entry } from "./entry.tsx";

/** A report as it is named where a story changed. */
export interface NamedReport {
  outlet: Outlet;
  title: string;
  /** Null where the address may not become a link. */
  url: string | null;
  language: string;
}

/** What ties two reports that stand for their stories. One that is in neither the story nor among those that moved has an address only. */
export interface ShownEvidence extends Omit<ChangeEvidence, "report" | "nearest"> {
  report: NamedReport | string | null;
  nearest: NamedReport | string | null;
}

/** A change of a story as a document shows it: text legal, links safe, outlets resolved. */
export interface ShownChange {
  kind: Change["kind"];
  at: Date;
  /** The other story. Its address leads on where it became part of another. */
  other: { key: string; path: string; headline: string | null; language: string | null };
  moved: number;
  reports: NamedReport[];
  evidence: ShownEvidence;
  pull: ShownEvidence | null;
}

/** Makes what became of a story ready to be shown. */
export function shownChanges(
  changes: readonly Change[],
  { reports }: Entry,
  edition: Edition,
): ShownChange[] {
  return changes.map(({ kind, moment, other, moved, reports: went, evidence, pull }) => {
    const named = went.map(({ outlet, title, url, language }): NamedReport => ({
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
    const bond = (tie: ChangeEvidence): ShownEvidence => ({
      ...tie,
      report: find(tie.report),
      nearest: find(tie.nearest),
      names: tie.names.map(stripIllegal),
      words: tie.words.map(stripIllegal),
      numbers: tie.numbers.map(stripIllegal),
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
      evidence: bond(evidence),
      pull: pull && bond(pull),
    };
  });
}
