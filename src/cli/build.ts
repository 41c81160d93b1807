import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Content } from "../model/edition.ts";
import type { ValidContent } from "../content/check-content.ts";
import {
  contentFolder,
  displayPath,
  readContentFolder,
  readFolder,
  ROOT,
} from "../content/directory.ts";
import { summary, unlikelyReports } from "../content/summary.ts";
import { printMistake, printMistakes } from "../text/mistake.ts";
import { CHECKED, deployMistakes, workerName } from "./deploy-check.ts";

/** The files and folders that a build reads and writes. */
export interface BuildPaths {
  /** The project's root folder, with package.json, package-lock.json and src/. */
  root: string;
  /** The folder of the content. */
  content: string;
  /** The module that the Worker imports as `#content`. */
  bundle: string;
}

/** What a build prints: a summary and warnings, or the mistakes that made it fail, one a line. */
export type BuildResult = { line: string; warnings: string[] } | { mistakes: string };

/** The build has no network, so it cannot see what is published. */
const ESTABLISHED =
  'If the edition is published with these settings already, or for a dry run, use "npm run deploy".';

/** Why and when a build runs. */
export interface BuildContext {
  /** Wrangler's command, from the variable WRANGLER_COMMAND that it sets for custom builds. */
  command: string;
  /** The day of the build, as `2026-01-31`. */
  today: string;
}

/**
 * Reads and checks content/ and bundles it for the Worker. If there are mistakes, the previous bundle stays. An
 * unchanged bundle is not written again, so that file watchers do not restart.
 *
 * @throws if the disk cannot be read or written.
 */
export async function build(paths: BuildPaths, context?: BuildContext): Promise<BuildResult> {
  const checked = await readContentFolder(paths.content);
  if ("mistakes" in checked) return { mistakes: printMistakes(checked.mistakes) };
  if (context && /\b(?:deploy|upload)\b/.test(context.command)) {
    const name = workerName(await readFile(join(paths.root, "wrangler.toml"), "utf8"));
    const folder = displayPath(paths.content);
    const refused = deployMistakes(checked.edition, name, context.today, false, folder);
    if (refused.length > 0) return { mistakes: `${printMistakes(refused)}\n${ESTABLISHED}` };
  }
  const content = await bundled(checked, paths.root);
  await replace(paths.bundle, moduleOf(content));
  return {
    line: `content: ${summary(content)}`,
    warnings: unlikelyReports(checked).map(printMistake),
  };
}

async function bundled(
  { edition, reports, stories }: ValidContent,
  root: string,
): Promise<Content> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const digest = fingerprint([JSON.stringify({ reports, stories })]);
  // Documents depend on the program as well as on the content, so the build's hash covers both.
  const files = await readFolder(join(root, "src"));
  const lock = await readFile(join(root, "package-lock.json"));
  const program = [...files].flatMap(([path, bytes]) => {
    if (bytes instanceof Error) throw bytes;
    return [path, bytes];
  });
  const all = fingerprint([JSON.stringify({ edition, digest, version }), lock, ...program]);
  return { edition, reports, stories, digest, build: all, version };
}

/** 32 hexadecimal digits of SHA-256. The length of each part is hashed too, so that the split into parts matters. */
function fingerprint(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

/**
 * The source of the bundle. JavaScript engines load JSON.parse of a string faster than an object literal. U+2028 and
 * U+2029 are escaped, since older JavaScript does not allow them in string literals.
 */
function moduleOf(content: Content): string {
  const literal = JSON.stringify(JSON.stringify(content))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `export const content = JSON.parse(${literal});\n`;
}

/** Writes a file atomically, and only if its text has changed. */
async function replace(path: string, text: string): Promise<void> {
  const previous = await readFile(path, "utf8").catch(() => null);
  if (previous === text) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

if (import.meta.main) {
  const paths = { root: ROOT, content: contentFolder(), bundle: join(ROOT, "build/content.js") };
  const command = process.env["WRANGLER_COMMAND"] ?? "";
  const today = new Date().toISOString().slice(0, 10);
  const isChecked = process.env[CHECKED] !== undefined;
  const result = await build(paths, isChecked ? undefined : { command, today });
  if ("mistakes" in result) {
    console.error(result.mistakes);
    // If a build fails, `wrangler dev` delays every request until the next one succeeds.
    if (command === "dev" && existsSync(paths.bundle))
      console.error("content: the last good edition stays up until this is fixed.");
    else process.exitCode = 1;
  } else {
    for (const warning of result.warnings) console.warn(`warning: ${warning}`);
    console.log(result.line);
  }
}
