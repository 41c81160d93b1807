import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportsIn } from "../../../src/cli/report-list.ts";
import { CommandError } from "../../../src/cli/run-command.ts";
import type { Fetch } from "../../../src/cli/running-edition.ts";
import { why } from "../../../src/cli/why.ts";
import { ROOT } from "../../../src/content/directory.ts";
import { sample } from "../content/sample-content.ts";
import { temporary } from "../../support/temporary-folder.ts";
import { fakeEdition, noEdition } from "./fake-edition.ts";

const RT = "https://www.rt.com/news/435115-russia-us-syria-leak/";
const SPUTNIK =
  "https://sputniknews.com/world/201808041066948259-russi-ministry-gerasimov-dunford/";
const NEIGHBOURS = ["--in", "test/fixtures/neighbours.json"];
const EDITION = join(ROOT, "test/fixtures/edition");

const output = (args: string[], folder: string, edition: Fetch): Promise<string> =>
  why(args, folder, edition).catch((error: unknown) => {
    if (error instanceof CommandError) return error.message;
    throw error;
  });

test.each<[string, string[], RegExp[]]>([
  [
    "two reports of one story",
    [RT, SPUTNIK],
    [/^one story: .*% match/m, /^ {2}names .*Gerasimov/m, /^ {2}earlier .*only this report has/m],
  ],
  [
    "a report and one on another event",
    [...NEIGHBOURS, RT, "mattis-idlib"],
    [
      /^two stories: /m,
      /^ {2}names .*Syria/m,
      /^ {2}time +\d+ days apart/m,
      /only this report has .*Mattis/,
    ],
  ],
  [
    "two other reports of one story",
    [...NEIGHBOURS, "sweida-1", "sweida-2"],
    [/^one story: /m, /^ {2}time +10 hours apart/m, /^ {2}later .*only this report has .*200/m],
  ],
  [
    "an unknown report",
    [RT, "https://example.com/"],
    [/^https:\/\/example\.com\/ is not a report in .*edition\/ or at http:\/\/localhost:\d+\.$/m],
  ],
  ["only one address", [RT], [/^Usage: /]],
  ["an unknown flag", ["--out", "x", RT, SPUTNIK], [/--out/, /^Usage: /m]],
  ["a missing file", ["--in", "none.json", RT, SPUTNIK], [/none\.json/]],
])("why with %s", async (_, args, patterns) => {
  const printed = await output(args, EDITION, fakeEdition);
  for (const pattern of patterns) expect(printed).toMatch(pattern);
});

/** The edition of a story so long that its data leaves out the report of Sputnik. */
const longStory: Fetch = async (address, init) => {
  const response = await fakeEdition(address, init);
  if (!new URL(address).pathname.startsWith("/stories/")) return response;
  const story = await response.json<{ reports: { url: string }[] }>();
  return Response.json({
    ...story,
    reports: story.reports.filter(({ url }) => url !== SPUTNIK),
  });
};

const ONE_STORY = [/^one story: .*% match/m, /^ {2}names .*Gerasimov/m];
test.each<[string, string[], Fetch, RegExp[]]>([
  [
    "a running edition",
    [RT, `${SPUTNIK}?utm_source=rss`],
    fakeEdition,
    [
      ...ONE_STORY,
      /^The edition has both in one story, gerasimov-letter-to-dunford, with 5 reports\.$/m,
    ],
  ],
  [
    "a story too long to list them all",
    [RT, SPUTNIK],
    longStory,
    [/^https:\/\/sputniknews\.com.* is in the story gerasimov.* 4 of its 5 reports.*--in\.$/m],
  ],
  ["a story's JSON", ["--in", "test/golden/story.json", RT, SPUTNIK], noEdition, ONE_STORY],
  [
    "a JSON Feed",
    ["--in", "test/golden/feed.json", RT, SPUTNIK],
    noEdition,
    [/^(one|two) stor.*% match/m],
  ],
  [
    "an edition that does not run",
    [RT, SPUTNIK],
    noEdition,
    [
      /^https:\/\/www\.rt\.com.* is not a report in .*\.$/m,
      /^http:\/\/localhost:\d+ does not answer/m,
    ],
  ],
])("reports that are not in content/ are found in %s", async (_name, args, edition, patterns) => {
  const folder = await temporary(sample());
  const printed = await output(args, folder, edition);
  for (const pattern of patterns) expect(printed).toMatch(pattern);
});

test("a JSON Feed and a story's JSON have the same reports", async () => {
  const read = async (name: string) => {
    const text = await readFile(join(ROOT, "test/golden", name), "utf8");
    return reportsIn(JSON.parse(text), name).map(({ url }) => url);
  };
  expect(await read("feed.json")).toEqual(await read("story.json"));
});
