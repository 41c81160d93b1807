import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { ValidContent } from "./check-content.ts";
import { checkContent } from "./check-content.ts";
import type { Mistake } from "../text/mistake.ts";

/** The project's own folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

/** Where content is: the project's content/, or what the environment variable STORYFOLD_CONTENT names. */
export function contentFolder(): string {
  const elsewhere = process.env["STORYFOLD_CONTENT"];
  return elsewhere ? resolve(elsewhere) : join(ROOT, "content");
}

/** A folder as a message names it: from where the reader is, if it is below. */
export function displayPath(folder: string): string {
  const path = relative(process.cwd(), folder);
  return (path === "" || path.startsWith("..") ? folder : path).replaceAll(sep, "/");
}

/** Hidden files, and what editors and systems leave behind. */
const LEFTOVER = /^\.|~$|^#.*#$|\.(?:sw[a-z]|bak|tmp|orig)$|^4913$|^Thumbs\.db$|^desktop\.ini$/i;

/**
 * Reads a folder and all below it, but for leftovers. A folder that is not there is empty.
 *
 * @returns the files by path below the folder, in order. An Error stands for one that cannot be read.
 * @throws when `folder` itself cannot be read.
 */
export async function readFolder(folder: string): Promise<Map<string, Uint8Array | Error>> {
  const files = new Map<string, Uint8Array | Error>();
  for (const path of await paths(folder)) {
    files.set(path, await readFile(join(folder, path)).catch(asError));
  }
  return files;
}

/** Reads and checks a folder of content. */
export async function readContentFolder(
  folder: string,
): Promise<ValidContent | { mistakes: Mistake[] }> {
  return checkContent(await readFolder(folder), displayPath(folder));
}

async function paths(folder: string, below = ""): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(
    (error: unknown) => {
      // A folder inside that cannot be listed is then read like a file, and reported like one.
      if (below !== "") return null;
      if (asError(error).code === "ENOENT") return [];
      throw error;
    },
  );
  if (entries === null) return [below.slice(0, -1)];
  const found: string[] = [];
  for (const entry of entries) {
    if (LEFTOVER.test(entry.name)) continue;
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) found.push(...(await paths(folder, `${path}/`)));
    else found.push(path);
  }
  return found.toSorted();
}

const asError = (error: unknown): NodeJS.ErrnoException =>
  error instanceof Error ? error : new Error(String(error));
