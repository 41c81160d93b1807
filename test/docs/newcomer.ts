/** Follows the README from a fresh copy to an edition of one's own, each command as written and in its order. */
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { startServer } from "../support/server.ts";
import type { Table } from "../support/table.ts";
import type { Block } from "./code-blocks.ts";
import { blockWith, runBlock } from "./run-block.ts";

const PROJECT = resolve(import.meta.dirname, "../..");
/** What the README says to set before the first deploy. */
const OWN: Readonly<Record<string, string>> = {
  site: "https://my-edition.me.workers.dev",
  authority: "my-edition.eu",
  since: "2025-05-01",
};

export async function followReadme(
  blocks: readonly Block[],
  home: string,
  table: Table,
): Promise<void> {
  const report = (part: string, does: string, passed: boolean, note: string): void => {
    table.add(passed ? "pass" : "FAIL", [part, "a newcomer", does], note);
  };
  /** Runs the block with this text in the folder of the copy. */
  const follow = async (
    project: string,
    part: string,
    does: string,
    prints: RegExp,
    { code = 0, edit = (text: string) => text } = {},
  ): Promise<string> => {
    const ran = await runBlock("bash", edit(blockWith(blocks, part)), { project, url: "", home });
    const printed = ran.stdout + ran.stderr;
    report(part, does, ran.code === code && prints.test(printed), printed);
    return printed;
  };

  const server = await startServer({
    edition: join(PROJECT, "content"),
    polls: true,
    async prepare(root) {
      await follow(root, "rm content/reports", "deletes the sample's reports and stories", /^$/);
      await writeFile(join(root, "content/outlets.yaml"), blockWith(blocks, "- id: example"));
      await follow(root, "npm run check", "counts the outlet", /valid: 1 outlet, 1 feed to poll$/m);
    },
  });
  const project = resolve(server.content, "..");
  try {
    await server.until("the first poll is printed", () =>
      /Polled 1 feed, 1 of them failing\.[^]*Example Times fails: .*example\.com/.test(
        server.printed(),
      ),
    );
    report("npm start", "polls the feed and says why it fails", true, "");
    await follow(
      project,
      "npm run new:report",
      "writes a report",
      /content\/reports\/example-headline\S*\.md/,
    );
    await server.until("the report is filed", ({ reports }) => reports === 1);
    const listing = await follow(
      project,
      "npm run new:story",
      "lists the story",
      /Headline as published/,
      {
        edit: (text) => text.replace(/^npm run new:story.*$/m, ""),
      },
    );
    const key = /^([\w-]+) {2}\(1 outlet, 1 report/m.exec(listing)?.[1] ?? "no key";
    await follow(
      project,
      "npm run new:story",
      "writes its file",
      new RegExp(`content/stories/${key}\\.md`),
      {
        edit: (text) => text.replace("KEY", key),
      },
    );
    await follow(
      project,
      "npm run check",
      "counts all of it",
      /1 report in a file, 1 edited story$/m,
    );

    const deploy = { edit: (text: string) => text.replace("npx wrangler login", "") };
    await follow(
      project,
      "npm run deploy",
      "is refused at first",
      /content: 4 mistakes\nNot deployed\./,
      {
        ...deploy,
        code: 1,
      },
    );
    await server.edit({
      "edition.yaml": (text) =>
        text.replaceAll(
          /^(site|authority|since):.*$/gm,
          (_, name: string) => `${name}: ${OWN[name]}`,
        ),
    });
    const toml = join(project, "wrangler.toml");
    await writeFile(
      toml,
      (await readFile(toml, "utf8")).replace(/^name = .*$/m, 'name = "my-edition"'),
    );
    await follow(
      project,
      "npm run deploy",
      "passes with settings of one's own",
      /nothing was deployed\.$/m,
      {
        edit: (text) => deploy.edit(text).replace("npm run deploy", "npm run deploy -- --dry-run"),
      },
    );
  } finally {
    await server.stop();
  }
}
