import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Concurrent requests: enough to keep one thread of workerd busy all the time. */
export const CONNECTIONS = 16;

/** The name and version that wrk prints; null where wrk is not installed. */
export async function wrkVersion(): Promise<string | null> {
  try {
    await execute("wrk", ["--version"]);
    return "wrk";
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string };
    if (code === "ENOENT") return null;
    // wrk prints its version and then exits with an error code.
    return /^wrk [^ ]+/.exec(stdout ?? "")?.[0] ?? "wrk";
  }
}

/**
 * Requests per second that the server answers.
 *
 * @throws when a request fails or is answered with an error status
 */
export async function load(
  address: string,
  headers: Readonly<Record<string, string>>,
  seconds: number,
  signal: AbortSignal,
): Promise<number> {
  const options = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await execute(
    "wrk",
    [
      "-t",
      "1",
      "-c",
      `${CONNECTIONS}`,
      "-d",
      `${seconds}s`,
      "--timeout",
      "5s",
      ...options,
      address,
    ],
    { signal, timeout: (seconds + 15) * 1_000, killSignal: "SIGKILL" },
  );
  const failed = /^ *(?:Socket errors|Non-2xx or 3xx responses).*$/m.exec(stdout);
  if (failed) throw new Error(`${address}: ${failed[0].trim()}`);
  const rate = Number(/^Requests\/sec:\s*([\d.]+)$/m.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`${address}: wrk printed ${stdout}`);
  return rate;
}
