import fc from "fast-check";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readContentFolder } from "../../../src/content/directory.ts";
import { newReport } from "../../../src/cli/new-report.ts";
import { HEADLINE, plainText } from "../../../src/text/plain-text.ts";
import { CommandError } from "../../../src/cli/run-command.ts";
import { sample } from "../content/sample-content.ts";
import { contentsOf, temporary } from "../../support/temporary-folder.ts";

const URL_ = "https://www.rt.com/news/2";

test("a new report is a file with the given fields", async () => {
  const folder = await temporary(sample());
  const output = await newReport(
    [URL_, "Gerasimov’s letter: “Yes”", "--published", "2018-08-04", "--language", "EN"],
    folder,
  );
  expect(output).toBe(
    `${folder}/reports/rt-gerasimovs-letter-yes.md\nNext: write a summary below the second "---", then run "npm run check".`,
  );
  expect((await contentsOf(folder))["reports/rt-gerasimovs-letter-yes.md"]).toBe(
    `---\noutlet: rt\ntitle: "Gerasimov’s letter: “Yes”"\nurl: ${URL_}\npublished: 2018-08-04\nlanguage: en\n---\n\n`,
  );
});

test("reports with the same headline get different files", async () => {
  const folder = await temporary(sample());
  for (const number of [1, 2, 3])
    await newReport([`https://www.rt.com/${number}`, "Письмо"], folder);
  const files = Object.keys(await contentsOf(join(folder, "reports"))).toSorted();
  expect(files).toEqual(["rt-2.md", "rt-3.md", "rt-leak.md", "rt.md", "uawire-letter.md"]);
});

test("with --story, the story's file gains one line and is otherwise unchanged", async () => {
  const story =
    "---\nheadline: >-\n  A letter # not a comment\n  in two lines\nreports: # two\n  - rt-leak # first\n\ntags: [a]\n---\nBody\n- x\n";
  const folder = await temporary(sample({ "stories/a-letter.md": story }));
  await newReport([URL_, "New", "--story", "a-letter"], folder);
  expect((await contentsOf(folder))["stories/a-letter.md"]).toBe(
    story.replace("# first\n", "# first\n  - rt-new\n"),
  );
});

test("the lines that are offered for an outlet that is not listed are enough to add the report", async () => {
  const folder = await temporary(sample());
  const args = ["https://www.herald.example/2", "A"];
  const offer = await newReport(args, folder).catch((error: Error) => error.message);
  const lines = /\n\n(- id: [^]*?\n)\n/.exec(offer)?.[1] ?? "";
  await appendFile(join(folder, "outlets.yaml"), lines);
  expect(await newReport(args, folder)).toContain("reports/herald-a.md");
});

const REFUSED: [name: string, args: string[], message: string | RegExp][] = [
  [
    "a command without arguments",
    [],
    /^The URL is missing\.\nUsage: npm run new:report -- URL "Headline"/,
  ],
  ["a missing headline", [URL_], /^The headline is missing\./],
  [
    "a headline without quotes",
    [URL_, "A", "new", "leak"],
    /^Unexpected argument "new leak"\. Put the headline between quotes\./,
  ],
  ["an unknown option", [URL_, "A", "--author", "x"], /^Unknown option '--author'/],
  [
    "an invalid URL",
    ["www.rt.com/news/2", "A"],
    /^URL: "www\.rt\.com\/news\/2" is not an absolute http\(s\) URL\. Did you mean/,
  ],
  ["an empty headline", [URL_, "<b></b>"], /^Headline: "<b><\/b>" contains no text\./],
  [
    "an invalid day",
    [URL_, "A", "--published", "today"],
    /^--published: "today" is not a date or time\./,
  ],
  [
    "an unknown outlet",
    [URL_, "A", "--outlet", "rtt"],
    /^--outlet: "rtt" is not an outlet\. Did you mean "rt"\?/,
  ],
  [
    "a host without an outlet",
    ["https://example.com/", "A"],
    /^No outlet has a home page at example\.com\. Add these lines to .*outlets\.yaml, with its real name, and run the command again:\n\n- id: example\S*\n {2}name: example\.com\n {2}home: https:\/\/example\.com\/\n\nOr choose a listed outlet with --outlet \(rt, uawire\)\.$/,
  ],
  [
    "an unknown story",
    [URL_, "A", "--story", "a-leter"],
    /^--story: "a-leter" is not a story\. Did you mean "a-letter"\?/,
  ],
  [
    "a story with its reports on one line",
    [URL_, "A", "--story", "a-letter"],
    /does not list its reports one per line\./,
  ],
  [
    "the URL of an existing report",
    ["https://WWW.rt.com/leak#x", "A"],
    /^https:\/\/www\.rt\.com\/leak is already the URL of .*reports\/rt-leak\.md\. Edit that file instead\.$/,
  ],
];

test.each(REFUSED)("%s is refused, and nothing is written", async (_name, args, message) => {
  const folder = await temporary(sample());
  const before = await contentsOf(folder);
  const refusal: unknown = await newReport(args, folder).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(CommandError);
  expect((refusal as CommandError).message).toMatch(message);
  expect(await contentsOf(folder)).toEqual(before);
});

test("content with a mistake must be fixed first", async () => {
  const folder = await temporary(sample({ "outlets.yaml": null }));
  await expect(newReport([URL_, "A"], folder)).rejects.toThrow(
    /outlets\.yaml: is missing\. .*\ncontent: 1 mistake\nFix this first/,
  );
});

test("any headline is written and read back unchanged", async () => {
  const signs = fc.constantFrom(
    "---",
    ": ",
    " #",
    "- ",
    "'",
    '"',
    "\\",
    "|",
    ">",
    "%",
    "@",
    "`",
    "*a",
    "&a",
    "!",
    "[",
    "{",
    "?",
    "~",
    "true",
    "1",
    "\n",
  );
  const headline = fc
    .array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), signs), {
      minLength: 1,
      maxLength: 12,
    })
    .map((parts) => parts.join(""))
    // The command line takes a leading hyphen for an option.
    .filter((text) => !text.startsWith("-") && plainText(text, HEADLINE) !== "");
  const folder = await temporary(sample({ "stories/a-letter.md": null }));
  let number = 0;
  const expected = new Map<string, string>();
  await fc.assert(
    fc.asyncProperty(headline, async (text) => {
      const url = `https://www.rt.com/${++number}`;
      await newReport([url, text], folder);
      expected.set(url, plainText(text, HEADLINE));
    }),
    { numRuns: 60 },
  );
  const content = await readContentFolder(folder);
  const reports = "reports" in content ? content.reports : [];
  const actual = reports
    .filter(({ url }) => expected.has(url))
    .map(({ url, title }) => [url, title] as const);
  expect(new Map(actual)).toEqual(expected);
});
