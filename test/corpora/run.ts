/**
 * Reads public corpora of feeds and counts the documents that are read as their authors expect, by Storyfold, by
 * feedsmith alone and by Python's feedparser. The corpora are not part of this project.
 *
 * `npm run test:corpora -- [--verbose] DIR…`. Each DIR is a clone of mmcdole/gofeed, kurtmckee/feedparser or
 * w3c/feedvalidator, or any folder of feeds.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { reportsOf } from "../../src/feed/to-reports.ts";
import { readFeed } from "../../src/feed/read-feed.ts";
import type { Outlet } from "../../src/model/outlet.ts";
import type { OutletFeed } from "../../src/model/outlet-feed.ts";
import { FEEDPARSER } from "../support/feedparser.ts";
import { missing } from "../support/tools.ts";
import { temporaryFolder } from "../support/cleanup.ts";
import { asExpected, differences } from "./compare.ts";
import type { Corpus } from "./corpora.ts";
import { corporaIn } from "./corpora.ts";
import type { Document, Expected, Read } from "./document.ts";
import { feedparser, feedsmithAlone, storyfold } from "./readers.ts";

const { values: options, positionals: folders } = parseArgs({
  options: { verbose: { type: "boolean", short: "v", default: false } },
  allowPositionals: true,
});
if (folders.length === 0) {
  console.error("Usage: npm run test:corpora -- [--verbose] DIR…");
  process.exit(2);
}
const missingTools = await missing([FEEDPARSER]);
if (missingTools !== null) {
  console.error(missingTools);
  process.exit(2);
}

const EDITION = { language: "en", site: "https://edition.example" };
const OUTLET: Outlet = {
  id: "corpus",
  name: "Corpus",
  home: "http://127.0.0.1:8097/",
  about: "",
  feeds: [],
};
const SETTINGS: OutletFeed = {
  url: "http://127.0.0.1:8097/",
  language: null,
  tags: [],
  include: [],
  exclude: [],
  interval: { least: 5, most: 60 },
  paused: false,
};
const NOW = Date.UTC(2026, 10, 22);

const table: string[][] = [];
let crashes = 0;
let slowest = { path: "", milliseconds: 0 };
const temporary = temporaryFolder();
for (const folder of folders) {
  for (const corpus of corporaIn(resolve(folder))) table.push(...(await rowsOf(corpus)));
}
temporary.remove();
printTable([
  ["corpus", "compared with", "documents", "Storyfold", "feedsmith alone", "feedparser"],
  ...table,
]);
console.log(
  `\n${crashes} crashes; slowest document: ${slowest.path}, ${slowest.milliseconds.toFixed(1)} ms`,
);
if (crashes > 0) process.exitCode = 1;

/** One row for documents with their authors' expectations, and one that compares the others with feedparser. */
async function rowsOf({ name, documents }: Corpus): Promise<string[][]> {
  const byFeedparser = await feedparser(documents, temporary.path);
  const answers = documents.map((document, index) => ({
    document,
    byStoryfold: timed(document),
    byFeedsmith: feedsmithAlone(document),
    byFeedparser: byFeedparser[index] ?? null,
  }));
  type Answer = (typeof answers)[number];
  const labelled = answers.filter(({ document }) => document.expected !== null);
  const unlabelled = answers.filter(({ document }) => document.expected === null);
  const rows = [];
  if (labelled.length > 0) {
    const correct = (read: (answer: Answer) => Read | null, print = false): number =>
      labelled.filter((answer) => agrees(read(answer), answer.document.expected, answer, print))
        .length;
    rows.push([
      name,
      "its own tests",
      String(labelled.length),
      String(correct(({ byStoryfold }) => byStoryfold, options.verbose)),
      String(correct(({ byFeedsmith }) => byFeedsmith)),
      String(correct((answer) => answer.byFeedparser)),
    ]);
  }
  if (unlabelled.length > 0) {
    const correct = (read: (answer: Answer) => Read | null, print = false): number =>
      unlabelled.filter((answer) =>
        agrees(read(answer), asExpected(answer.byFeedparser), answer, print),
      ).length;
    rows.push([
      name,
      "feedparser",
      String(unlabelled.length),
      String(correct(({ byStoryfold }) => byStoryfold, options.verbose)),
      String(correct(({ byFeedsmith }) => byFeedsmith)),
      "",
    ]);
  }
  return rows;
}

/** @param print prints the differences */
function agrees(
  read: Read | null,
  expected: Expected | null,
  { document }: { document: Document },
  print: boolean,
): boolean {
  if (expected === null) return false;
  const found = differences(read, expected, document);
  if (print && found.length > 0) console.log(`${document.path}\n  ${found.join("\n  ")}`);
  return found.length === 0;
}

/** Reads a document all the way to reports, and keeps the number of crashes and the slowest time. */
function timed(document: Document): Read | null {
  const start = performance.now();
  try {
    const reading = readFeed(document.bytes, document.contentType, document.url);
    if (reading.kind === "feed")
      reportsOf(reading.feed, { outlet: OUTLET, settings: SETTINGS }, EDITION, NOW);
    const milliseconds = performance.now() - start;
    if (milliseconds > slowest.milliseconds) slowest = { path: document.path, milliseconds };
    return storyfold(document);
  } catch (error) {
    crashes++;
    console.log(`${document.path}: ${String(error)}`);
    return null;
  }
}

function printTable(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
    if (row === rows[0]) console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  }
}
