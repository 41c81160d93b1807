/** Writes measured tables into docs/, between two comments that stay. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../../src/content/directory.ts";

/** Puts the summary into docs/deploying.md and the details into docs/measurements.md. Run `npm run format` after it. */
export async function writeTables(summary: string, details: string): Promise<void> {
  await replace("docs/deploying.md", summary);
  await replace("docs/measurements.md", details.replaceAll(/^## /gm, "### "));
}

async function replace(path: string, text: string): Promise<void> {
  const file = join(ROOT, path);
  await writeFile(file, withTable(await readFile(file, "utf8"), text));
}

const BEGIN = "<!-- npm run bench:cost -- --docs -->";
const END = "<!-- end of npm run bench:cost -->";

/**
 * The page with what is between the two comments replaced. Pure.
 *
 * @throws when the page does not have both
 */
export function withTable(page: string, text: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`the page needs "${BEGIN}" and "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${page.slice(end)}`;
}
