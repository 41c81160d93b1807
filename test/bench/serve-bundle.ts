import { execFile } from "node:child_process";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { build } from "../../src/cli/build.ts";
import { ROOT } from "../../src/content/directory.ts";

const execute = promisify(execFile);
const wrangler = join(ROOT, "node_modules/.bin/wrangler");

/** The version of wrangler. */
export const WRANGLER = (
  createRequire(import.meta.url)("wrangler/package.json") as { version: string }
).version;

const project = readConfig({ config: join(ROOT, "wrangler.toml") });

export const COMPATIBILITY_DATE = project.compatibility_date ?? "";

/**
 * Bundles a content folder without touching the project's own bundle.
 *
 * @returns the path of the module
 * @throws with the mistakes in the content
 */
export async function bundleContent(content: string, folder: string): Promise<string> {
  const bundle = join(folder, "content.js");
  const outcome = await build({ root: ROOT, content, bundle });
  if ("mistakes" in outcome) throw new Error(outcome.mistakes);
  return bundle;
}

/**
 * Bundles a Worker exactly as `wrangler deploy` does, without deploying it.
 *
 * @param main path of its source below the project's root
 * @param content path of the module that it imports as `#content`
 * @param folder receives index.js
 */
export async function bundleWorker(
  main: string,
  content: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  // The project's configuration would run the build step, which bundles the project's content.
  const config = join(folder, "wrangler.json");
  await writeFile(
    config,
    JSON.stringify({
      name: "storyfold",
      main: join(ROOT, main),
      compatibility_date: COMPATIBILITY_DATE,
      ...(project.keep_names !== undefined && { keep_names: project.keep_names }),
    }),
  );
  await execute(
    process.execPath,
    [
      wrangler,
      "deploy",
      "--dry-run",
      "--config",
      config,
      "--alias",
      `#content:${content}`,
      "--outdir",
      folder,
    ],
    { cwd: ROOT, signal, timeout: 60_000, env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  await rename(join(folder, `${basename(main, ".ts")}.js`), join(folder, "index.js"));
}
