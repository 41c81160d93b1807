/** Writes the editor's file of a published story: `npm run new:story -- KEY`. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { checkContent } from "../content/check-content.ts";
import { contentFolder, displayPath, readFolder } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";
import { CommandError, readArguments, runCommand } from "./run-command.ts";
import { type Fetch, RunningEdition, type StoryData } from "./running-edition.ts";
import { keyIn } from "./stories.ts";

const USAGE = `Usage: npm run new:story -- KEY [--at URL]
  KEY is the key or the address of a story. "npm run stories" lists them.`;

/**
 * Writes a file in content/stories with the story's headline, tags, reports and summary, for an editor to change.
 *
 * @returns a message that names the file and the next step
 * @throws CommandError if that is not possible. Nothing has been written then.
 */
export async function newStory(
  args: readonly string[],
  folder: string,
  fetchUrl?: Fetch,
): Promise<string> {
  const { reference, at } = parsed(args);
  const files = await readFolder(folder);
  const content = checkContent(files, displayPath(folder));
  if ("mistakes" in content)
    throw new CommandError(
      `${printMistakes(content.mistakes)}\nFix this first, then add the story.`,
    );
  const edition = new RunningEdition(at, fetchUrl);
  const story = await edition.story(keyIn(reference));
  if (story === null) {
    throw new CommandError(
      `${edition.at} has no story ${keyIn(reference)}. "npm run stories" lists the stories and their keys.`,
    );
  }
  const path = `stories/${story.key}.md`;
  const shown = `${displayPath(folder)}/${path}`;
  if (files.has(path)) throw new CommandError(`${shown} exists already. Edit that file instead.`);
  const source = draft(story, content.files);
  const after = checkContent(
    new Map([...files, [path, new TextEncoder().encode(source)]]),
    displayPath(folder),
  );
  if ("mistakes" in after) throw new CommandError(printMistakes(after.mistakes));
  await mkdir(join(folder, "stories"), { recursive: true });
  await writeFile(join(folder, path), source, { flag: "wx" });
  return `${shown}\nNext: change what you want to decide, and delete the rest. Move reports of other events from "reports" to "not". Then run "npm run check".`;
}

/** The file of a story. Reports that have a file are listed by its name, the others by their address. */
function draft(
  { title, tags, reports, summary }: StoryData,
  files: ReadonlyMap<string, string>,
): string {
  const references = reports.flatMap(({ url }) => {
    if (url === null) return [];
    const file = files.get(url);
    return [file === undefined ? url : file.replace(/^.*\//, "").replace(/\.md$/, "")];
  });
  const fields = { headline: title, ...(tags.length > 0 && { tags }), reports: references };
  return `---\n${stringify(fields, { lineWidth: 0 })}---\n\n${asMarkdown(summary)}\n`;
}

/** Plain text as Markdown that reads the same (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
export const asMarkdown = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>&~|]/g, "\\$&")
    .replace(/^(\s*)([#+-]|\d+(?=[.)]))/gm, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

function parsed(args: readonly string[]): { reference: string; at: string | undefined } {
  const { positionals, values } = readArguments(args, { at: { type: "string" } }, USAGE);
  const [reference, ...rest] = positionals;
  if (reference === undefined || rest.length > 0)
    throw new CommandError(`Give the key of one story.\n${USAGE}`);
  return { reference, at: values.at };
}

if (import.meta.main) await runCommand(() => newStory(process.argv.slice(2), contentFolder()));
