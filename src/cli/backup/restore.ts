/** Brings a backup into an empty newsroom: `npm run restore -- FILE`. */
import { counted } from "../../text/counted.ts";
import { CommandError, readArguments, runCommand } from "../run-command.ts";
import type { Fetch } from "../running-edition.ts";
import { AdminEdition } from "./admin-edition.ts";
import { checkBackup, readLines } from "./backup-file.ts";

const USAGE = `Usage: npm run restore -- FILE [--at URL]
  Brings a backup into the edition that "npm start" runs, or into the one at URL, whose newsroom must be empty.
  The secret of the edition is read from the environment variable BACKUP_SECRET or, for "npm start", from .dev.vars.`;

/** Characters that are sent at once, unless a single line has more. */
const REQUEST_SIZE = 512 * 1024;
const MAX_LINES = 100;

/**
 * Restores a backup, or continues to restore it.
 *
 * @returns a message that says what was restored
 * @throws CommandError if that is not possible. What has been restored until then stays, and the next call continues.
 */
export async function restore(
  args: readonly string[],
  print: (line: string) => void,
  fetchUrl?: Fetch,
): Promise<string> {
  const { positionals, values } = readArguments(args, { at: { type: "string" } }, USAGE);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new CommandError(`Give the file of one backup.\n${USAGE}`);
  const { header, lines, rows } = await checkBackup(file);
  const edition = new AdminEdition(values.at, fetchUrl);
  const progress = await edition.beginRestore(JSON.stringify(header));
  if (progress.lines > 0) print(`Continues after ${progress.lines} of ${lines} lines.`);
  try {
    await send(edition, header.id, file, { from: progress.lines, lines }, print);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(
      `${error.message}\nNothing is lost: the same command continues where this one stopped. If the limit of rows per day is reached, run it again after 00:00 UTC.`,
    );
  }
  return `Restored ${counted(rows, "row")} of "${header.edition}", as it was on ${header.made.slice(0, 16)}Z, to ${edition.at}.`;
}

async function send(
  edition: AdminEdition,
  id: string,
  file: string,
  { from, lines }: { from: number; lines: number },
  print: (line: string) => void,
): Promise<void> {
  let sent = from;
  let percent = 0;
  /** Sends the first of the lines. @returns the others */
  const sendSome = async (pending: string[]): Promise<string[]> => {
    const progress = await edition.continueRestore(id, sent, pending);
    const done = progress.lines - sent;
    if (done < 0 || done > pending.length)
      throw new CommandError("Another command restores the same file at the same time.");
    sent = progress.lines;
    const now = Math.floor((10 * sent) / (lines + 1)) * 10;
    if (now > percent) print(`  ${now}%`);
    percent = Math.max(percent, now);
    return pending.slice(done);
  };
  let pending: string[] = [];
  let size = 0;
  // The header was sent before.
  let skip = from + 1;
  for await (const line of readLines(file)) {
    if (skip-- > 0) continue;
    pending.push(line);
    size += line.length;
    while (size >= REQUEST_SIZE || pending.length >= MAX_LINES) {
      pending = await sendSome(pending);
      size = pending.reduce((sum, each) => sum + each.length, 0);
    }
  }
  while (pending.length > 0) pending = await sendSome(pending);
  print("  The texts are indexed for search.");
  while (!(await edition.continueRestore(id, sent, [])).done);
}

if (import.meta.main) await runCommand(() => restore(process.argv.slice(2), console.log));
