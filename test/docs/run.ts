/** Runs the documentation's examples as written against the test edition, served by `npm start`. `npm run test:docs` */
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { startServer } from "../support/server.ts";
import { Table } from "../support/table.ts";
import { missing, type Tool } from "../support/tools.ts";
import { temporaryFolder } from "../support/cleanup.ts";
import { blocksOf, brokenLinks, pagesBelow } from "./code-blocks.ts";
import { followReadme } from "./newcomer.ts";
import { followStories } from "./follow.ts";
import { blockWith, type Program, runBlock } from "./run-block.ts";

interface Example {
  /** Text that occurs in this block and in no other. */
  part: string;
  /** The expected output. */
  prints: RegExp;
  /** The program that runs the block. */
  program: Program;
  /** Tools that the block needs in addition to Node. */
  needs: Tool[];
}

const CURL = { command: "curl", packages: "curl" };
const JQ = { command: "jq", packages: "jq" };
const PYTHON = { command: "python3", packages: "python3" };

/** The examples of each page, in order, since later ones build on earlier ones. */
const EXAMPLES: Readonly<Record<string, Example[]>> = {
  "docs/api.md": [
    {
      part: ".folded.names",
      program: "bash",
      needs: [CURL, JQ],
      prints: /rt: likeness, \d+ %, .*Rukban/,
    },
    {
      part: "event[",
      program: "python3",
      needs: [PYTHON],
      prints: /'texts': 5[^]*2018-08-04T15:00 reported rt\n[^]*only rt says .*leak/,
    },
    {
      part: "same_text_as === null",
      program: "node",
      needs: [],
      prints: /Gerasimov.*: 5 reports, 5 independent texts/,
    },
    {
      part: "outlets=rt,sputnik",
      program: "bash",
      needs: [CURL, JQ],
      prints: /Reported by RT or Sputnik[^]*\/stories\/gerasimov/,
    },
    {
      part: "min_outlets=many",
      program: "bash",
      needs: [CURL, JQ],
      prints: /^min_outlets takes a whole number/,
    },
    { part: "/report.json", program: "bash", needs: [CURL, JQ], prints: /Gerasimov.*\n5\n$/ },
    { part: 'headers={"If-None', program: "python3", needs: [PYTHON], prints: /^304\n$/ },
    {
      part: "docs/follow.py",
      program: "bash",
      needs: [PYTHON],
      prints: /^Russia confirms.*\/stories\/gerasimov\S*\n( {2}\S.*: https:.*\n){5}$/,
    },
    {
      part: "docs/follow.mjs",
      program: "bash",
      needs: [],
      prints: /^Russia confirms.*\/stories\/gerasimov\S*\n( {2}\S.*: https:.*\n){5}$/,
    },
    { part: "next_url", program: "python3", needs: [PYTHON], prints: /^1 stories, 5 reports\n$/ },
  ],
  "docs/folding.md": [
    {
      part: "npm run why",
      program: "bash",
      needs: [],
      prints: /^one story[^]*^ *names +.*Gerasimov/m,
    },
  ],
  "README.md": [
    {
      part: "jq -r",
      program: "bash",
      needs: [CURL, JQ],
      prints: /Gerasimov[^]*rt: https:\/\/www\.rt\.com/,
    },
  ],
};

/** Blocks that are not run as examples, each with the reason. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "npm ci && npm start": "has already been run to start this server",
  "git clone": "this is a copy already",
  "npm run outlets:find": "needs the network",
  "content/*.md ──►": "is a diagram",
};

/** Blocks of the README that newcomer.ts runs. */
const NEWCOMER = [
  "rm content/reports",
  "- id: example",
  "npm run check",
  "npm run new:report",
  "npm run new:story",
  "npm run deploy",
];

const ROOT = resolve(import.meta.dirname, "../..");
const table = new Table("example", "run by", "checked");
const pages = await pagesBelow(ROOT);
const home = temporaryFolder();
const server = await startServer();
const place = { project: dirname(server.content), url: server.url, home: home.path };

