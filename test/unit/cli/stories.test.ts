import { expect, test } from "vitest";
import { check } from "../../../src/cli/check.ts";
import { asMarkdown, newStory } from "../../../src/cli/new-story.ts";
import { listStories } from "../../../src/cli/stories.ts";
import { readContentFolder } from "../../../src/content/directory.ts";
import { markdownText } from "../../../src/content/markdown.ts";
import { CommandError } from "../../../src/cli/run-command.ts";
import { SUMMARY } from "../../../src/text/plain-text.ts";
import { edited, sample } from "../content/sample-content.ts";
import { contentsOf, temporary } from "../../support/temporary-folder.ts";
import { fakeEdition, noEdition, STORY_KEY } from "./fake-edition.ts";

const LEAK = "https://www.rt.com/news/435115-russia-us-syria-leak/";

test.each([
  ["the latest", []],
  ["those with a word", ["letter"]],
])("stories are listed with their keys, outlets and scores: %s", async (_name, words) => {
  const list = await listStories(words, fakeEdition);
  expect(list).toMatch(
    new RegExp(`^${STORY_KEY} {2}\\(4 outlets, 5 reports, updated 20..-..-..T..:..Z\\)$`, "m"),
  );
  expect(list).toMatch(/^ {2}Russia confirms Gerasimov's letter/m);
  expect(list).toMatch(/^ +\d+% {2}rt {8}Russian MoD .* https:\/\/www\.rt\.com\/news\/435115/m);
  expect(list).toMatch(/^ +first {2}\S+ +\S.* https:/m);
  expect(list).toMatch(/npm run new:story -- KEY$/);
});

const refusal = (run: Promise<string>): Promise<string> =>
  run.then(
    () => "not refused",
    (error: unknown) => (error instanceof CommandError ? error.message : String(error)),
  );

test("words that no story contains", async () => {
  expect(await listStories(["nothing"], fakeEdition)).toMatch(
    /^No story at http:\/\/\S+ contains all of these words\.$/,
  );
});

test.each([
  [
    "an edition that does not run",
    [],
    noEdition,
    /^http:\/\/localhost:\d+ does not answer\. Run "npm start"/,
  ],
  [
    "an address that is none",
    ["--at", "example.com"],
    fakeEdition,
    /^--at: "example\.com" is not an absolute/,
  ],
  ["an unknown option", ["--all"], fakeEdition, /--all[^]*Usage: npm run stories/],
])("stories of %s", async (_name, args, edition, message) => {
  expect(await refusal(listStories(args, edition))).toMatch(message);
});

test("a story's file has its headline, tags, reports and summary, and is valid", async () => {
  const folder = await temporary(
    sample({
      ...edited("reports/rt-leak.md", "https://www.rt.com/leak", LEAK),
      "stories/a-letter.md": null,
    }),
  );
  const output = await newStory([STORY_KEY], folder, fakeEdition);
  expect(output).toContain(`${folder}/stories/${STORY_KEY}.md\nNext: change`);
  const file = (await contentsOf(folder))[`stories/${STORY_KEY}.md`] ?? "";
  expect(file).toMatch(/^---\nheadline: Russia confirms Gerasimov's letter to Dunford on Syria/);
  expect(file).toMatch(/^tags:\n {2}- Russia$/m);
  // A report with a file is listed by its name, the others by their addresses.
  expect(file).toMatch(/^ {2}- rt-leak$/m);
  expect(file.match(/^ {2}- https:\/\//gm)).toHaveLength(4);
  const content = await readContentFolder(folder);
  expect(content).toMatchObject({
    stories: [
      { key: STORY_KEY, summary: { text: expect.stringMatching(/^Russia's defense/) as string } },
    ],
  });
});

test.each([
  [
    "a story that is not there",
    ["nowhere"],
    /^http:\/\/localhost:\d+ has no story nowhere\. "npm run stories"/,
  ],
  ["a story that has a file", [STORY_KEY], /exists already\. Edit that file instead\.$/],
  ["a former key of that story", ["former"], /exists already/],
  ["its address", [`https://storyfold.example/stories/${STORY_KEY}`], /exists already/],
  ["no story", [], /^Give the key of one story\.\nUsage/],
  ["an answer that is not JSON", ["page"], /is not JSON\. Is this the address of an edition\?/],
])("new:story with %s", async (_name, args, message) => {
  const file = `stories/${STORY_KEY}.md`;
  const folder = await temporary(
    sample({ [file]: "---\nheadline: A\nreports: [https://www.rt.com/x]\n---\n" }),
  );
  const before = await contentsOf(folder);
  expect(await refusal(newStory(args, folder, fakeEdition))).toMatch(message);
  expect(await contentsOf(folder)).toEqual(before);
});

test.each([
  "1. Not a list",
  "# 5 * 3 _is_ <b>15</b> & more",
  "- a [link](x) | ~y~ `z` \\",
  "+1",
  "2) x",
])("%j as Markdown reads the same", (text) => {
  expect(markdownText(asMarkdown(text), SUMMARY)).toBe(
    markdownText(
      text.replaceAll(/[^]/g, (c) => (/[\p{L}\p{N}\s]/u.test(c) ? c : `\\${c}`)),
      SUMMARY,
    ),
  );
});

test.each([
  ["without an edition", [], []],
  ["with an edition that has seen it", ["--at", "http://localhost:8787", LEAK], []],
  [
    "with an edition that has not",
    ["--at", "http://localhost:8787", "https://www.rt.com/new"],
    ["https://www.rt.com/new has not been seen yet"],
  ],
])(
  "check warns about a report without a file: %s",
  async (_name, [flag, at, url = LEAK], warnings) => {
    const folder = await temporary(
      sample({
        ...edited("outlets.yaml", "about: A news network", "feed: https://www.rt.com/rss"),
        ...edited("stories/a-letter.md", "https://uawire.org/letter", url),
      }),
    );
    const output = await check(flag && at ? [flag, at] : [], folder, fakeEdition);
    const lines = output.split("\n");
    expect(lines.pop()).toBe(
      `${folder}/ is valid: 2 outlets, 1 feed to poll, 2 reports in files, 1 edited story`,
    );
    expect(lines).toEqual(warnings.map((warning) => expect.stringContaining(warning) as string));
  },
);
