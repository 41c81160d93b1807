import { execFile } from "node:child_process";

/** What a program did. `code` is null when it was stopped because it took too long, or could not be started. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Its HOME, where it may keep what it likes. */
  home: string;
  input?: string;
  /** After this many it is stopped. */
  seconds?: number;
  /** Variables beside those that every program needs. */
  env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end with nothing of this user's own: no configuration, no proxy. */
export function run(
  command: string,
  args: readonly string[],
  { home, input = "", seconds = 30, env = {} }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      command,
      args,
      {
        env: { ...bareEnvironment(home), ...env },
        cwd: home,
        timeout: seconds * 1000,
        killSignal: "SIGKILL",
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, stdout, stderr) => {
        const failed = typeof error?.code === "number" ? error.code : null;
        const stopped = error?.killed === true ? `\nstopped after ${seconds} seconds` : "";
        const missing = typeof error?.code === "string" ? error.code : "";
        resolve({
          code: error === null ? 0 : failed,
          stdout,
          stderr: stderr + stopped + missing,
        });
      },
    );
    // A program that does not read its input to the end is no error here.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** Runs a program that has to succeed. @throws with what it said when it does not. */
export async function output(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${command} ended with ${code ?? "no code"}: ${stderr.trim() || stdout.trim()}`);
}

/** Only what every program needs. */
export function bareEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8", NO_PROXY: "*" };
}
