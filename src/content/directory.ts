import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { ValidContent } from "./check-content.ts";
import { checkContent } from "./check-content.ts";
import type { Mistake } from "../text/mistake.ts";

/** Absolute path of the project's root folder. */
export const ROOT = resolve(import.meta.dirname, "../..");

/**
 * The folder of the content: the project's content/, unless the environment variable STORYFOLD_CONTENT names another.
 */
export function contentFolder(): string {
  const configured = process.env["STORYFOLD_CONTENT"];
  return configured ? resolve(configured) : join(ROOT, "content");
}

/** A path as messages show it: relative to the working directory if it is below that, otherwise absolute. */
export function displayPath(folder: string): string {
  const path = relative(process.cwd(), folder);
  return (path === "" || path.startsWith("..") ? folder : path).replaceAll(sep, "/");
}

/** Hidden files, and temporary files of editors and operating systems. */
const LEFTOVER = /^\.|~$|^#.*#$|\.(?:sw[a-z]|bak|tmp|orig)$|^4913$|^Thumbs\.db$|^desktop\.ini$/i;

/**
 * Reads all files of a folder and its subfolders, except for leftovers. A folder that does not exist is empty.
 *
 * @returns the files by path relative to the folder, sorted. An Error stands for a file that cannot be read.
 * @throws if `folder` itself cannot be read.
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
      // A subfolder that cannot be listed is returned as a file, so that reading it reports the error.
      if (below !== "") return null;
      if (asError(error).code === "ENOENT") return [];
      throw error;
    },
  );
  if (entries === null) return [below.slice(0, -1)];
  const files: string[] = [];
  for (const entry of entries) {
    if (LEFTOVER.test(entry.name)) continue;
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) files.push(...(await paths(folder, `${path}/`)));
    else files.push(path);
  }
  return files.toSorted();
}

const asError = (error: unknown): NodeJS.ErrnoException =>
  error instanceof Error ? error : new Error(String(error));
