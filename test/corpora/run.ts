/**
 * Reads public corpora of feeds, which are fetched and not part of this project, and says how many of their documents
 * are read as their authors expect: by Storyfold, by feedsmith alone, and by Python's feedparser.
 * `npm run test:corpora -- DIR…`, each a clone of mmcdole/gofeed, kurtmckee/feedparser, w3c/feedvalidator, or any folder.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { reportsOf } from "../../src/feed/to-reports.ts";
import { readFeed } from "../../src/feed/read-feed.ts";
import type { Outlet } from "../../src/model/outlet.ts";
import { FEEDPARSER } from "../support/feedparser.ts";
import { missing } from "../support/tools.ts";
import { temporaryFolder } from "../support/undo.ts";
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
const absent = await missing([FEEDPARSER]);
if (absent !== null) {
  console.error(absent);
  process.exit(2);
}

const OUTLET: Outlet = {
  id: "corpus",
  name: "Corpus",
  home: "http://127.0.0.1:8097/",
  about: "",
  feed: null,
};
const NOW = Date.UTC(2026, 10, 22);

const table: string[][] = [];
let crashes = 0;
let slowest = { path: "", milliseconds: 0 };
const temporary = temporaryFolder();
for (const folder of folders) {
  for (const corpus of corporaIn(resolve(folder))) table.push(...(await judged(corpus)));
}
temporary.remove();
print([
  ["corpus", "compared with", "documents", "Storyfold", "feedsmith alone", "feedparser"],
  ...table,
]);
console.log(
  `\n${crashes} crashes; the slowest: ${slowest.path}, ${slowest.milliseconds.toFixed(1)} ms`,
);
if (crashes > 0) process.exitCode = 1;

/** A row for what the corpus's authors expect, and one for what feedparser reads where they expect nothing. */
async function judged({ name, documents }: Corpus): Promise<string[][]> {
  const theirs = await feedparser(documents, temporary.path);
  const answers = documents.map((document, index) => ({
    document,
    own: timed(document),
    alone: feedsmithAlone(document),
    theirs: theirs[index] ?? null,
  }));
  const expecting = answers.filter(({ document }) => document.expected !== null);
  const others = answers.filter(({ document }) => document.expected === null);
  const found = [];
  if (expecting.length > 0) {
    const right = (read: (answer: (typeof answers)[number]) => Read | null, tell = false): number =>
      expecting.filter((answer) => agrees(read(answer), answer.document.expected, answer, tell))
        .length;
    found.push([
      name,
      "its own tests",
      String(expecting.length),
      String(right(({ own }) => own, options.verbose)),
      String(right(({ alone }) => alone)),
      String(right((answer) => answer.theirs)),
    ]);
  }
  if (others.length > 0) {
    const right = (read: (answer: (typeof answers)[number]) => Read | null, tell = false): number =>
      others.filter((answer) => agrees(read(answer), asExpected(answer.theirs), answer, tell))
        .length;
    found.push([
      name,
      "feedparser",
      String(others.length),
      String(right(({ own }) => own, options.verbose)),
      String(right(({ alone }) => alone)),
      "",
    ]);
  }
  return found;
}

function agrees(
  read: Read | null,
  expected: Expected | null,
  { document }: { document: Document },
  tell: boolean,
): boolean {
  if (expected === null) return false;
  const found = differences(read, expected, document);
  if (tell && found.length > 0) console.log(`${document.path}\n  ${found.join("\n  ")}`);
  return found.length === 0;
}

/** Reads a document all the way to reports, and counts what must not happen. */
function timed(document: Document): Read | null {
  const begun = performance.now();
  try {
    const reading = readFeed(document.bytes, document.contentType, document.url);
    if (reading.kind === "feed") reportsOf(reading.feed, OUTLET, { language: "en" }, NOW);
    const milliseconds = performance.now() - begun;
    if (milliseconds > slowest.milliseconds) slowest = { path: document.path, milliseconds };
    return storyfold(document);
  } catch (error) {
    crashes++;
    console.log(`${document.path}: ${String(error)}`);
    return null;
  }
}

function print(rows: readonly string[][]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
    if (row === rows[0]) console.log(`| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  }
}
