import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  deployMistakes,
  idInAtom,
  otherEdition,
  SHIPPED,
  workerName,
} from "../../../src/cli/deploy-check.ts";
import { checkContent } from "../../../src/content/check-content.ts";
import { readContentFolder, ROOT } from "../../../src/content/directory.ts";
import type { Edition } from "../../../src/model/edition.ts";
import { editionId } from "../../../src/model/ids.ts";
import { printMistake } from "../../../src/text/mistake.ts";
import { SAMPLE, sample } from "../content/sample-content.ts";

const TODAY = "2026-11-30";
const OWN = {
  site: "https://daily.example-press.eu",
  authority: "example-press.eu",
  since: "2025-05-01",
  worker: "daily",
};

function editionWith({ site, authority, since }: typeof OWN): Edition {
  const source = (SAMPLE["edition.yaml"] ?? "")
    .replace("https://Feeds.example/", site)
    .replace("authority: feeds.example", `authority: ${authority}`)
    .replace("2026-01-31", since);
  const content = checkContent(sample({ "edition.yaml": source }));
  if ("mistakes" in content) throw new Error(JSON.stringify(content.mistakes));
  return content.edition;
}

test.each<[string, Partial<typeof OWN>, string[]]>([
  ["an edition of one's own", {}, []],
  ["an e-mail address as authority", { authority: "desk@example-press.eu" }, []],
  ["a workers.dev address of the same Worker", { site: "https://daily.me.workers.dev" }, []],
  [
    "site on this computer",
    { site: "http://localhost:8787" },
    ["content/edition.yaml site: http://localhost:8787 can be reached from this computer only"],
  ],
  [
    "site on this computer by number",
    { site: "http://127.0.0.1" },
    ["content/edition.yaml site: "],
  ],
  [
    "an example as site",
    { site: "https://news.example.com" },
    ["content/edition.yaml site: https://news.example.com is an example."],
  ],
  [
    "the shipped authority",
    { authority: SHIPPED.authority },
    ['content/edition.yaml authority: "storyfold.example" is an example.'],
  ],
  [
    "an example's e-mail address",
    { authority: "me@example.org" },
    ['content/edition.yaml authority: "me@example.org" is an example.'],
  ],
  [
    "the shipped day",
    { since: SHIPPED.since },
    ["content/edition.yaml since: is still 2026-11-22"],
  ],
  [
    "a day to come",
    { since: "2026-12-01" },
    ["content/edition.yaml since: 2026-12-01 is in the future."],
  ],
  ["today", { since: TODAY }, []],
  [
    "the shipped name of the Worker",
    { worker: SHIPPED.worker },
    ['wrangler.toml name: is still "storyfold"'],
  ],
  [
    "the address of another Worker",
    { site: "https://other.me.workers.dev" },
    [
      'wrangler.toml name: is "daily", but site in edition.yaml is the address of a Worker called "other".',
    ],
  ],
])("deploying with %s", (_name, changes, refused) => {
  const settings = { ...OWN, ...changes };
  const mistakes = deployMistakes(editionWith(settings), settings.worker, TODAY, false);
  expect(mistakes.map(printMistake)).toEqual(refused.map((line) => expect.stringContaining(line)));
});

test("a fresh copy of this repository is refused in every respect", async () => {
  const content = await readContentFolder(join(ROOT, "content"));
  if ("mistakes" in content) throw new Error("content/ has mistakes");
  const name = workerName(await readFile(join(ROOT, "wrangler.toml"), "utf8"));
  const refused = deployMistakes(content.edition, name, TODAY, false).map(({ field }) => field);
  expect(refused).toEqual(["site", "authority", "since", "name"]);
});

test("an edition that is published as shipped may be deployed again, but not under another name", () => {
  const shipped = { ...OWN, authority: SHIPPED.authority, since: SHIPPED.since };
  expect(deployMistakes(editionWith(shipped), SHIPPED.worker, TODAY, true)).toEqual([]);
  const site = "https://daily.me.workers.dev";
  expect(
    deployMistakes(editionWith({ ...shipped, site }), SHIPPED.worker, TODAY, true),
  ).toMatchObject([{ file: "wrangler.toml", field: "name" }]);
});

test("an edition does not replace another one at its address", () => {
  const edition = editionWith(OWN);
  expect(otherEdition(edition, null)).toBeNull();
  expect(otherEdition(edition, editionId(edition))).toBeNull();
  const other = otherEdition(edition, "tag:example-press.eu,2024-01-01:edition");
  expect(other && printMistake(other)).toContain(
    "makes ids that begin with tag:example-press.eu,2025-05-01:, but https://daily.example-press.eu serves an edition whose ids begin with tag:example-press.eu,2024-01-01:",
  );
});

test("the id of a published edition is read from its Atom feed", async () => {
  const atom = await readFile(join(ROOT, "test/golden/atom.xml"), "utf8");
  expect(idInAtom(atom)).toBe("tag:storyfold.example,2026-11-22:edition");
  expect(idInAtom("<html>Not found</html>")).toBeNull();
});

test.each([
  ['name = "a"\nmain = "b"\n', "a"],
  ["main = 'b'\nname='c'\n", "c"],
  ['[[queues]]\nname = "a"\n', ""],
])("the Worker's name in %j is %j", (toml, name) => {
  expect(workerName(toml)).toBe(name);
});