for (const [page, examples] of Object.entries(EXAMPLES)) {
  const blocks = blocksOf(pages.get(page) ?? "");
  for (const { part, program, needs, prints } of examples) {
    const found = blocks.filter(({ code }) => code.includes(part));
    const [block] = found;
    const why = await missing(needs);
    if (found.length !== 1 || !block) {
      const note = `${found.length} blocks contain "${part}"`;
      table.add("FAIL", [part, program, `occurs once in ${page}`], note);
    } else if (why !== null) {
      table.skip([part, program, "runs"], `${part}: ${why}.`);
    } else {
      const ran = await runBlock(program, block.code, place);
      const passed = ran.code === 0 && prints.test(ran.stdout);
      table.add(
        passed ? "pass" : "FAIL",
        [part, program, "runs and prints the expected output"],
        `${part}: ${ran.stdout}${ran.stderr}`,
      );
    }
  }
  const known = [...examples.map(({ part }) => part), ...Object.keys(NOT_RUN), ...NEWCOMER];
  for (const { code } of blocks.filter((block) => !known.some((part) => block.code.includes(part))))
    table.add("FAIL", [code.slice(0, 30), "nothing", "is covered by this test"], code);
}

await followStories(server, place, table);

const mistake = {
  "reports/rt-disappointed-by-leak.md": (text: string) =>
    text.replace(/^outlet: .*/m, "outlet: rtt"),
};
await server.edit(mistake);
await server.until("the mistake is printed", () =>
  server.printed().includes('"rtt" is not an outlet'),
);
const response = await fetch(`${server.url}/feed.json`, { signal: AbortSignal.timeout(10_000) });
const unchanged = (await response.text()).includes(
  "https://www.rt.com/news/435115-russia-us-syria-leak/",
);
table.add(
  unchanged ? "pass" : "FAIL",
  ["a mistake", "the server", "keeps serving the last good edition"],
  `status ${response.status}`,
);

await server.edit({
  "reports/rt-disappointed-by-leak.md": (text) => text.replace(/^outlet: .*/m, "outlet: rt"),
});
const recipes = blocksOf(pages.get("docs/recipes.md") ?? "");
const outlets = recipes.filter(({ language }) => language === "yaml").map(({ code }) => code);
await server.edit({ "outlets.yaml": (text) => [text, ...outlets].join("\n") });
const checked = await runBlock("bash", "npm run check", place);
table.add(
  /valid: 13 outlets, 9 feeds to poll/.test(checked.stdout) ? "pass" : "FAIL",
  ["docs/recipes.md", "npm run check", "has outlets that are valid together"],
  checked.stdout + checked.stderr,
);
const added = await runBlock("bash", blockWith(recipes, "npm run new:report"), place);
table.add(
  added.code === 0 ? "pass" : "FAIL",
  ["docs/recipes.md", "bash", "adds a report of an outlet without a feed"],
  added.stdout + added.stderr,
);

const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const namedScripts = [...pages.values()].flatMap((text) =>
  [...text.matchAll(/npm run (?:--silent )?([a-z][a-z:]*)/g)].map(([, name = ""]) => name),
);
const missingScripts = namedScripts.filter((name) => !(name in scripts));
table.add(
  missingScripts.length === 0 ? "pass" : "FAIL",
  [
    "npm run …",
    "package.json",
    `contains all ${new Set(namedScripts).size} scripts named in pages`,
  ],
  missingScripts.join(", "),
);

const broken = await brokenLinks(ROOT, pages);
table.add(
  broken.length === 0 ? "pass" : "FAIL",
  ["[…](…)", "the file system", `contains all link targets of ${pages.size} pages`],
  broken.join("\n"),
);

await server.stop();
await followReadme(blocksOf(pages.get("README.md") ?? ""), home.path, table);
home.remove();
table.print();
