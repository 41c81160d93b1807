/** Writes all of a running edition to a file: `npm run backup`. */
import { setTimeout as delay } from "node:timers/promises";
import type { BackupHeader, BackupLine, BackupSize } from "../../model/backup.ts";
import { counted } from "../../text/counted.ts";
import { CommandError, readArguments, runCommand } from "../run-command.ts";
import type { Fetch } from "../running-edition.ts";
import { AdminEdition } from "./admin-edition.ts";
import { rowsIn, writeBackup } from "./backup-file.ts";

const USAGE = `Usage: npm run backup -- [--to FILE] [--at URL]
  Writes all of the edition that "npm start" runs, or of the one at URL, to a file. Polling waits meanwhile.
  The secret of the edition is read from the environment variable BACKUP_SECRET or, for "npm start", from .dev.vars.`;

/** A polling round ends after four minutes at the latest (src/poll/round.ts). */
const MAX_ATTEMPTS = 60;
const ATTEMPT_INTERVAL = 5_000;

/** Rows of a table after which its progress is printed. */
const PROGRESS_ROWS = 1_000;

/** The edition's newsroom has changed while it was read. */
class Changed extends Error {}

/** What a command prints while it runs, and how it waits. */
export interface Terminal {
  print: (line: string) => void;
  wait: (milliseconds: number) => Promise<unknown>;
}

/**
 * Writes a backup.
 *
 * @returns a message that names the file and what is in it
 * @throws CommandError if that is not possible. There is no file then.
 */
export async function backUp(
  args: readonly string[],
  { print, wait }: Terminal,
  fetchUrl?: Fetch,
): Promise<string> {
  const options = { to: { type: "string" }, at: { type: "string" } } as const;
  const { positionals, values } = readArguments(args, options, USAGE);
  if (positionals.length > 0) throw new CommandError(USAGE);
  const edition = new AdminEdition(values.at, fetchUrl);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const header = await edition.beginBackup();
    const file = values.to ?? `storyfold-${header.made.slice(0, 16).replace(":", "")}.ndjson.gz`;
    const size: BackupSize = { lines: 0, rows: 0 };
    try {
      await writeBackup(file, linesOf(edition, header, size, print));
      return `${file}\n${counted(size.rows, "row")} of ${edition.at}. To bring them into an empty newsroom: npm run restore -- ${file}`;
    } catch (error) {
      if (!(error instanceof Changed)) throw error;
    }
    print("A polling round is still filing reports. The backup starts again in five seconds.");
    await wait(ATTEMPT_INTERVAL);
  }
  throw new CommandError(`${edition.at} keeps filing reports. Run the command again later.`);
}

/** @param size counts what has been written */
async function* linesOf(
  edition: AdminEdition,
  header: BackupHeader,
  size: BackupSize,
  print: (line: string) => void,
): AsyncGenerator<string, void, undefined> {
  yield `${JSON.stringify(header)}\n`;
  const tables = new Map<string, number>();
  let next: string | null = null;
  do {
    const slice = await edition.readBackup(header.id, next);
    if (slice === null) throw new Changed();
    for (const line of slice.text.split("\n").filter((each) => each !== "")) {
      const read = JSON.parse(line) as BackupLine;
      size.lines++;
      size.rows += rowsIn(read);
      if (!("table" in read)) continue;
      const before = tables.get(read.table) ?? 0;
      const now = before + rowsIn(read);
      tables.set(read.table, now);
      if (Math.floor(before / PROGRESS_ROWS) < Math.floor(now / PROGRESS_ROWS))
        print(`  ${read.table}: ${counted(now, "row")}`);
    }
    yield slice.text;
    ({ next } = slice);
  } while (next !== null);
  yield `${JSON.stringify({ end: size } satisfies BackupLine)}\n`;
}

if (import.meta.main)
  await runCommand(() => backUp(process.argv.slice(2), { print: console.log, wait: delay }));
