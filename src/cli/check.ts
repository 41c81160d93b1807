/** Checks the content folder: `npm run check`. With `--at URL`, also asks that edition which reports it has seen. */
import type { ValidContent } from "../content/check-content.ts";
import { contentFolder, displayPath, readContentFolder } from "../content/directory.ts";
import { notSeenYet, summary, unlikelyReports } from "../content/summary.ts";
import type { Mistake } from "../text/mistake.ts";
import { printMistake, printMistakes, quote } from "../text/mistake.ts";
import { CommandError, readArguments, runCommand } from "./run-command.ts";
import { type Fetch, RunningEdition } from "./running-edition.ts";

const USAGE = `Usage: npm run check [-- --at URL]
  With --at, it asks the edition at URL which of the reports that stories list it has seen.`;

/**
 * Checks a folder of content.
 *
 * @returns warnings, one a line, and a summary
 * @throws CommandError with the mistakes, if there are any
 */
export async function check(
  args: readonly string[],
  folder: string,
  fetchUrl?: Fetch,
): Promise<string> {
  const at = parsed(args);
  const content = await readContentFolder(folder);
  if ("mistakes" in content) throw new CommandError(printMistakes(content.mistakes));
  const warnings =
    at === undefined
      ? unlikelyReports(content)
      : await unseen(content, new RunningEdition(at, fetchUrl));
  return [
    ...warnings.map((warning) => `warning: ${printMistake(warning)}`),
    `${displayPath(folder)}/ is valid: ${summary(content)}`,
  ].join("\n");
}

/** Reports that stories list, and that the edition has not seen. */
async function unseen({ unfiled }: ValidContent, edition: RunningEdition): Promise<Mistake[]> {
  const warnings: Mistake[] = [];
  for (const report of unfiled)
    if ((await edition.storyOf(report.url)) === null) warnings.push(notSeenYet(report));
  return warnings;
}

function parsed(args: readonly string[]): string | undefined {
  const { positionals, values } = readArguments(args, { at: { type: "string" } }, USAGE);
  if (positionals.length > 0)
    throw new CommandError(`Unexpected argument ${quote(positionals.join(" "))}.\n${USAGE}`);
  return values.at;
}

if (import.meta.main) await runCommand(() => check(process.argv.slice(2), contentFolder()));
