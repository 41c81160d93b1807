import type { Content } from "../model/edition.ts";
import type { Report } from "../model/report.ts";
import type { EditorStory } from "../model/story.ts";
import { readEdition } from "./edition-file.ts";
import type { Mistake } from "../text/mistake.ts";
import { inOrder, quote } from "../text/mistake.ts";
import { isPartOfSite } from "../text/url.ts";
import { isWithdrawn, separateWithdrawn } from "./outlet-undoing.ts";
import { readOutlets } from "./outlets-file.ts";
import { newUrl, readReport } from "./report-file.ts";
import type { KnownReports, UnfiledReport } from "./story-file.ts";
import { readStory } from "./story-file.ts";
import type { Reader } from "../text/field-values.ts";
import { oneOf } from "../text/field-values.ts";

/** Everything in content/, once it is free of mistakes. */
export interface ValidContent extends Pick<Content, "edition" | "reports" | "stories"> {
  /** The file of each report, by URL. */
  files: Map<string, string>;
  /** Reports that stories list, and that have no file. */
  unfiled: UnfiledReport[];
}

const CONTENT_FILE = /^(?:edition\.yaml|outlets\.yaml|reports\/[^/]+\.md|stories\/[^/]+\.md)$/;
const REQUIRED = {
  "edition.yaml":
    "Create it with the fields title, description, site, authority, since, language and publisher.",
  "outlets.yaml": "Create it with a list of outlets, each with id, name and home.",
};
const NO_OUTLETS = "Add the outlets of these reports, or delete the reports.";
/** Notes to other authors are allowed in every folder. */
const NOTES = /(?:^|\/)README(?:\.md|\.txt)?$/i;

/**
 * Reads and checks all of content/. Pure. Reports and stories are sorted by path.
 *
 * @param files by path relative to the folder, with "/" as separator: `reports/rt.md`. An Error stands for an
 * unreadable file.
 * @param folder the folder's name in mistakes.
 */
export function checkContent(
  files: ReadonlyMap<string, Uint8Array | Error>,
  folder = "content",
): ValidContent | { mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const named = (path: string): string => `${folder}/${path}`;
  const sources = readSources(files, named, mistakes);

  const read = <T>(
    path: string,
    reader: (file: string, source: string, mistakes: Mistake[]) => T,
  ): T | null => {
    const source = sources.get(path);
    return source === undefined ? null : reader(named(path), source, mistakes);
  };
  const edition = read("edition.yaml", readEdition);
  const outlets = read("outlets.yaml", readOutlets);

  const reports: Report[] = [];
  const seen = new Map<string, string>();
  const known: KnownReports = {
    urls: new Map(),
    taken: new Map(),
    unfiled: [],
  };
  // Without any outlet, the outlets of all reports would be reported as unknown as well.
  const outletId: Reader<string> =
    outlets === null || outlets.length === 0
      ? (value) => ({ value })
      : oneOf(
          outlets.map(({ id }) => id),
          "an outlet",
          named("outlets.yaml"),
        );
  // An unreadable file is one mistake. A story that refers to it is not another.
  for (const path of files.keys()) if (isIn("reports/", path)) known.urls.set(baseName(path), null);
  for (const [path, source] of sources) {
    if (!isIn("reports/", path)) continue;
    const file = named(path);
    const defaults = { language: edition?.language ?? "" };
    const report = readReport(file, source, defaults, outletId, newUrl(file, seen), mistakes);
    if (report === null) continue;
    reports.push(report);
    known.urls.set(baseName(path), report.url || null);
  }
  if (outlets?.length === 0 && reports.length > 0) {
    const problem = `lists no outlets, but there ${reports.length === 1 ? "is a report" : "are reports"} in reports/.`;
    mistakes.push({ file: named("outlets.yaml"), line: 1, field: null, problem, fix: NO_OUTLETS });
  }

  const stories: EditorStory[] = [];
  for (const [path, source] of sources) {
    if (!isIn("stories/", path)) continue;
    const story = readStory(named(path), baseName(path), source, known, mistakes);
    if (story !== null) stories.push(story);
  }

  for (const { id, feeds } of edition === null ? [] : (outlets ?? []))
    for (const { url } of feeds) {
      if (!isPartOfSite(url, edition?.site ?? "")) continue;
      mistakes.push({
        file: named("outlets.yaml"),
        line: null,
        field: "feed",
        problem: `${quote(url)}, the feed of ${quote(id)}, is an address of this edition itself.`,
        fix: "Give the outlet's own feed, or remove it.",
      });
    }
  if (mistakes.length > 0 || edition === null || outlets === null)
    return { mistakes: inOrder(mistakes) };
  const { withdrawn, ...listed } = separateWithdrawn(outlets);
  return {
    edition: { ...edition, ...listed, withdrawn },
    reports: reports.filter((report) => !isWithdrawn(withdrawn, report)),
    stories,
    files: seen,
    unfiled: known.unfiled,
  };
}

/** The text of every content file, sorted by path. Missing, unreadable and stray files are added to `mistakes`. */
function readSources(
  files: ReadonlyMap<string, Uint8Array | Error>,
  named: (path: string) => string,
  mistakes: Mistake[],
): Map<string, string> {
  const mistake = (path: string, problem: string, fix: string): void => {
    mistakes.push({ file: named(path), line: null, field: null, problem, fix });
  };
  for (const [path, fix] of Object.entries(REQUIRED)) {
    if (!files.has(path)) mistake(path, "is missing.", fix);
  }
  const sources = new Map<string, string>();
  for (const [path, bytes] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (NOTES.test(path)) continue;
    if (!CONTENT_FILE.test(path)) {
      const known = "Only edition.yaml, outlets.yaml, reports/*.md and stories/*.md belong here.";
      mistake(path, "is not a content file.", `${known} Move or delete it.`);
    } else if (bytes instanceof Error) {
      const fix = "Give your user permission to read it, or delete it.";
      mistake(path, `cannot be read: ${bytes.message}.`, fix);
    } else {
      const source = decoded(bytes);
      if (source === null) mistake(path, "is not UTF-8.", "Save it as UTF-8.");
      else sources.set(path, source);
    }
  }
  return sources;
}

const isIn = (folder: string, path: string): boolean =>
  path.startsWith(folder) && CONTENT_FILE.test(path) && !NOTES.test(path);

const baseName = (path: string): string => path.replace(/^.*\//, "").replace(/\.md$/, "");

/** The text of a file with LF line ends and without a byte order mark. Null if it is not UTF-8. */
function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false })
      .decode(bytes)
      .replace(/\r\n?/g, "\n");
  } catch {
    return null;
  }
}
