/** Checks the edition and publishes it with Wrangler: `npm run deploy`. Takes the flags of `wrangler deploy`. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Edition } from "../model/edition.ts";
import { editionId } from "../model/ids.ts";
import { contentFolder, displayPath, readContentFolder, ROOT } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";
import {
  CHECKED,
  deployMistakes,
  idInAtom,
  isLocal,
  otherEdition,
  workerName,
} from "./deploy-check.ts";
import { CommandError, runCommand } from "./run-command.ts";
import type { Fetch } from "./running-edition.ts";
import { optionValue, runWrangler } from "./wrangler.ts";

const PUBLISHED_TIMEOUT_SECONDS = 10;

/** What a deploy depends on. */
export interface DeployEnvironment {
  /** The folder of the content. */
  folder: string;
  /** The text of wrangler.toml. */
  toml: string;
  /** The day, as `2026-01-31`. */
  today: string;
  fetch: Fetch;
  /** Runs Wrangler. @returns its exit code */
  wrangler: (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<number>;
  /** Prints a warning. */
  warn: (text: string) => void;
}

/**
 * Checks and deploys.
 *
 * @returns the addresses to subscribe to
 * @throws CommandError if the deploy is refused or fails
 */
export async function deploy(
  args: readonly string[],
  { folder, toml, today, fetch: fetchUrl, wrangler, warn }: DeployEnvironment,
): Promise<string> {
  const content = await readContentFolder(folder);
  if ("mistakes" in content) throw new CommandError(printMistakes(content.mistakes));
  const { edition } = content;
  const dryRun = args.includes("--dry-run");
  const name = optionValue(args, "--name") ?? workerName(toml);
  // A dry run publishes nothing, so it may run without a network and with the settings of a fresh copy. What answers at an
  // address of this computer is not published.
  const published =
    dryRun || isLocal(edition.site) ? null : await publishedId(edition.site, fetchUrl);
  const established = published === editionId(edition);
  const mistakes = deployMistakes(edition, name, today, established, displayPath(folder));
  const other = otherEdition(edition, published, displayPath(folder));
  if (other !== null) mistakes.push(other);
  if (mistakes.length > 0) {
    const refusal = `${printMistakes(mistakes)}\nNot deployed.`;
    if (!dryRun) throw new CommandError(refusal);
    warn(`A deploy would be refused:\n${printMistakes(mistakes)}`);
  }
  const code = await wrangler(["deploy", ...args], { [CHECKED]: "1" });
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

/** The id of the edition at the address; null if none answers there, as before the first deploy. */
async function publishedId(site: string, fetchUrl: Fetch): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(PUBLISHED_TIMEOUT_SECONDS * 1000);
    const response = await fetchUrl(`${site}/atom.xml`, { signal });
    return response.ok ? idInAtom(await response.text()) : null;
  } catch {
    return null;
  }
}

if (import.meta.main) {
  await runCommand(async () =>
    deploy(process.argv.slice(2), {
      folder: contentFolder(),
      toml: await readFile(join(ROOT, "wrangler.toml"), "utf8"),
      today: new Date().toISOString().slice(0, 10),
      fetch,
      wrangler: runWrangler,
      warn: console.warn,
    }),
  );
}
