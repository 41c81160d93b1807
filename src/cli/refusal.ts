/** What a command was given, or the state of content/, does not allow what it is for. The message says what to do. */
export class CommandError extends Error {}

/** Prints what a command has to say, or why it refuses. */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    console.log(await command());
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
