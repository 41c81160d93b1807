/** Explains why two reports are, or are not, folded into one story: `npm run why -- URL URL`. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { explain, type ReportInput } from "../cluster/index.ts";
import { inWords } from "./why-in-words.ts";
import { contentFolder, readContentFolder, displayPath } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";
import { type ListedReport, readReportList, toListedReport } from "./report-list.ts";
import { readUrl } from "../text/url.ts";

const USAGE = `Usage: npm run why -- [--in FILE]… URL URL
  Give the URLs of two reports in content/ or in a FILE of reports (a JSON array or JSON Lines).
  A report of a FILE can also be given by its id.`;

const args = (() => {
  try {
    return parseArgs({
      options: { in: { type: "string", multiple: true } },
      allowPositionals: true,
    });
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
})();
const files = args.values.in ?? [];
const reports = [...(await readContent()), ...(await Promise.all(files.map(readList))).flat()];
const [a, b, more] = args.positionals.map(find);
if (!a || !b || more) fail(USAGE);

const explanation = explain(a, b);
const { verdict, forIt, againstIt } = inWords(explanation);
const [earlier, later] = explanation.evidence.with === a.id ? [a, b] : [b, a];
const features = Object.entries(explanation.similarities);
print("", [
  ["earlier", heading(earlier)],
  ["later", heading(later)],
]);
console.log(`\n${verdict}`);
print("evidence for one story", forIt);
print("evidence against it", againstIt);
print("", [["features", features.map(([name, value]) => `${name} ${value}`).join(", ")]]);

function print(title: string, lines: readonly (readonly [string, string])[]): void {
  console.log(title && `\n${title}`);
  if (lines.length === 0) console.log("  none");
  for (const [name, value] of lines) console.log(`  ${name.padEnd(10)}${value}`);
}

function heading({ outlet, title, time }: ReportInput): string {
  const published = time === null ? "no date" : `${new Date(time).toISOString().slice(0, 16)}Z`;
  return [outlet, published, title].filter(Boolean).join(" | ");
}

async function readContent(): Promise<ListedReport[]> {
  const checked = await readContentFolder(contentFolder());
  return "mistakes" in checked
    ? fail(printMistakes(checked.mistakes))
    : checked.reports.map(toListedReport);
}

async function readList(file: string): Promise<ListedReport[]> {
  try {
    return readReportList(displayPath(file), await readFile(file, "utf8"));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

function find(reference: string): ListedReport {
  const url = readUrl(reference);
  const wanted = "value" in url ? url.value : null;
  const report = reports.find((each) => each.id === reference || (wanted && each.url === wanted));
  const places = ["content/", ...files].join(" or ");
  return report ?? fail(`${reference} is not a report in ${places}.\n${USAGE}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
