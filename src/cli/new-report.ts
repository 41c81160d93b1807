import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Outlet } from "../model/outlet.ts";
import { checkContent } from "../content/check-content.ts";
import { freeName, outletsOf, withReport } from "./report-draft.ts";
import { contentFolder, readFolder, displayPath } from "../content/directory.ts";
import { printMistakes, quote } from "../text/mistake.ts";
import { HEADLINE } from "../text/plain-text.ts";
import { draftName, freeId } from "./outlets/outlet-draft.ts";
import { CommandError, readArguments, runCommand } from "./run-command.ts";
import { readUrl } from "../text/url.ts";
import type { Reader } from "../text/field-values.ts";
import { language, oneOf, text, time } from "../text/field-values.ts";

const USAGE =
  'Usage: npm run new:report -- URL "Headline" [--outlet id] [--published 2018-08-04] [--language en] [--story key]';

/**
 * Writes a new file in content/reports, with front matter and without a summary, and adds it to a story if one is
 * named.
 *
 * @returns a message that lists the written files and the next step.
 * @throws CommandError if that is not possible. Nothing has been written then.
 */
export async function newReport(args: readonly string[], folder: string): Promise<string> {
  const { url, title, options } = parsed(args);
  const files = await readFolder(folder);
  const content = checkContent(files, displayPath(folder));
  if ("mistakes" in content) {
    throw new CommandError(
      `${printMistakes(content.mistakes)}\nFix this first, then add the report.`,
    );
  }
  const other = content.files.get(url);
  if (other !== undefined)
    throw new CommandError(`${url} is already the URL of ${other}. Edit that file instead.`);

  const { outlets } = content.edition;
  const outletId = oneOf(
    outlets.map(({ id }) => id),
    "an outlet",
    `${displayPath(folder)}/outlets.yaml`,
  );
  const matching = outletsOf(url, outlets);
  const outlet =
    option("--outlet", options.outlet, outletId) ??
    (matching.length === 1 ? matching[0]?.id : undefined);
  if (outlet === undefined) {
    throw new CommandError(
      matching.length > 0
        ? `Several outlets have a home page at ${new URL(url).host}. Choose one with --outlet (${matching.map(({ id }) => id).join(", ")}).`
        : unlisted(url, outlets, displayPath(folder)),
    );
  }
  const published = option("--published", options.published, time);
  const tag = option("--language", options.language, language);
  const report = {
    outlet,
    title,
    url,
    ...(published && { published }),
    ...(tag && { language: tag }),
  };

  const name = freeName(outlet, title, (candidate) => files.has(`reports/${candidate}.md`));
  const drafts = new Map([
    [`reports/${name}.md`, `---\n${stringify(report, { lineWidth: 0 })}---\n\n`],
  ]);
  const keys = content.stories.map(({ key }) => key);
  const key = option(
    "--story",
    options.story,
    oneOf(keys, "a story", `${displayPath(folder)}/stories`),
  );
  if (key !== undefined) {
    const path = `stories/${key}.md`;
    const bytes = files.get(path);
    const story =
      bytes instanceof Uint8Array ? withReport(new TextDecoder().decode(bytes), name) : null;
    if (story === null) {
      const problem = `${displayPath(folder)}/${path} does not list its reports one per line.`;
      throw new CommandError(
        `${problem} Leave out --story, and add the new report to that file by hand.`,
      );
    }
    drafts.set(path, story);
  }
  await write(drafts, files, folder);
  const written = [...drafts.keys()].map((path) => `${displayPath(folder)}/${path}`).join("\n");
  return `${written}\nNext: write a summary below the second "---", then run "npm run check".`;
}

/** What to do about a report whose outlet is not listed: the lines to add. */
function unlisted(url: string, outlets: readonly Outlet[], folder: string): string {
  const { host, origin } = new URL(url);
  const ids = outlets.map(({ id }) => id);
  const name = draftName("", url);
  const id = freeId("", url, (candidate) => ids.includes(candidate));
  const lines = stringify([{ id, name, home: `${origin}/` }], { lineWidth: 0 });
  const others =
    ids.length > 0 ? `Or choose a listed outlet with --outlet (${ids.join(", ")}).` : "";
  return `No outlet has a home page at ${host}. Add these lines to ${folder}/outlets.yaml, with its real name, and run the command again:\n\n${lines}\n${others}`.trimEnd();
}

/** Writes the drafts, unless content/ would contain mistakes with them. */
async function write(
  drafts: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, Uint8Array | Error>,
  folder: string,
): Promise<void> {
  const encoder = new TextEncoder();
  const bytes = [...drafts].map(([path, source]) => [path, encoder.encode(source)] as const);
  const after = checkContent(new Map([...files, ...bytes]), displayPath(folder));
  if ("mistakes" in after) throw new CommandError(printMistakes(after.mistakes));
  await mkdir(join(folder, "reports"), { recursive: true });
  for (const [path, source] of drafts) {
    // "wx" never overwrites a report, not even one created a moment ago. A story's file is replaced.
    await writeFile(join(folder, path), source, { flag: path.startsWith("reports/") ? "wx" : "w" });
  }
}

type Options = Partial<Record<"outlet" | "published" | "language" | "story", string>>;

function parsed(args: readonly string[]): { url: string; title: string; options: Options } {
  const string = { type: "string" } as const;
  const options = { outlet: string, published: string, language: string, story: string };
  const { positionals, values } = readArguments(args, options, USAGE);
  const [url, headline, ...rest] = positionals;
  if (url === undefined) throw new CommandError(`The URL is missing.\n${USAGE}`);
  if (headline === undefined) throw new CommandError(`The headline is missing.\n${USAGE}`);
  if (rest.length > 0) {
    throw new CommandError(
      `Unexpected argument ${quote(rest.join(" "))}. Put the headline between quotes.\n${USAGE}`,
    );
  }
  return {
    url: checked("URL", url, readUrl),
    title: checked("Headline", headline, text(HEADLINE)),
    options: values,
  };
}

function option<T>(name: string, raw: string | undefined, read: Reader<T>): T | undefined {
  return raw === undefined ? undefined : checked(name, raw, read);
}

function checked<T>(name: string, raw: string, read: Reader<T>): T {
  const result = read(raw);
  if ("value" in result) return result.value;
  throw new CommandError(`${name}: ${result.problem} ${result.fix}\n${USAGE}`);
}

if (import.meta.main) await runCommand(() => newReport(process.argv.slice(2), contentFolder()));
