/** Checks the edition and publishes it with Wrangler: `npm run deploy`. Takes the flags of `wrangler deploy`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Edition } from "../model/edition.ts";
import { contentFolder, displayPath, readContentFolder, ROOT } from "../content/directory.ts";
import type { Mistake } from "../text/mistake.ts";
import { printMistakes } from "../text/mistake.ts";
import { deployMistakes, idInAtom, otherEdition, workerName } from "./deploy-check.ts";
import { CommandError, runCommand } from "./run-command.ts";
import { optionValue, runWrangler } from "./wrangler.ts";

const PUBLISHED_TIMEOUT_SECONDS = 10;

/** Checks, deploys, and returns the addresses to subscribe to. */
async function deploy(args: readonly string[]): Promise<string> {
  const folder = contentFolder();
  const content = await readContentFolder(folder);
  if ("mistakes" in content) throw new CommandError(printMistakes(content.mistakes));
  const { edition } = content;
  const dryRun = args.includes("--dry-run");
  const name =
    optionValue(args, "--name") ?? workerName(await readFile(join(ROOT, "wrangler.toml"), "utf8"));
  const mistakes = deployMistakes(edition, name, today(), displayPath(folder));
  // A dry run publishes nothing, so it may run without a network and with the settings of a fresh copy.
  if (mistakes.length === 0 && !dryRun) mistakes.push(...(await publishedMistake(edition, folder)));
  if (mistakes.length > 0) {
    const refusal = `${printMistakes(mistakes)}\nNot deployed.`;
    if (!dryRun) throw new CommandError(refusal);
    console.warn(`A deploy would be refused:\n${printMistakes(mistakes)}`);
  }
  const code = await runWrangler(["deploy", ...args], dryRun ? { STORYFOLD_DRY_RUN: "1" } : {});
  if (code !== 0) throw new CommandError(`Wrangler ended with code ${code}.`);
  return dryRun ? "Dry run: nothing was deployed." : addresses(edition);
}

/** What a person needs after the first deploy. */
export function addresses({ site, title }: Pick<Edition, "site" | "title">): string {
  return [
    `\n${title} is published at ${site}/`,
    "Subscribe to it at one of these addresses:",
    `  ${site}/rss.xml     for every feed reader`,
    `  ${site}/atom.xml    Atom`,
    `  ${site}/feed.json   JSON Feed, also for scripts`,
    `  ${site}/subscribe   builds the address of a filtered feed`,
    `How its feeds are doing: ${site}/outlets`,
  ].join("\n");
}

async function publishedMistake(edition: Edition, folder: string): Promise<Mistake[]> {
  const mistake = otherEdition(edition, await publishedId(edition.site), displayPath(folder));
  return mistake === null ? [] : [mistake];
}

/** The id of the edition at the address; null if none answers there, as before the first deploy. */
async function publishedId(site: string): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PUBLISHED_TIMEOUT_SECONDS * 1000);
    const response = await fetch(`${site}/atom.xml`, { signal });
    return response.ok ? idInAtom(await response.text()) : null;
  } catch {
    return null;
  }
}

const today = (): string => new Date().toISOString().slice(0, 10);

if (import.meta.main) await runCommand(() => deploy(process.argv.slice(2)));
