import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder with these files, for the time of one test. */
export async function temporary(files: Iterable<[string, string | Uint8Array]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "storyfold-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, source] of files) await write(join(folder, path), source);
  return folder;
}

/** Writes a file, and the folders above it. */
export async function write(path: string, source: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, source);
}

/** All files below a folder, by path. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length + 1)] = await readFile(path, "utf8");
  }
  return found;
}
