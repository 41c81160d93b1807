/** The file of a backup: gzipped lines of JSON, which src/model/backup.ts describes. */
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { BackupHeader, BackupLine, BackupSize } from "../../model/backup.ts";
import { CommandError } from "../run-command.ts";

/** Writes text to a gzipped file. The file appears under its name once it is complete. */
export async function writeBackup(file: string, text: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(text), createGzip(), createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** The lines of a gzipped file, without their ends. @throws if the file ends early or cannot be read */
export async function* readLines(file: string): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(file), unpacked);
  // An error reaches the loop below too.
  reading.catch(() => {});
  let rest = "";
  // Not node:readline, which also breaks lines at U+2028, a character that JSON may contain.
  for await (const chunk of unpacked as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  await reading;
  if (rest !== "") throw new Error("its last line is not complete");
}

/**
 * Checks that a file is a complete backup.
 *
 * @throws CommandError if it is not
 */
export async function checkBackup(file: string): Promise<{ header: BackupHeader } & BackupSize> {
  try {
    return await sizeOf(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} is not a complete backup: ${reason}. Nothing was restored.`);
  }
}

async function sizeOf(file: string): Promise<{ header: BackupHeader } & BackupSize> {
  let header: BackupHeader | null = null;
  let end: BackupSize | null = null;
  const size: BackupSize = { lines: 0, rows: 0 };
  for await (const line of readLines(file)) {
    const read = JSON.parse(line) as BackupLine | BackupHeader;
    if (header === null) {
      if (!("storyfold" in read)) throw new Error("it does not begin as one");
      header = read;
    } else if (end !== null) throw new Error("it continues after its end");
    else if ("end" in read) ({ end } = read);
    else {
      size.lines++;
      size.rows += rowsIn(read);
    }
  }
  if (header === null || end === null) throw new Error("its end is missing");
  if (end.lines !== size.lines || end.rows !== size.rows)
    throw new Error(`it has ${size.rows} of ${end.rows} rows`);
  return { header, ...size };
}

/** Number of table rows in a line. */
export const rowsIn = (line: object): number =>
  "rows" in line && Array.isArray(line.rows) ? line.rows.length : 0;
