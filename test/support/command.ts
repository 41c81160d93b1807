import { execFile } from "node:child_process";

/** The result of a program. `code` is null if it was killed after the timeout or could not be started. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Its home and working directory, where it may write files. */
  home: string;
  /** Its standard input. */
  input?: string;
  /** Timeout after which it is killed; 30 by default. */
  seconds?: number;
  /** Environment variables in addition to those of `bareEnvironment`. */
  env?: Readonly<Record<string, string>>;
}

/** Runs a program without the user's own environment: no configuration and no proxy. */
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
        const timedOut = error?.killed === true ? `\nkilled after ${seconds} seconds` : "";
        const missing = typeof error?.code === "string" ? error.code : "";
        resolve({
          code: error === null ? 0 : failed,
          stdout,
          stderr: stderr + timedOut + missing,
        });
      },
    );
    // A program may exit without reading all of its input, which is not an error here.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
  });
}

/** Runs a program that has to succeed. @returns its standard output @throws with its error output when it fails */
export async function output(
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0) return stdout;
  const status = code === null ? "without an exit code" : `with code ${code}`;
  throw new Error(`${command} exited ${status}: ${stderr.trim() || stdout.trim()}`);
}

/** The environment variables that every program needs. */
export function bareEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LANG: "C.UTF-8", NO_PROXY: "*" };
}
