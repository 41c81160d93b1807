/**
 * Measures the CPU time of the largest things that one invocation of the Worker does: reading a feed, and rendering one
 * document. `npm run bench:cpu`. They run in Node, whose V8 is that of workerd but for its version. The figures include
 * compiling and garbage collection on other threads. The first run is what a new isolate needs.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../src/content/directory.ts";

const folder = mkdtempSync(join(tmpdir(), "storyfold-bench-"));
try {
  // Node does not run JSX.
  const bundle = join(folder, "tasks.mjs");
  const esbuild = join(ROOT, "node_modules/.bin/esbuild");
  const options = ["--bundle", "--platform=node", "--format=esm", "--jsx=automatic"];
  const jsx = "--jsx-import-source=hono/jsx";
  const source = join(ROOT, "test/bench/cpu-tasks.ts");
  execFileSync(esbuild, [source, ...options, jsx, "--log-level=error", `--outfile=${bundle}`]);
  const run = (...args: string[]): string =>
    execFileSync(process.execPath, [bundle, ...args], { encoding: "utf8" });
  console.log("| CPU time | first run | later, median | p95 |\n| --- | --: | --: | --: |");
  // Each in a process of its own, so that the first run finds nothing compiled.
  for (let task = 0; task < Number(run()); task++) process.stdout.write(run(String(task)));
} finally {
  await rm(folder, { recursive: true });
}
