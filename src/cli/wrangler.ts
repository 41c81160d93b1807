import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../content/directory.ts";

/**
 * Runs the project's Wrangler in this terminal, on the Node that runs this process.
 *
 * @param env environment variables in addition to this process's
 * @returns its exit code
 */
export function runWrangler(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const program = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
    const child = spawn(process.execPath, [program, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: "inherit",
    });
    // Ctrl-C reaches Wrangler too, which then ends by itself. Other signals reach only this process.
    process.on("SIGINT", () => {});
    for (const signal of ["SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => child.kill(signal));
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** The value of an option in a command's arguments, written as `--name value` or `--name=value`. */
export function optionValue(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const arg = args[at];
  return arg === name ? args[at + 1] : arg?.slice(name.length + 1);
}
