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
