import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Content } from "../model/edition.ts";
import type { ValidContent } from "../content/check-content.ts";
import { summary } from "../content/check-content.ts";
import { contentFolder, readContentFolder, readFolder, ROOT } from "../content/directory.ts";
import { printMistakes } from "../text/mistake.ts";

/** Where a build reads and writes. */
export interface BuildPaths {
  /** The project: its package.json, package-lock.json and src/. */
  root: string;
  content: string;
  /** The module that the Worker imports as `#content`. */
  bundle: string;
}

/** What a build has to say. It failed if there are mistakes, a line each. */
export type BuildResult = { line: string; warning: string | null } | { mistakes: string };

/**
 * Reads and checks content/ and bundles it for the Worker. After a mistake the earlier bundle stays; one that would not
 * change is not touched, so that nothing that watches it starts over.
 *
 * @param command what wrangler is doing, from WRANGLER_COMMAND, which it gives to custom builds.
 * @throws when the disk cannot be read or written.
 */
export async function build(places: BuildPaths, command = ""): Promise<BuildResult> {
  const checked = await readContentFolder(places.content);
  if ("mistakes" in checked) return { mistakes: printMistakes(checked.mistakes) };
  const content = await bundled(checked, places.root);
  await replace(places.bundle, moduleOf(content));
  return { line: `content: ${summary(content)}`, warning: warning(content, command) };
}

async function bundled(
  { edition, reports, stories }: ValidContent,
  root: string,
): Promise<Content> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  const digest = fingerprint([JSON.stringify({ reports, stories })]);
  // A document depends on the program as much as on the content: both are in the name of the build.
  const files = await readFolder(join(root, "src"));
  const lock = await readFile(join(root, "package-lock.json"));
  const program = [...files].flatMap(([path, bytes]) => {
    if (bytes instanceof Error) throw bytes;
    return [path, bytes];
  });
  const all = fingerprint([JSON.stringify({ edition, digest, version }), lock, ...program]);
  return { edition, reports, stories, digest, build: all, version };
}

/** 32 hexadecimal digits of SHA-256. Each part counts with its length, so that none can pass for two. */
function fingerprint(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex").slice(0, 32);
}

/** JSON.parse of a string is read faster than an object literal, and escaping once more leaves no sign of its own to it. */
function moduleOf(content: Content): string {
  const literal = JSON.stringify(JSON.stringify(content))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return `export const content = JSON.parse(${literal});\n`;
}

/** Writes a file whole or not at all, and only if it says something new. */
async function replace(path: string, text: string): Promise<void> {
  const earlier = await readFile(path, "utf8").catch(() => null);
  if (earlier === text) return;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function warning({ edition }: Content, command: string): string | null {
  const { hostname } = new URL(edition.site);
  const local = /^(?:localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1\])$/.test(hostname);
  if (!local || !/\b(?:deploy|upload)\b/.test(command)) return null;
  return (
    `content: site in edition.yaml is ${edition.site}, this computer. ` +
    "Every link in the feeds will lead there, and other people cannot follow it. Set it to the public address."
  );
}

if (import.meta.main) {
  const places = { root: ROOT, content: contentFolder(), bundle: join(ROOT, "build/content.js") };
  const command = process.env["WRANGLER_COMMAND"] ?? "";
  const built = await build(places, command);
  if ("mistakes" in built) {
    console.error(built.mistakes);
    // While `wrangler dev` runs, a failed build would hold every request back until the next good one.
    if (command === "dev" && existsSync(places.bundle))
      console.error("content: the last good edition stays up until that is put right.");
    else process.exitCode = 1;
  } else {
    console.log(built.line);
    if (built.warning !== null) console.warn(built.warning);
  }
}
