import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Creates a temporary folder with these files, by path. It is removed when the test finishes. */
export async function temporary(files: Iterable<[string, string | Uint8Array]>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "storyfold-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [path, source] of files) await write(join(folder, path), source);
  return folder;
}

/** Writes a file and creates its parent folders. */
export async function write(path: string, source: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, source);
}

/** The texts of all files below a folder, by relative path. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length + 1)] = await readFile(path, "utf8");
  }
  return found;
}
