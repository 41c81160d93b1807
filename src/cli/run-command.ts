import { parseArgs, type ParseArgsConfig } from "node:util";

/** A command cannot do its work with these arguments or this content. The message says why and what to do. */
export class CommandError extends Error {}

/** Runs a command and prints its message. A CommandError is printed without a stack trace, and the exit code is 1. */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    console.log(await command());
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Splits a command's arguments. @throws CommandError with the usage if there is an unknown option */
export function readArguments<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
