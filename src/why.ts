/** Says why two reports of content/ are or are not taken for one event: `npm run why -- URL URL`. */
import { explain, type Item } from "./cluster/index.ts";
import { contentFolder, readContentFolder } from "./ingest/folder.ts";
import { printMistakes } from "./ingest/mistake.ts";
import { readUrl } from "./ingest/url.ts";
import type { Report } from "./model/report.ts";
import { instant } from "./model/time.ts";

const USAGE = "usage: npm run why -- URL URL   (the addresses of two reports in content/)";

const checked = await readContentFolder(contentFolder());
if ("mistakes" in checked) fail(printMistakes(checked.mistakes));
const [a, b, more] = process.argv.slice(2).map((url) => find(checked.reports, url));
if (!a || !b || more) fail(USAGE);

const { one, evidence, similarities } = explain(itemOf(a), itemOf(b));
const { score, threshold, names, words, numbers, hours, sameTextAs } = evidence;
const list = (parts: readonly string[]): string => parts.join(", ") || "none";
const lines: [string, string][] = [
  ["verdict", one ? "one story" : "two stories"],
  ["score", `${score}, against ${threshold} that two reports alone have to reach (log odds)`],
  ["names", list(names)],
  ["words", list(words)],
  ["numbers", list(numbers)],
  ["apart", hours === null ? "not known" : `${hours} hours`],
  ["copy", sameTextAs === null ? "no" : "yes, nearly word for word"],
  [
    "measures",
    Object.entries(similarities)
      .map(([name, value]) => `${name} ${value}`)
      .join(", "),
  ],
];
console.log(`${a.outlet}: ${a.title}\n${b.outlet}: ${b.title}\n`);
for (const [name, value] of lines) console.log(`${name.padEnd(10)}${value}`);

function find(reports: readonly Report[], address: string): Report {
  const url = readUrl(address);
  const report = "value" in url && reports.find((each) => each.url === url.value);
  return report || fail(`${address} is no report in content/.\n${USAGE}`);
}

function itemOf(report: Report): Item {
  const { url, outlet, title, summary, published, language } = report;
  return {
    id: url,
    outlet,
    url,
    title,
    text: summary,
    time: published && instant(published),
    language,
  };
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
