import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Requests that are under way at once: enough to keep one thread of workerd busy all the time. */
export const CONNECTIONS = 16;

/** What wrk says that it is, or null where it is not installed. */
export async function wrkVersion(): Promise<string | null> {
  try {
    await execute("wrk", ["--version"]);
    return "wrk";
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string };
    if (code === "ENOENT") return null;
    // It says it, and then ends as if it were called wrongly.
    return /^wrk [^ ]+/.exec(stdout ?? "")?.[0] ?? "wrk";
  }
}

/**
 * Requests per second that the address answers.
 *
 * @throws when one is not answered, or with an error.
 */
export async function load(
  address: string,
  headers: Readonly<Record<string, string>>,
  seconds: number,
  signal: AbortSignal,
): Promise<number> {
  const asked = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const { stdout } = await execute(
    "wrk",
    ["-t", "1", "-c", `${CONNECTIONS}`, "-d", `${seconds}s`, "--timeout", "5s", ...asked, address],
    { signal, timeout: (seconds + 15) * 1_000, killSignal: "SIGKILL" },
  );
  const failed = /^ *(?:Socket errors|Non-2xx or 3xx responses).*$/m.exec(stdout);
  if (failed) throw new Error(`${address}: ${failed[0].trim()}`);
  const rate = Number(/^Requests\/sec:\s*([\d.]+)$/m.exec(stdout)?.[1]);
  if (!(rate > 0)) throw new Error(`${address}: wrk says ${stdout}`);
  return rate;
}
