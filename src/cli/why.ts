/** Explains why two reports are, or are not, folded into one story: `npm run why -- URL URL`. */
import { readFile } from "node:fs/promises";
import { explain, type ReportInput } from "../cluster/index.ts";
import { contentFolder, displayPath, readContentFolder } from "../content/directory.ts";
import { canonicalUrl } from "../text/canonical-url.ts";
import { printMistakes } from "../text/mistake.ts";
import { readUrl } from "../text/url.ts";
import { type ListedReport, readReportList, reportsIn, toListedReport } from "./report-list.ts";
import { CommandError, readArguments, runCommand } from "./run-command.ts";
import { type Fetch, RunningEdition, type StoryData } from "./running-edition.ts";
import { inWords } from "./why-in-words.ts";

const USAGE = `Usage: npm run why -- URL URL [--in FILE]… [--at EDITION]
  Give the addresses of two reports. They are looked up in content/, in each FILE, and in the edition that "npm start"
  runs or that is at EDITION. A FILE is a feed.json, a story's JSON, a JSON array of reports or JSON Lines; its reports
  can also be given by their ids.`;

/** A report, and the story that it is in if it was found in a running edition. */
interface Found {
  report: ListedReport;
  story: StoryData | null;
}

/**
 * Explains two reports.
 *
 * @throws CommandError if one of them is not found
 */
export async function why(
  args: readonly string[],
  folder: string,
  fetchUrl?: Fetch,
): Promise<string> {
  const { references, files, at } = parsed(args);
  const content = await readContentFolder(folder);
  if ("mistakes" in content) throw new CommandError(printMistakes(content.mistakes));
  const lists = await Promise.all(files.map(readList));
  const listed = [...lists.flat(), ...content.reports.map(toListedReport)];
  const find = async (reference: string): Promise<Found> => {
    const url = readUrl(reference);
    const wanted = "value" in url ? url.value : null;
    const report = listed.find((each) => each.id === reference || (wanted && each.url === wanted));
    // With --at, the running edition is asked first: it also knows which story a report is in.
    if (report !== undefined && at === undefined) return { report, story: null };
    const places = [`${displayPath(folder)}/`, ...files].join(" or ");
    const published =
      wanted === null
        ? null
        : await publishedReport(wanted, at, fetchUrl).catch((error: Error) => {
            throw new CommandError(`${reference} is not a report in ${places}.\n${error.message}`);
          });
    if (published !== null) return published;
    if (report !== undefined) return { report, story: null };
    const { at: address } = new RunningEdition(at, fetchUrl);
    throw new CommandError(`${reference} is not a report in ${places} or at ${address}.\n${USAGE}`);
  };
  const found: [Found, Found] = [await find(references[0]), await find(references[1])];
  return explanation(found);
}

/** The report at an address in a running edition, which has it as it was given or by its canonical address. */
async function publishedReport(
  url: string,
  at: string | undefined,
  fetchUrl: Fetch | undefined,
): Promise<Found | null> {
  const edition = new RunningEdition(at, fetchUrl);
  for (const address of new Set([url, canonicalUrl(url)])) {
    const story = await edition.storyOf(address);
    if (story === null) continue;
    const reports = reportsIn(story, `${edition.at}/stories/${story.key}.json`);
    const report = reports.find((each) => each.url === address);
    if (report !== undefined) return { report, story };
    const { key, counts } = story;
    if (reports.length < counts.reports)
      throw new CommandError(
        `${address} is in the story ${key}. Its data has the text of ${reports.length} of its ${counts.reports} reports, and not of this one: give it in a FILE with --in.`,
      );
  }
  return null;
}

function explanation([{ report: a, story: storyOfA }, { report: b, story: storyOfB }]: [
  Found,
  Found,
]): string {
  const explained = explain(a, b);
  const { verdict, forIt, againstIt } = inWords(explained);
  const [earlier, later] = explained.evidence.with === a.id ? [a, b] : [b, a];
  const features = Object.entries(explained.similarities);
  return [
    ...section("", [
      ["earlier", heading(earlier)],
      ["later", heading(later)],
    ]),
    "",
    verdict,
    ...(storyOfA && storyOfB ? [inEdition(storyOfA, storyOfB)] : []),
    ...section("evidence for one story", forIt),
    ...section("evidence against it", againstIt),
    ...section("", [["features", features.map(([name, value]) => `${name} ${value}`).join(", ")]]),
  ].join("\n");
}

/** What the edition did with the two. It also weighs all other reports, and editors overrule it. */
function inEdition(a: StoryData, b: StoryData): string {
  return a.key === b.key
    ? `The edition has both in one story, ${a.key}, with ${a.counts.reports} reports.`
    : `The edition has them in two stories, ${a.key} and ${b.key}.`;
}

function section(title: string, lines: readonly (readonly [string, string])[]): string[] {
  const rows = lines.map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  return [title && `\n${title}`, ...(rows.length === 0 ? ["  none"] : rows)];
}

function heading({ outlet, title, time }: ReportInput): string {
  const published = time === null ? "no date" : `${new Date(time).toISOString().slice(0, 16)}Z`;
  return [outlet, published, title].filter(Boolean).join(" | ");
}

async function readList(file: string): Promise<ListedReport[]> {
  try {
    return readReportList(displayPath(file), await readFile(file, "utf8"));
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

function parsed(args: readonly string[]): {
  references: [string, string];
  files: string[];
  at: string | undefined;
} {
  const { positionals, values } = readArguments(
    args,
    { in: { type: "string", multiple: true }, at: { type: "string" } },
    USAGE,
  );
  const [a, b, ...rest] = positionals;
  if (a === undefined || b === undefined || rest.length > 0) throw new CommandError(USAGE);
  return { references: [a, b], files: values.in ?? [], at: values.at };
}

if (import.meta.main) await runCommand(() => why(process.argv.slice(2), contentFolder()));
